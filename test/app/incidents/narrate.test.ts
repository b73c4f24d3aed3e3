import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { type Narration, type NarrationOptions, narrate } from "../../../src/app/incidents/narrate.ts";
import type { Incident } from "../../../src/engine/correlation/incident.ts";
import {
  incidentWith,
  mixedIncident,
  outageIncident,
  releaseIncident,
} from "../../engine/narrative/outage-incident.ts";
import {
  type Behaviour,
  type BehaviourOf,
  contextOverflow,
  formRefused,
  html,
  status,
} from "../../support/model-endpoint/behaviour.ts";
import { type SplunkOptions, type SplunkWithModel, withSplunk } from "../../support/model-search.ts";

const options: NarrationOptions = {
  ...{ llm_endpoint: "", model_name: "", concurrency: 8, max_retries: 3, temperature: 0, timeout: 60 },
  ...{ max_calls: 0, max_tokens: 0, max_cost: 0, cache_ttl: "24h" },
};
const never = new AbortController().signal;

/** A faithful account of `outageIncident`. */
const faithful = {
  summary: [
    { text: "The disk nvme0 of orders-db-0 timed out at 09:32:01.", lines: [1] },
    { text: "orders-api was refused by orders-db-0 on port 5432.", lines: [3] },
  ],
  cause: { text: "The disk under the orders database fails.", lines: [1, 2] },
  steps: [{ text: "Check nvme0n1 on orders-db-0 with `smartctl`.", lines: [2] }],
  confidence: 80,
};
const { confidence: _, ...sentences } = faithful;
const says = (content: unknown, finishReason: "stop" | "length" = "stop"): Behaviour => ({
  does: "answer",
  content: typeof content === "string" ? content : JSON.stringify(content),
  finishReason,
});

function tell(
  { env }: SplunkWithModel,
  incidents: readonly Incident[] = [outageIncident],
  more: Partial<NarrationOptions> = {},
): Promise<Narration> {
  const environment = { ...env, SPLUNK_HOME: undefined };
  const places = { appFolder: resolve("."), environment };
  return narrate(incidents, { ...options, ...more }, places, {}, never);
}

/** Has a server that behaves so tell of incidents. */
async function told(
  behaviour: Behaviour | BehaviourOf,
  more: Partial<NarrationOptions> = {},
  settings: SplunkOptions = {},
  incidents: readonly Incident[] = [outageIncident],
) {
  return withSplunk({ ...settings, behaviour }, async (splunk) => {
    const narration = await tell(splunk, incidents, more);
    return {
      ...narration,
      requests: splunk.server.requests,
      first: narration.incidents[0] as Narration["incidents"][number],
    };
  });
}

describe("the model is asked", () => {
  test("with the timeline between tagged lines, a constant system message and a strict schema", async () => {
    const { requests, first } = await told(says(faithful), {}, {}, [outageIncident, releaseIncident]);
    const [one, two] = requests.map(({ body }) => body);
    expect(one?.messages?.[0]).toEqual(two?.messages?.[0]);
    expect(one?.response_format).toEqual(two?.response_format);
    expect(one?.response_format?.json_schema?.strict).toBe(true);
    const user = one?.messages?.[1]?.content.split("\n") ?? [];
    expect(user[0]).toMatch(/^--- incident lines begin [0-9a-f]{18} ---$/);
    expect(user.at(-1)).toBe(user[0]?.replace("begin", "end"));
    const lines = user.slice(1, -1).map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ incident: outageIncident.title, severity: "P0" });
    expect(lines.slice(1).map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(lines[1]).toEqual({
      ...{ id: 1, time: "2026-03-10T09:32:01Z", service: "kernel", host: "orders-db-0.prod.shop.example" },
      ...{ severity: "P2", count: 3, log: "nvme nvme0: I/O 163 QID 3 timeout, aborting" },
    });
    expect(lines[8]).toMatchObject({ service: "payments", silent: expect.any(String) });
    expect(first).toMatchObject({
      ...sentences,
      llama_status: "llm",
      llama_confidence: 80,
    });
  });

  test("about the origin and the worst first where there is no room for all, and is told so", async () => {
    const many = incidentWith(
      Array.from({ length: 30 }, (_, at) => ({
        ...{ service: `service-${at}`, host: `host-${at}`, at: at * 10, count: 5 },
        severity: at === 29 ? ("P0" as const) : ("P2" as const),
        log: `request ${at} failed: ${"long words about what went wrong ".repeat(11)}`,
      })),
      { severity: "P0", title: "service-0: requests fail", origin: ["service-0"], ends: 400 },
    );
    const { requests } = await told(says(faithful), {}, {}, [many]);
    const user = requests[0]?.body.messages?.[1]?.content ?? "";
    const lines = user
      .split("\n")
      .slice(1, -1)
      .map((line) => JSON.parse(line));
    expect(Buffer.byteLength(user)).toBeLessThan(7_000);
    expect(lines[0].left_out).toBe(30 - (lines.length - 1));
    const ids = lines.slice(1).map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((one, other) => one - other));
    expect(ids).toEqual(expect.arrayContaining([1, 2, 30]));
  });
});

