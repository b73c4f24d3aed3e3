import assert from "node:assert/strict";
import { expect, test } from "vitest";
import { executeChunk, getinfoChunk, requestsOf } from "../support/chunks.ts";
import { CommandProcess } from "../support/command-process.ts";
import { indexedBody, splunkdBody } from "../support/csv.ts";
import { checkEnding, converse, converseRaw } from "../support/protocol-client.ts";
import { checkExecuteReply, checkGetinfoReply } from "../support/reply-checks.ts";

const logs = [
  { _raw: "2026-01-05T10:00:01Z INFO checkout request done in 12 ms", _time: "1767607201", host: "web-1" },
  {
    _raw: "2026-01-05T10:00:02Z ERROR checkout connection refused to db-1:5432",
    _time: "1767607202",
    host: "web-1",
  },
  { _raw: "kernel: Out of memory: Killed process 4711 (java)", _time: "1767607203", host: "db-1" },
  { _raw: "", _time: "1767607204", host: "db-1" },
];
const fields = ["_raw", "_time", "host"];
const body = indexedBody(fields, logs);

test("every row of an indexed chunk comes back with its index and a verdict", async () => {
  const { verdicts } = await converse({ chunks: requestsOf([body]) });
  expect(verdicts.map((verdict) => verdict.llama_status)).toEqual(["local", "local", "local", "skipped"]);
  expect(verdicts[3]).toMatchObject({ llama_reason: "empty", severity: "", anomaly_detected: "" });
});

test("without an index all columns pass through and ours are appended", async () => {
  const { verdicts } = await converse({ chunks: requestsOf([splunkdBody(fields, logs)]) });
  expect(verdicts).toHaveLength(4);
});

test("the reply to getinfo names the field that was asked for", async () => {
  const chunks = requestsOf([indexedBody(["log_message"], [{ log_message: "disk full on /var" }])]);
  const { verdicts } = await converse({ args: ["log_message"], field: "log_message", chunks });
  expect(verdicts[0]?.llama_status).toBe("local");
});

test.each([
  [["prefix=x_"]],
  [["prefix", "=", "x_"]],
  [["prefix=", "x_"]],
  [["_raw", "unit=event", "prefix=x_"]],
  [["unit=template", "prefix=x_", "fallback=local"]],
])("our fields carry the prefix of %j", async (args) => {
  await converse({ args, prefix: "x_", chunks: requestsOf([body, splunkdBody(fields, logs)]) });
});

test("with fallback=none a text is left without a verdict, and its row says why", async () => {
  const { verdicts } = await converse({
    args: ["fallback=none"],
    fallback: "none",
    chunks: requestsOf([body]),
  });
  expect(verdicts[0]).toMatchObject({ llama_status: "error", llama_reason: "no_endpoint", llama_model: "" });
});

test.each([[["into", "triage"]], [["into=triage"]], [["_raw", "fallback=local", "into", "triage"]]])(
  "the seed's trailing %j is understood",
  async (args) => {
    const { verdicts } = await converse({ args, chunks: requestsOf([body]) });
    expect(verdicts).toHaveLength(4);
  },
);

test("a getinfo without searchinfo is one without arguments", async () => {
  const getinfo = Buffer.from('chunked 1.0,20,0\n{"action":"getinfo"}');
  await converse({ getinfo, chunks: requestsOf([body]) });
});

test("getinfo metadata may hold spaces, other characters and unknown keys", async () => {
  const getinfo = getinfoChunk([], { owner: "Jürgen 李", new_key: { a: [1] }, raw_args: undefined });
  await converse({ getinfo, chunks: requestsOf([body]) });
});

test("a blank line before a header and a header that ends in CR LF are read", async () => {
  const execute = executeChunk({ body, finished: true }).toString().replace("\n", "\r\n");
  const { chunks, error } = await converseRaw({
    bytes: Buffer.concat([getinfoChunk([]), Buffer.from(`\n${execute}`)]),
  });
  expect(error).toBeUndefined();
  expect(chunks).toHaveLength(2);
});

test("300 chunks are answered one by one, empty ones among them", async () => {
  const bodies = Array.from({ length: 300 }, (_, chunk) => {
    const rows = Array.from({ length: chunk % 7 }, (_, row) => ({
      _raw: `WARN worker ${chunk}.${row} late`,
    }));
    return chunk % 50 === 0 ? Buffer.alloc(0) : indexedBody(["_raw"], rows);
  });
  const { replies, messages } = await converse({ chunks: requestsOf(bodies) });
  expect(replies).toHaveLength(300);
  expect(messages.length).toBeLessThan(10);
});

