import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { executeChunk, getinfoChunk } from "../support/chunks.ts";
import { CommandProcess } from "../support/command-process.ts";
import type { Behaviour } from "../support/model-endpoint/behaviour.ts";
import {
  reasonsOf,
  requestsWith,
  type SplunkWithModel,
  search,
  statusesOf,
  textsOf,
  withSplunk,
} from "../support/model-search.ts";
import { checkEnding } from "../support/protocol-client.ts";
import { checkExecuteReply } from "../support/reply-checks.ts";

const slowly = (after: number): Behaviour => ({ does: "answer", after });

test.concurrent("identical texts are asked once, over many chunks", async () => {
  const texts = textsOf(5);
  const chunks = Array.from({ length: 20 }, (_, at) => [...texts.slice(at % 5), ...texts, ""]);
  await withSplunk({}, async (splunk) => {
    for (const pace of ["lockstep", "ahead"] as const) {
      const before = splunk.server.requests.length;
      const { verdicts, runLine, summary } = await search(splunk, { chunks, pace });
      const asked = splunk.server.requests.slice(before).flatMap(({ logs }) => logs.map(({ log }) => log));
      expect(asked.sort()).toEqual([...texts].sort());
      expect(new Set(statusesOf(verdicts))).toEqual(new Set(["llm", "skipped"]));
      expect(runLine.units).toBe(5);
      expect(summary).toContain("20 without text in _raw skipped");
    }
  });
});

test.concurrent("unit=event asks about each event by itself", async () => {
  const texts = [...textsOf(3), ...textsOf(3)];
  await withSplunk({}, async (splunk) => {
    const { verdicts } = await search(splunk, { args: ["unit=event"], chunks: [texts, texts] });
    expect(statusesOf(verdicts)).toEqual(new Array(12).fill("llm"));
    const asked = splunk.server.requests.flatMap(({ logs }) => logs.map(({ log }) => log));
    expect(asked.sort()).toEqual([...texts, ...texts].sort());
  });
});

test.concurrent("there are never more calls at once than concurrency says, and as many where there is work", async () => {
  await withSplunk({ behaviour: slowly(120), stanza: { concurrency: "5" } }, async (splunk) => {
    const chunks = [textsOf(40)];
    await search(splunk, { args: ["batch_size=1", "concurrency=3"], chunks });
    expect(splunk.server.load.most).toBe(3);
    await search(splunk, { args: ["batch_size=1", "concurrency=64"], chunks });
    expect(splunk.server.load.most).toBe(5);
  });
});

test.concurrent("units of several chunks share batches, read ahead", async () => {
  const chunks = textsOf(33).map((text) => [text]);
  await withSplunk({ behaviour: slowly(400) }, async (splunk) => {
    const { verdicts } = await search(splunk, { args: ["concurrency=1"], chunks, pace: "ahead" });
    expect(new Set(statusesOf(verdicts))).toEqual(new Set(["llm"]));
    expect(splunk.server.requests.length).toBeLessThanOrEqual(6);
  });
});

test.concurrent("batches are as large as batch_size says", async () => {
  await withSplunk({}, async (splunk) => {
    await search(splunk, { args: ["batch_size=32"], chunks: [textsOf(80)] });
    // Nothing is known of the model before the first call.
    expect(splunk.server.requests.map(({ logs }) => logs.length)).toEqual([16, 32, 32]);
  });
});

test.concurrent("the temperature goes to the server", async () => {
  await withSplunk({}, async (splunk) => {
    const { verdicts } = await search(splunk, { args: ["temperature=0.5"], chunks: [textsOf(2)] });
    expect(statusesOf(verdicts)).toEqual(["llm", "llm"]);
    expect(splunk.server.requests[0]?.body.temperature).toBe(0.5);
  });
});

test.concurrent("the message counts all rows, also where the last chunk is empty or settled before others", async () => {
  const texts = textsOf(20);
  await withSplunk({ behaviour: slowly(200) }, async (splunk) => {
    const [first, ...rest] = texts as [string, ...string[]];
    for (const chunks of [
      [texts, []],
      [[first], rest, [first]],
    ]) {
      const { summary } = await search(splunk, { chunks, pace: "ahead" });
      expect(summary).toMatch(/^2[01] events, 20 units, \d+ calls, \d+ chunks. 2[01] events answered/);
    }
  });
});

test.concurrent("a search without text asks nothing", async () => {
  await withSplunk({}, async (splunk) => {
    const { verdicts } = await search(splunk, { chunks: [["", " \t"], [], [""]] });
    expect(statusesOf(verdicts)).toEqual(["skipped", "skipped", "skipped"]);
    expect(splunk.server.connections).toBe(0);
  });
});

