import { expect, test } from "vitest";
import {
  answer,
  type Behaviour,
  contextOverflow,
  html,
  redirect,
  status,
} from "../support/model-endpoint/behaviour.ts";
import { selfSigned } from "../support/model-endpoint/self-signed.ts";
import { startModelEndpoint } from "../support/model-endpoint/start-model-endpoint.ts";
import { reasonsOf, search, statusesOf, textsOf, withSplunk } from "../support/model-search.ts";

const texts = textsOf(10);
const certificate = selfSigned();

/** What the server does to every request, the reason that rows carry, what the message says, most calls. */
const lasting: readonly [string, Behaviour, reason: string, said: RegExp, most: number][] = [
  ["a reset before the body", { does: "reset before the body" }, "unreachable", /broke the connection/, 6],
  ["a reset inside the body", { does: "reset inside the body" }, "unreachable", /broke the connection/, 6],
  ["another protocol", { does: "no HTTP" }, "unreachable", /does not speak HTTP/, 6],
  ["429", status(429), "refused", /HTTP 429: it is overloaded/, 6],
  ["429 with an absurd Retry-After", status(429, "86400000"), "refused", /HTTP 429/, 2],
  ["429 with a Retry-After of nonsense", status(429, "soon"), "refused", /HTTP 429/, 6],
  ["500", status(500), "refused", /HTTP 500: it failed within/, 6],
  ["502 with HTML", html(502), "refused", /HTTP 502/, 6],
  ["503", status(503), "refused", /HTTP 503/, 6],
  ["HTML", html(), "bad_reply", /no JSON: check url/, 6],
  ["an empty body", { does: "body", body: "" }, "bad_reply", /answered with|no JSON|no chat/, 6],
  ["a body of 50 MB", { does: "big body", bytes: 50_000_000 }, "bad_reply", /more than 4 MB/, 6],
  ["an endless body", { does: "endless body" }, "bad_reply", /more than 4 MB/, 6],
  ["401", status(401, undefined, "no key"), "refused", /wants an API key/, 2],
  ["a redirect", redirect("http://127.0.0.1:1/v1/chat/completions"), "refused", /redirects elsewhere/, 2],
];

test.concurrent.each(lasting)(
  "after %s every time the embedded analyst answers",
  async (_, behaviour, reason, said, most) => {
    await withSplunk({ behaviour }, async (splunk) => {
      const { verdicts, summary } = await search(splunk, { chunks: [texts] });
      expect(new Set(statusesOf(verdicts))).toEqual(new Set(["local"]));
      expect(reasonsOf(verdicts)).toEqual([reason]);
      expect(summary).toMatch(said);
      expect(summary).toContain(`(${reason} 10)`);
      expect(summary).toContain("the embedded analyst judged them");
      expect(splunk.server.requests.length).toBeLessThanOrEqual(most);
    });
  },
);

test.concurrent("a server that is not there is unreachable, and the message says so", async () => {
  await withSplunk({}, async (splunk) => {
    await splunk.server.refuseConnections();
    const { verdicts, summary } = await search(splunk, { chunks: [texts] });
    expect(reasonsOf(verdicts)).toEqual(["unreachable"]);
    expect(summary).toContain("nothing listens there");
  });
});

const passing: readonly [string, Behaviour][] = lasting
  .filter(([name]) => !/absurd|401|redirect/.test(name))
  .map(([name, behaviour]) => [name, behaviour]);

test.concurrent.each([...passing, ["429 with a Retry-After of a second", status(429, "1")]] as const)(
  "after %s once, the model answers all",
  async (_, behaviour) => {
    await withSplunk({ behaviour: (number) => (number === 1 ? behaviour : answer()) }, async (splunk) => {
      const { verdicts, summary } = await search(splunk, { chunks: [texts] });
      expect(new Set(statusesOf(verdicts))).toEqual(new Set(["llm"]));
      expect(summary).not.toContain("others");
    });
  },
);

test.concurrent.each<[string, Behaviour]>([
  ["hangs", { does: "hang" }],
  ["sends a byte a second", { does: "drip", milliseconds: 1_000 }],
])("a server that %s is waited for until the search's time is over, and not longer", async (_, behaviour) => {
  await withSplunk({ behaviour, stanza: { request_timeout: "1" } }, async (splunk) => {
    const args = ["timeout=3", "batch_size=5"];
    const { verdicts, seconds } = await search(splunk, { args, chunks: [texts] });
    expect(reasonsOf(verdicts)).toEqual(["budget_time"]);
    expect(seconds).toBeGreaterThan(2.5);
    expect(splunk.server.requests).toHaveLength(1);
  });
});

