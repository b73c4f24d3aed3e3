/** What a search may spend: its own options, the quotas of its user, and whom the rest goes to. */
import { describe, expect, test } from "vitest";
import { executeChunk, getinfoChunk, requestsOf } from "../support/chunks.ts";
import { splunkdBody } from "../support/csv.ts";
import { reasonsOf, requestsWith, search, statusesOf, textsOf, withSplunk } from "../support/model-search.ts";
import { converse, converseRaw } from "../support/protocol-client.ts";
import { status } from "../support/splunkd/fault.ts";
import { type RunningSplunkd, startSplunkd } from "../support/splunkd/start-splunkd.ts";

const count = (statuses: readonly string[], wanted: string): number =>
  statuses.filter((status) => status === wanted).length;

describe("max_calls", () => {
  test.concurrent("is kept, and the message and the run line say what was left and why", async () => {
    await withSplunk({}, async (splunk) => {
      const texts = textsOf(6);
      const { verdicts, summary, runLine } = await search(splunk, {
        args: ["max_calls=2", "batch_size=2"],
        chunks: [[...texts, ...texts]],
      });
      expect(splunk.server.requests).toHaveLength(2);
      expect(count(statusesOf(verdicts), "llm")).toBe(8);
      expect(reasonsOf(verdicts)).toEqual(["", "budget_calls"]);
      expect(summary).toContain(
        "Of 4 others (budget_calls 4) the embedded analyst judged them. The model was not asked about 2 units with " +
          "4 events, to keep to a limit. The option max_calls=2 allowed no more, and the riskiest units came first",
      );
      expect(runLine).toMatchObject({
        calls: 2,
        units_left: { budget_calls: 2 },
        reasons: { budget_calls: 4 },
      });
    });
  });

  test.concurrent("leaves events to nobody with fallback=none", async () => {
    await withSplunk({}, async (splunk) => {
      const { verdicts } = await search(splunk, {
        args: ["max_calls=1", "batch_size=1", "fallback=none"],
        chunks: [textsOf(3)],
      });
      expect(statusesOf(verdicts).sort()).toEqual(["llm", "skipped", "skipped"]);
    });
  });

  test.concurrent("keeps a third for riskier units of later chunks, and holds up no chunk for them", async () => {
    await withSplunk({}, async (splunk) => {
      const calm = textsOf(4).map((text) => text.replace("WARN", "INFO"));
      const { verdicts } = await search(splunk, {
        args: ["max_calls=3", "batch_size=1"],
        chunks: [calm, ["FATAL disk controller gave up, data lost"], ["INFO nothing to see here"]],
        pace: "lockstep",
      });
      expect(count(statusesOf(verdicts.slice(0, 4)), "llm")).toBe(2);
      expect(statusesOf(verdicts.slice(4))).toEqual(["llm", "local"]);
    });
  });

  test.concurrent("goes to what the events themselves say is anomalous and critical", async () => {
    await withSplunk({}, async (splunk) => {
      const rows = textsOf(5).map((_raw, at) => ({
        _raw,
        anomaly_score: at === 3 ? "97" : "12",
        criticality: at === 1 ? "critical" : "",
      }));
      const { verdicts } = await converse({
        args: ["max_calls=2", "batch_size=1"],
        chunks: requestsOf([splunkdBody(["_raw", "anomaly_score", "criticality"], rows)]),
        model: "tiny",
        env: splunk.env,
      });
      expect(statusesOf(verdicts)).toEqual(["local", "llm", "local", "llm", "local"]);
    });
  });
});

test.concurrent("max_tokens is kept", async () => {
  await withSplunk({}, async (splunk) => {
    const { verdicts, runLine } = await search(splunk, {
      args: ["max_tokens=4000", "batch_size=4", "concurrency=1"],
      chunks: [textsOf(60)],
    });
    expect(reasonsOf(verdicts)).toEqual(["", "budget_tokens"]);
    expect(Number(runLine.tokens_in) + Number(runLine.tokens_out)).toBeLessThanOrEqual(4_000);
  });
});