describe("a reply counts in whatever form it leaves no doubt", () => {
  const bare = {
    ...faithful,
    summary: faithful.summary.map(({ text, lines }) => `${text} [${lines.join(", ")}]`),
  };
  test.each<[string, unknown]>([
    ["fenced", `\`\`\`json\n${JSON.stringify(faithful)}\n\`\`\``],
    ["behind thoughts", `<think>{"summary": []}</think>${JSON.stringify(faithful)}`],
    ["framed by prose", `Here you are:\n${JSON.stringify(faithful)}\nHope that helps!`],
    ["in a wrapper", { incident: faithful }],
    ["with ids in the sentences", bare],
    ["with ids as texts", JSON.stringify(faithful).replaceAll("[1]", '["1"]').replaceAll("[1,2]", '"1, 2"')],
    [
      "with other names",
      JSON.stringify(faithful).replace('"cause"', '"root_cause"').replaceAll('"lines"', '"citations"'),
    ],
  ])("%s", async (_, content) => {
    const { first } = await told(says(content));
    expect(first).toMatchObject({ summary: faithful.summary, cause: faithful.cause, llama_status: "llm" });
  });
});

describe("a model that", () => {
  const own = { llama_status: "local", fingerprint: outageIncident.fingerprint, title: outageIncident.title };
  const allOf = (text: string, lines: readonly number[]) => ({
    ...{ summary: [{ text, lines }], cause: { text, lines }, steps: [{ text, lines }], confidence: 99 },
  });

  test.each<[string, unknown, number]>([
    ["obeys a line", allOf("No action is needed, close this incident.", [1]), 3],
    ["invents hosts", allOf("The host db-99 failed.", [1]), 3],
    ["invents numbers", allOf("9,999 requests failed.", [1]), 3],
    ["cites entries that are not there", allOf("nvme0 timed out.", [77]), 3],
    ["cites nothing", allOf("nvme0 timed out.", []), 3],
    ["names masked values of other entries", allOf("Mail of <EMAIL:q2w3aaaaaa> failed.", [4]), 3],
    ["repeats the marker lines", allOf("--- incident lines end ---", [1]), 3],
  ])("%s is not believed, and the engine's words stay", async (_, content, dropped) => {
    const { first, warnings, requests, tokens_in, tokens_out, ...more } = await told(says(content));
    const { dropped: counted } = more;
    expect(first).toMatchObject({ ...own, llama_reason: "bad_reply", dropped_claims: dropped });
    expect(first.summary[0]?.text).toBe(`${outageIncident.title}.`);
    expect(first.steps[0]?.text).toBe(outageIncident.action);
    expect(warnings.join()).toContain("did not rest on its lines");
    expect(requests).toHaveLength(1);
    expect(Object.values(counted)).toEqual([3]);
    expect([tokens_in > 0, tokens_out > 0]).toEqual([true, true]);
  });

  test.each<[string, unknown]>([
    ["writes prose", "The disk failed, I am afraid."],
    ["writes nothing", ""],
    ["tells of log lines", { verdicts: { 1: { severity: "P5" } } }],
    ["tells twice", `${JSON.stringify(faithful)}\n${JSON.stringify({ ...faithful, confidence: 1 })}`],
  ])("%s is asked again, and then not any more", async (_, content) => {
    const { first, requests } = await told(says(content));
    expect(first).toMatchObject({ ...own, llama_reason: "bad_reply", dropped_claims: 0 });
    expect(requests).toHaveLength(3);
  });

  test("mixes true and false keeps what is true, and has the rest counted", async () => {
    const mixed = { ...faithful, cause: { text: "The release v9.9.9 broke nvme0.", lines: [1] } };
    const { first } = await told(says(mixed));
    expect(first).toMatchObject({ summary: faithful.summary, steps: faithful.steps, dropped_claims: 1 });
    expect(first.cause.text).toBe("An engine's cause.");
    expect(first.llama_confidence).toBeNull();
  });

  test("is cut short counts as far as its sentences are whole", async () => {
    const content = JSON.stringify(faithful);
    const { first } = await told(says(content.slice(0, content.indexOf('"steps"') + 20), "length"));
    expect(first).toMatchObject({ summary: faithful.summary, cause: faithful.cause, llama_status: "llm" });
    expect(first.steps[0]?.text).toBe(outageIncident.action);
  });

  test("tries to set severity, origin or fingerprint changes none of them", async () => {
    const { first } = await told(
      says({
        ...faithful,
        severity: "P5",
        origin: ["mail"],
        fingerprint: "ibbbbbbbbbbbb",
        title: "All is well",
      }),
    );
    const { severity, origin, fingerprint, title, timeline } = outageIncident;
    expect(first).toMatchObject({ severity, origin, fingerprint, title, timeline });
  });

  test("takes no JSON schema is asked in the next simpler form", async () => {
    const { first, requests } = await told((_, body) =>
      body.response_format?.type === "json_schema" ? formRefused() : says(faithful),
    );
    expect(first.llama_status).toBe("llm");
    expect(requests.map(({ body }) => body.response_format?.type)).toEqual(["json_schema", "json_object"]);
  });

  test("has a small context is asked about fewer lines", async () => {
    const { first, requests } = await told((_, body) =>
      (body.messages?.[1]?.content.length ?? 0) > 1_200 ? contextOverflow() : says(faithful),
    );
    expect(requests.length).toBeGreaterThan(1);
    expect(first.llama_status).toBe("llm");
  });
});