test.concurrent("a search whose time is over leaves its rows skipped where nobody else may answer", async () => {
  await withSplunk({ behaviour: { does: "hang" } }, async (splunk) => {
    const args = ["timeout=1", "fallback=none"];
    const { verdicts } = await search(splunk, { args, chunks: [[...texts, ""]] });
    expect(statusesOf(verdicts)).toEqual(new Array(11).fill("skipped"));
    expect(verdicts.map((verdict) => verdict.llama_reason)).toEqual([
      ...new Array(10).fill("budget_time"),
      "empty",
    ]);
  });
});

test.concurrent.each([
  ["in seconds", () => "1", 990],
  ["as a date", () => new Date(Date.now() + 2_000).toUTCString(), 900],
])("Retry-After %s is waited for", async (_, retryAfter, least) => {
  const times: number[] = [];
  const behaviour = (number: number) => {
    times.push(performance.now());
    return number === 1 ? status(503, retryAfter()) : answer();
  };
  await withSplunk({ behaviour }, async (splunk) => {
    const { verdicts } = await search(splunk, { chunks: [textsOf(3)] });
    expect(statusesOf(verdicts)).toEqual(["llm", "llm", "llm"]);
    expect(times).toHaveLength(2);
    expect(times[1]! - times[0]!).toBeGreaterThan(least);
  });
});

test.concurrent("with fallback=none a failed row is an error with its reason and no severity", async () => {
  const behaviour = (_: number, __: unknown, logs: readonly { log: string }[]) =>
    logs.some(({ log }) => log.includes("job-3")) ? status(403) : answer();
  await withSplunk({ behaviour }, async (splunk) => {
    const args = ["fallback=none", "batch_size=1", "concurrency=1"];
    const { verdicts, summary } = await search(splunk, { args, chunks: [textsOf(3)] });
    expect(statusesOf(verdicts)).toEqual(["llm", "llm", "error"]);
    expect(verdicts[2]).toMatchObject({ severity: "", anomaly_detected: "", llama_reason: "refused" });
    expect(summary).toContain("nobody judged them (fallback=none)");
  });
});

test.concurrent("what does not fit the model's context is asked in smaller batches", async () => {
  const behaviour = (_: number, __: unknown, logs: readonly unknown[]) =>
    logs.length > 4 ? contextOverflow() : answer();
  await withSplunk({ behaviour }, async (splunk) => {
    const { verdicts } = await search(splunk, { chunks: [textsOf(16)] });
    expect(new Set(statusesOf(verdicts))).toEqual(new Set(["llm"]));
  });
});

test.concurrent("a text that never fits is too_long, alone", async () => {
  const behaviour = (_: number, __: unknown, logs: readonly { log: string }[]) =>
    logs.some(({ log }) => log.includes("job-3 ")) ? contextOverflow("llamaCpp") : answer();
  await withSplunk({ behaviour }, async (splunk) => {
    const { verdicts } = await search(splunk, { chunks: [textsOf(8)] });
    const expected = new Array<string>(8).fill("");
    expected[2] = "too_long";
    expect(verdicts.map((verdict) => verdict.llama_reason)).toEqual(expected);
  });
});

test.concurrent("a redirect is not followed", async () => {
  const elsewhere = await startModelEndpoint();
  try {
    await withSplunk({ behaviour: redirect(`${elsewhere.url}/chat/completions`) }, async (splunk) => {
      await search(splunk, { chunks: [texts] });
      expect(elsewhere.requests).toEqual([]);
    });
  } finally {
    await elsewhere.close();
  }
});

test.skipIf(certificate === undefined).concurrent("a certificate nobody knows is refused", async () => {
  await withSplunk({ certificate: certificate! }, async (splunk) => {
    const { verdicts, summary } = await search(splunk, { chunks: [texts] });
    expect(reasonsOf(verdicts)).toEqual(["unreachable"]);
    expect(summary).toContain("ca_file of [endpoint:default]");
    expect(splunk.server.requests).toEqual([]);
  });
});