test.concurrent("each run leaves one line with its counts, its tokens and its cost", async () => {
  await withSplunk({ stanza: { price_in: "1", price_out: "2" } }, async (splunk) => {
    const { runLine } = await search(splunk, { chunks: [textsOf(9)] });
    expect(runLine).toMatchObject({
      sid: "1627357489.9",
      user: "admin",
      app: "search",
      command: "llamaanalyze",
      rows: 9,
      units: 9,
      calls: 2,
      model: "tiny",
      endpoint: "default",
    });
    const { tokens_in, tokens_out, cost } = runLine as Record<"tokens_in" | "tokens_out" | "cost", number>;
    expect(tokens_in).toBeGreaterThan(200);
    expect(cost).toBeCloseTo((tokens_in + 2 * tokens_out) / 1e6, 9);
    expect(Object.keys(runLine.latency_ms as object)).toEqual(["p50", "p95", "p99"]);
    await search(splunk, { chunks: [textsOf(1)] });
    expect(splunk.runLines()).toHaveLength(2);
    expect(splunk.runLines().join("")).not.toMatch(/2gvT|payment/);
  });
});

test.concurrent("500 rows in 10 chunks, read ahead: every row has its own verdict", async () => {
  const texts = textsOf(500);
  const chunks = Array.from({ length: 10 }, (_, at) => texts.slice(at * 50, at * 50 + 50));
  await withSplunk({ behaviour: slowly(10) }, async (splunk) => {
    const { verdicts } = await search(splunk, { chunks, pace: "ahead" });
    expect(new Set(statusesOf(verdicts))).toEqual(new Set(["llm"]));
    // The first batch may have gone before the second chunk was there.
    expect(splunk.server.requests.length).toBeLessThanOrEqual(63 + 10);
  });
});

/** Sends chunks, none of them the last, waits for a call, and goes away as splunkd does when a search is cancelled. */
async function cancelled(splunk: SplunkWithModel, chunks: readonly (readonly string[])[]) {
  const requests = requestsWith(chunks).map((request) => ({ ...request, finished: false }));
  const command = new CommandProcess({ env: splunk.env, guard: 12_000 });
  try {
    const sending = command.send(
      Buffer.concat([getinfoChunk(["timeout=60"]), ...requests.map(executeChunk)]),
    );
    await command.readChunk();
    for (let polls = 0; splunk.server.requests.length === 0; polls++) {
      assert.ok(polls < 500, "a call reaches the server");
      await sleep(20);
    }
    await sending;
    command.closeInput();
    const begun = performance.now();
    const context = {
      field: "_raw",
      prefix: "",
      model: "tiny",
      verdicts: new Map(),
      longTexts: new Set<string>(),
    };
    const verdicts = [];
    for (const request of requests) {
      const reply = await command.readChunk();
      assert.ok(reply !== undefined, "every chunk that came is answered");
      verdicts.push(...checkExecuteReply(context, request, reply));
    }
    assert.equal(await command.readChunk(), undefined);
    checkEnding(await command.ending(), 0);
    return { verdicts, seconds: (performance.now() - begun) / 1000 };
  } finally {
    command.closed();
  }
}

test.concurrent.each([
  ["one chunk", [textsOf(20)]],
  ["40 chunks", textsOf(40).map((text) => [text])],
])(
  "a cancelled search of %s ends its calls at once, and every row it sent is answered",
  async (_, chunks) => {
    await withSplunk({ behaviour: { does: "hang" } }, async (splunk) => {
      const { verdicts, seconds } = await cancelled(splunk, chunks);
      expect(seconds).toBeLessThan(2);
      expect(reasonsOf(verdicts)).toEqual(["cancelled"]);
      await splunk.server.idle();
      expect(splunk.server.load.now).toBe(0);
    });
  },
);

test.concurrent("a search is cancelled at once however much of it waits to be read", async () => {
  await withSplunk({ behaviour: { does: "hang" } }, async (splunk) => {
    const chunks = textsOf(400).map((text) => [text]);
    const { seconds } = await cancelled(splunk, chunks);
    expect(seconds).toBeLessThan(5);
  });
});

test.concurrent("cancelled while it waits to try again, a search ends at once", async () => {
  const busy: Behaviour = { does: "status", status: 429, headers: { "retry-after": "30" }, body: "{}" };
  await withSplunk({ behaviour: busy }, async (splunk) => {
    const { verdicts, seconds } = await cancelled(splunk, [textsOf(10)]);
    expect(seconds).toBeLessThan(2);
    expect(reasonsOf(verdicts)).toEqual(["cancelled"]);
  });
});