test("requests that are all sent ahead are answered in their order", async () => {
  const bodies = Array.from({ length: 60 }, (_, chunk) =>
    splunkdBody(["_raw", "n"], [{ _raw: `ERROR job ${chunk} failed`, n: String(chunk) }]),
  );
  const { replies } = await converse({ chunks: requestsOf(bodies), pace: "ahead" });
  expect(replies).toHaveLength(60);
});

test("a text gets the same verdict in every chunk", async () => {
  const rows = [{ _raw: "ERROR payment gateway timed out after 30 s" }, { _raw: "INFO ok" }];
  const bodies = Array.from({ length: 10 }, () => indexedBody(["_raw"], rows));
  const { verdicts } = await converse({ chunks: requestsOf(bodies) });
  expect(new Set(verdicts.filter((_, row) => row % 2 === 0).map((v) => v.severity)).size).toBe(1);
});

test("a text keeps its verdict, however much more of it the search shows later", async () => {
  let time = 1767607201;
  const bodies = Array.from({ length: 12 }, (_, chunk) => {
    const rows = Array.from({ length: 500 }, (_, row) => {
      time -= chunk === 8 ? 0.01 : 1;
      const rare = (chunk === 2 && row === 250) || (chunk >= 8 && row % 3 === 0);
      const _raw = rare ? "WARN widget frobnicated sideways" : `INFO request ${row % 40} served`;
      return { _raw, _time: time.toFixed(3) };
    });
    return indexedBody(["_raw", "_time"], rows);
  });
  expect((await converse({ chunks: requestsOf(bodies) })).verdicts).toHaveLength(6_000);
});

test("writes cut at every byte of the headers and inside characters change nothing", async () => {
  const cutBody = splunkdBody(["_raw", "Straße"], [{ _raw: "ошибка 数据库 👩‍🚒", Straße: "é" }]);
  const getinfo = getinfoChunk([], { owner: "Jürgen" });
  const length = getinfo.length + 2 * executeChunk({ body: cutBody, finished: true }).length;
  const splitAt = Array.from({ length }, (_, offset) => offset).filter(
    (o) => o < 40 || o > getinfo.length - 20,
  );
  const whole = await converse({ getinfo, chunks: requestsOf([cutBody, cutBody]) });
  const cut = await converse({ getinfo, chunks: requestsOf([cutBody, cutBody]), splitAt });
  expect(cut.replies.map((reply) => reply.body)).toEqual(whole.replies.map((reply) => reply.body));
});

test("several processes that only get getinfo answer it and end quietly", async () => {
  const args = ["_raw", "fallback=none"];
  const runs = Array.from({ length: 4 }, () => converseRaw({ bytes: getinfoChunk(args), here: false }));
  for (const { chunks, error } of await Promise.all(runs)) {
    expect(error).toBeUndefined();
    expect(chunks).toHaveLength(1);
    checkGetinfoReply(chunks[0]!, "_raw");
  }
});

test("an input that ends before getinfo is no fault", async () => {
  const { chunks } = await converseRaw({ bytes: Buffer.alloc(0) });
  expect(chunks).toEqual([]);
});

test("an input that ends between chunks leaves all that came answered", async () => {
  const request = { body, finished: false };
  const bytes = Buffer.concat([getinfoChunk([]), executeChunk(request), executeChunk(request)]);
  const { chunks, error } = await converseRaw({ bytes });
  expect(error).toBeUndefined();
  expect(chunks).toHaveLength(3);
  const context = { field: "_raw", prefix: "", verdicts: new Map(), longTexts: new Set<string>() };
  for (const reply of chunks.slice(1)) checkExecuteReply(context, request, reply);
});

test("a search that is cancelled after a chunk ends with exit code 0", async () => {
  const process = new CommandProcess();
  try {
    await process.send(getinfoChunk([]));
    assert.ok(await process.readChunk());
    await process.send(executeChunk({ body, finished: false }));
    assert.ok(await process.readChunk());
    process.closeInput();
    expect(await process.readChunk()).toBeUndefined();
    checkEnding(await process.ending(), 0);
  } finally {
    process.closed();
  }
});