describe("max_cost", () => {
  test.concurrent("is kept by the prices of the stanza", async () => {
    await withSplunk({ stanza: { price_in: "1000", price_out: "2000" } }, async (splunk) => {
      const { verdicts, runLine } = await search(splunk, {
        args: ["max_cost=2.5", "batch_size=1", "concurrency=1"],
        chunks: [textsOf(40)],
      });
      expect(reasonsOf(verdicts)).toEqual(["", "budget_cost"]);
      expect(runLine.cost).toBeGreaterThan(0);
      expect(runLine.cost).toBeLessThanOrEqual(2.5);
    });
  });

  test.concurrent("ends a search before anything is sent where a fallback has no prices", async () => {
    const stanzas = "[endpoint:spare]\nurl = http://127.0.0.1:9/v1\nmodel = tiny\n";
    await withSplunk({ stanza: { price_in: "1", fallback: "spare" }, stanzas }, async (splunk) => {
      const body = requestsWith([textsOf(2)])[0]?.body ?? Buffer.alloc(0);
      const bytes = Buffer.concat([getinfoChunk(["max_cost=1"]), executeChunk({ body, finished: true })]);
      const { error } = await converseRaw({ env: splunk.env, bytes });
      expect(error).toContain("The option max_cost cannot be kept, because [endpoint:spare] has no prices");
      expect(splunk.server.requests).toEqual([]);
    });
  });
});

describe("a quota", () => {
  const stanzas = "[quota:night]\nuser = bob, alice\ncalls = 3\n";

  test.concurrent("of a user counts for all searches of the day, and for no other user", async () => {
    await withSplunk({ stanzas }, async (splunk) => {
      const searchAs = (username: string) =>
        search(splunk, { args: ["batch_size=1"], chunks: [textsOf(2)], info: { username } });
      expect(statusesOf((await searchAs("alice")).verdicts)).toEqual(["llm", "llm"]);
      const { verdicts, summary } = await searchAs("alice");
      expect(statusesOf(verdicts).sort()).toEqual(["llm", "local"]);
      expect(summary).toContain("The quota [quota:night] of llama.conf allows each user calls of 3 a day");
      for (const other of ["bob", "carol"])
        expect(statusesOf((await searchAs(other)).verdicts)).toEqual(["llm", "llm"]);
    });
  });

  test.concurrent("that cannot be read keeps the model from being asked", async () => {
    await withSplunk({ stanzas: `${stanzas}tokens = many\n` }, async (splunk) => {
      const { messages, verdicts } = await converse({ chunks: requestsWith([textsOf(2)]), env: splunk.env });
      expect(statusesOf(verdicts)).toEqual(["local", "local"]);
      expect(messages.flat().join()).toMatch(/tokens of \[quota:night\] in .*, line 7, wants a whole number/);
      expect(splunk.server.requests).toEqual([]);
    });
  });

  test.concurrent("of a cost wants prices", async () => {
    await withSplunk({ stanzas: "[quota:night]\nuser = admin\ncost = 3\n" }, async (splunk) => {
      const { messages } = await converse({ chunks: requestsWith([textsOf(2)]), env: splunk.env });
      expect(messages.flat().join()).toContain("The cost of [quota:night] cannot be kept");
      expect(splunk.server.requests).toEqual([]);
    });
  });
});

describe.skipIf(process.platform === "win32")("a quota of a role", () => {
  const stanzas =
    "[quota:analysts]\nrole = llama_analyst\ncalls = 2\n[quota:admins]\nrole = llama_admin\ncalls = 1\n";

  async function callsAs(role: string, splunkd: RunningSplunkd): Promise<[number, string]> {
    let result: [number, string] = [0, ""];
    await withSplunk({ stanzas }, async (splunk) => {
      const { messages } = await converse({
        getinfo: getinfoChunk(["batch_size=1"], {
          username: "dora",
          session_key: splunkd.sessionKey(role),
          splunkd_uri: splunkd.url,
        }),
        chunks: requestsWith([textsOf(4)]),
        model: "tiny",
        env: splunk.env,
      });
      result = [splunk.server.requests.length, messages.map(([, said]) => said).join(" ")];
    });
    return result;
  }

  test.concurrent("counts for those who have the role", async () => {
    const splunkd = await startSplunkd();
    const [[analyst], [admin], [user, said]] = await Promise.all([
      callsAs("llama_analyst", splunkd),
      callsAs("llama_admin", splunkd),
      callsAs("user", splunkd),
    ]);
    await splunkd.close();
    expect([analyst, admin, user]).toEqual([2, 1, 4]);
    expect(said).not.toContain("quota");
  });

  test.concurrent("counts for all, the strictest first, where splunkd does not tell the roles", async () => {
    const splunkd = await startSplunkd({ fault: () => status(403) });
    const [calls, said] = await callsAs("user", splunkd);
    await splunkd.close();
    expect(calls).toBe(1);
    expect(said).toContain("Your roles could not be asked for, so the quotas of all roles count.");
    expect(said).toContain("The quota [quota:admins] of llama.conf");
  });
});