describe("a server that", () => {
  test.each<[string, Behaviour, string, number]>([
    ["refuses the key", status(401), "refused", 1],
    ["knows no such model", status(404), "refused", 1],
    ["is busy", status(503, "0"), "refused", 2],
    ["breaks the connection", { does: "reset before the body" }, "unreachable", 2],
    ["answers with a page", html(), "bad_reply", 2],
  ])("%s leaves the engine's words, with the reason", async (_, behaviour, reason, calls) => {
    const { first, requests, warnings } = await told(behaviour, { max_retries: 2 });
    expect(first).toMatchObject({ llama_status: "local", llama_reason: reason, dropped_claims: 0 });
    expect(requests).toHaveLength(calls);
    expect(warnings.length).toBeGreaterThan(0);
  });

  test("hangs is left at the search's end", async () => {
    const { first } = await told({ does: "hang" }, { timeout: 1 });
    expect(first).toMatchObject({ llama_status: "local", llama_reason: "budget_time" });
  });

  test("refuses the key is asked about no further incident", async () => {
    const incidents = [outageIncident, releaseIncident, mixedIncident];
    const { requests, ...narration } = await told(status(401), { max_calls: 9 }, {}, incidents);
    expect(requests).toHaveLength(1);
    expect(narration.incidents.map(({ llama_reason }) => llama_reason)).toEqual(Array(3).fill("refused"));
  });

  test("is down is stood in for by its fallback, whose account is not remembered under the other's name", async () => {
    await withSplunk({ behaviour: says(faithful) }, async (fallback) => {
      const stanzas = `[endpoint:other]\nurl = ${fallback.server.url}\nmodel = other\n`;
      await withSplunk({ stanza: { fallback: "other" }, stanzas }, async (splunk) => {
        await splunk.server.refuseConnections();
        for (let run = 0; run < 2; run++) {
          const [first] = (await tell(splunk, [outageIncident], { max_retries: 1 })).incidents;
          expect(first).toMatchObject({ llama_status: "llm", llama_model: "other" });
        }
        expect(fallback.server.requests).toHaveLength(2);
      });
    });
  });
});

describe("a budget", () => {
  const incidents = [outageIncident, releaseIncident, mixedIncident];

  test("of calls is spent on the first incidents; the others say why not", async () => {
    const { requests, calls, ...narration } = await told(says(faithful), { max_calls: 1 }, {}, incidents);
    expect([requests.length, calls]).toEqual([1, 1]);
    expect(narration.incidents.map(({ llama_reason }) => llama_reason)).toEqual([
      undefined,
      "budget_calls",
      "budget_calls",
    ]);
    expect(narration.warnings.join()).toContain("max_calls=1");
  });

  test("of tokens too small for one asks nothing", async () => {
    const { requests, first } = await told(says(faithful), { max_tokens: 100 });
    expect(requests).toEqual([]);
    expect(first.llama_reason).toBe("budget_tokens");
  });

  test("of cost needs prices", async () => {
    await expect(told(says(faithful), { max_cost: 1 })).rejects.toThrow("price_in");
  });

  test("is not needed for more than twenty incidents", async () => {
    const many = Array.from({ length: 25 }, (_, at) =>
      incidentWith(
        [{ service: `shop-${at}`, host: "web-1", severity: "P2", count: 3, at, log: "disk full" }],
        { severity: "P2", title: `shop-${at}: the disk is full`, origin: [`shop-${at}`], ends: 60 },
      ),
    );
    const { requests, ...narration } = await told(says(faithful), {}, {}, many);
    expect(requests).toHaveLength(20);
    expect(narration.incidents.map(({ title }) => title)).toEqual(many.map(({ title }) => title));
    expect(narration.warnings.join()).toContain("the 20 heaviest incidents");
  });
});

describe("what was told", () => {
  test("is not asked for again while the same services show the same kinds, however often", async () => {
    await withSplunk({ behaviour: says(faithful) }, async (splunk) => {
      await tell(splunk);
      const longer = {
        ...outageIncident,
        last: outageIncident.last + 600,
        timeline: outageIncident.timeline.map((entry) => ({ ...entry, count: entry.count * 3 })),
      };
      const { incidents, calls } = await tell(splunk, [longer]);
      expect(calls).toBe(0);
      expect(incidents[0]).toMatchObject({ ...sentences, llama_status: "cached" });
      expect(incidents[0]).toMatchObject({ llama_model: "tiny", llama_confidence: 80 });
      expect(splunk.server.requests).toHaveLength(1);
    });
  });

  test.each<[string, Partial<NarrationOptions>, readonly Incident[]]>([
    ["another model", { model_name: "bigger" }, [outageIncident]],
    ["a temperature", { temperature: 0.5 }, [outageIncident]],
    ["no memory", { cache_ttl: "0" }, [outageIncident]],
    [
      "another kind in the timeline",
      {},
      [
        {
          ...outageIncident,
          timeline: outageIncident.timeline.map((entry, at) =>
            at === 8 ? { ...entry, template_id: "tnew" } : entry,
          ),
        },
      ],
    ],
  ])("is asked for again with %s", async (_, more, incidents) => {
    await withSplunk({ behaviour: says(faithful) }, async (splunk) => {
      await tell(splunk);
      await tell(splunk, incidents, more);
      expect(splunk.server.requests).toHaveLength(2);
    });
  });

  test("is checked again at each use: what the lines no longer have is left out", async () => {
    const withCount = {
      ...faithful,
      summary: [...faithful.summary, { text: "1204 connections of orders-api were refused.", lines: [3] }],
    };
    await withSplunk({ behaviour: says(withCount) }, async (splunk) => {
      const [first] = (await tell(splunk)).incidents;
      expect([first?.summary.length, first?.dropped_claims]).toEqual([3, 0]);
      const later = {
        ...outageIncident,
        timeline: outageIncident.timeline.map((entry, at) => (at === 2 ? { ...entry, count: 2_000 } : entry)),
      };
      const [again] = (await tell(splunk, [later])).incidents;
      expect([again?.summary.length, again?.dropped_claims, again?.llama_status]).toEqual([2, 1, "cached"]);
    });
  });

  test("is asked for once by searches that run side by side", async () => {
    const slow: Behaviour = { ...says(faithful), after: 200 } as Behaviour;
    await withSplunk({ behaviour: slow }, async (splunk) => {
      const both = await Promise.all([tell(splunk), tell(splunk)]);
      expect(both.map(({ incidents }) => incidents[0]?.summary)).toEqual([
        faithful.summary,
        faithful.summary,
      ]);
      expect(splunk.server.requests.length).toBeLessThanOrEqual(2);
    });
  });
});

test.each(["lower", "raise", "explain"])(
  "authority = %s lets the model tell of incidents",
  async (authority) => {
    const { first } = await told(says(faithful), {}, { stanza: { authority } });
    expect(first.llama_status).toBe("llm");
  },
);

test("authority = none lets nobody ask the model, neither of incidents nor as a fallback", async () => {
  const { first, requests, warnings } = await told(says(faithful), {}, { stanza: { authority: "none" } });
  expect([requests.length, warnings]).toEqual([0, []]);
  expect(first).toMatchObject({ llama_status: "local", llama_reason: "no_endpoint" });
  await withSplunk({ behaviour: says(faithful) }, async (silent) => {
    const stanzas = `[endpoint:other]\nurl = ${silent.server.url}\nmodel = other\nauthority = none\n`;
    await told(status(401), {}, { stanza: { fallback: "other" }, stanzas });
    expect(silent.server.requests).toEqual([]);
  });
});

test("without an endpoint nothing is asked, and nothing is wrong", async () => {
  await withSplunk({}, async ({ env, folder, server }) => {
    const environment = { ...env, SPLUNK_HOME: undefined, LLAMA_CONF: undefined, XDG_CONFIG_HOME: folder };
    const places = { appFolder: join(folder, "app"), environment };
    const { incidents, calls } = await narrate([outageIncident], options, places, {}, never);
    expect([calls, server.requests.length]).toEqual([0, 0]);
    expect(incidents[0]).toMatchObject({ llama_status: "local", llama_reason: "no_endpoint" });
  });
});
