import { expect, test } from "vitest";
import { executeChunk, frame, getinfoChunk } from "../support/chunks.ts";
import { indexedBody, splunkdBody } from "../support/csv.ts";
import { converseRaw, type RawConversation } from "../support/protocol-client.ts";
import { type Context, checkExecuteReply, checkGetinfoReply } from "../support/reply-checks.ts";

const canary = "canary 7f3a91 must stay in the log";
const body = splunkdBody(
  ["_raw", "n"],
  [
    { _raw: `ERROR ${canary}`, n: "1" },
    { _raw: "INFO ok", n: "2" },
  ],
);
const request = { body, finished: false };
const getinfo = getinfoChunk([]);
const execute = executeChunk(request);

/** Sends getinfo, two good chunks and then `bytes`: the good ones are answered, and then comes an error chunk. */
async function afterTwoChunks(bytes: Buffer | string): Promise<string> {
  const tail = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes);
  const conversation = await converseRaw({ bytes: Buffer.concat([getinfo, execute, execute, tail]) });
  expect(conversation.chunks).toHaveLength(4);
  checkGetinfoReply(conversation.chunks[0]!, "_raw");
  const context: Context = { field: "_raw", prefix: "", verdicts: new Map(), longTexts: new Set() };
  for (const reply of conversation.chunks.slice(1, 3)) checkExecuteReply(context, request, reply);
  return errorOf(conversation);
}

function errorOf({ error, chunks }: RawConversation): string {
  expect(error, `the last of ${chunks.length} chunks is an error chunk`).toBeDefined();
  expect(error).not.toContain("canary");
  return error!;
}

/** Sends a getinfo that is refused at once. */
async function refusedAtOnce(bytes: Buffer): Promise<string> {
  const conversation = await converseRaw({ bytes });
  expect(conversation.chunks).toHaveLength(1);
  return errorOf(conversation);
}

test.each([
  [["prefx=x_"], "prefx", "prefix"],
  [["unti=event"], "unti", "unit"],
  [["fallbck", "=", "none"], "fallbck", "fallback"],
  [["log_message", "prefix_=x"], "prefix_", "prefix"],
])("%j: the error names the unknown option and the nearest one", async (args, unknown, nearest) => {
  const error = await refusedAtOnce(getinfoChunk(args));
  expect(error).toContain(unknown);
  expect(error.replaceAll(unknown, "")).toMatch(new RegExp(`\\b${nearest}\\b`));
});

test.each([
  [["unit=banana"], ["unit", "banana", "template", "event"]],
  [
    ["fallback", "=", "maybe"],
    ["fallback", "maybe", "local", "none"],
  ],
])("%j: the error names the value and what is possible", async (args, parts) => {
  const error = await refusedAtOnce(getinfoChunk(args));
  for (const part of parts) expect(error).toContain(part);
});

test.each([
  [["a", "b"]],
  [["unit="]],
  [["="]],
  [["into"]],
  [["unit=", "unit=event"]],
  [["=x"]],
  [[""]],
  [["into", "into"]],
])("odd arguments %j end in an answer or in a sentence", async (args) => {
  const { chunks } = await converseRaw({ bytes: getinfoChunk(args) });
  expect(chunks).toHaveLength(1);
});

test.each([[5], ["text"], [null], [{}], [[1, null, {}]]])(
  "arguments that are %j end in an answer or a sentence",
  async (args) => {
    const { chunks } = await converseRaw({ bytes: getinfoChunk(args) });
    expect(chunks).toHaveLength(1);
  },
);

test.each([
  ["a missing header", "hello, is this Splunk?\n"],
  ["a header of another version", "chunked 9.9,2,0\n{}"],
  ["a header without lengths", "chunked 1.0,,\n{}"],
  ["a negative length", "chunked 1.0,-5,0\n{}"],
  ["a length that no machine has", `chunked 1.0,${"9".repeat(30)},0\n{}`],
  ["NUL bytes", Buffer.alloc(64)],
  ["invalid UTF-8", Buffer.from([0xff, 0xfe, 0x0a, 0xc3, 0x28, 0x0a])],
  ["an endless line", "x".repeat(200_000)],
])("%s instead of getinfo gets a sentence", async (_, bytes) => {
  await refusedAtOnce(Buffer.from(bytes));
});

test.each([
  ["a missing header", "hello, is this Splunk?\n"],
  ["a row where a header should be", `ERROR ${canary}\n`],
  ["metadata that is not JSON", frame(`{"action":"execute","finished":${canary}}`)],
  ["metadata cut short by a wrong length", `chunked 1.0,20,0\n{"action":"execute","finished":false}`],
  [
    "metadata that reaches into the body",
    `chunked 1.0,60,40\n{"action":"execute","finished":false}${canary.repeat(4)}`,
  ],
  ["metadata that is a list", frame([1, 2])],
  ["metadata that is null", frame("null")],
  ["metadata of length 0", frame("", body)],
  ["metadata without an action", frame({ finished: false }, body)],
  ["an unknown action", frame({ action: "dance", finished: false }, body)],
  ["an action that is no text", frame({ action: 5, finished: false }, body)],
])("%s gets a sentence after all that came is answered", async (_, bytes) => {
  await afterTwoChunks(bytes);
});

test("a body longer than its length says gets a sentence at the next header", async () => {
  await afterTwoChunks(`${canary}\n${execute.toString()}`);
});

test("execute before getinfo gets a sentence", async () => {
  await refusedAtOnce(execute);
});

test("a second getinfo gets a sentence or an answer, after all that came is answered", async () => {
  const { chunks } = await converseRaw({ bytes: Buffer.concat([getinfo, execute, getinfo]) });
  expect(chunks.length).toBeGreaterThanOrEqual(3);
});

test.each([
  ["in the body", 1000, 400],
  ["before the body", 1000, 0],
  ["one byte before the end", 1000, 999],
])(
  "an input that ends %s: the error says how many bytes were expected and came",
  async (_, expected, came) => {
    const head = '{"action":"execute","finished":true}';
    const sent = `_raw\nERROR ${canary} `.padEnd(expected, "x").slice(0, came);
    const error = await afterTwoChunks(`chunked 1.0,${head.length},${expected}\n${head}${sent}`);
    const numbers = (error.match(/\d[\d,]*/g) ?? []).map((digits) => Number(digits.replaceAll(",", "")));
    const pairs = [
      [expected, came],
      [expected + head.length, came + head.length],
    ];
    const named = pairs.some((pair) => pair.every((number) => numbers.includes(number)));
    expect(named, `${error} names ${JSON.stringify(pairs)}`).toBe(true);
  },
);

test.each([
  ["inside the metadata", 'chunked 1.0,36,0\n{"action":"exe'],
  ["before the metadata", "chunked 1.0,36,0\n"],
  ["inside the header", "chunked 1.0,3"],
  ["at the first byte of a header", "c"],
])("an input that ends %s gets a sentence", async (_, tail) => {
  await afterTwoChunks(tail);
});

test.each([[1], [12], [40], [400]])("a getinfo cut after %i bytes gets a sentence", async (length) => {
  await refusedAtOnce(getinfo.subarray(0, length));
});

test.each([
  ["only a blank header", "\n"],
  ["blank lines only", "\n\n\n"],
  ["an empty quoted name", '""\nx\n'],
  ["only commas", ",,\n,,\n"],
  ["only a quote", '"'],
  ["a header whose quote never closes", '"_raw,b\nERROR x,1\n'],
  ["a byte order mark", "\ufeff_raw,b\nERROR x,1\n"],
])("a body of %s is answered, or refused in a sentence", async (_, text) => {
  const bytes = Buffer.concat([getinfo, executeChunk({ body: Buffer.from(text), finished: true })]);
  const { chunks } = await converseRaw({ bytes });
  expect(chunks).toHaveLength(2);
});

test("an index that is missing from the second chunk changes only that chunk's form", async () => {
  const indexed = { body: indexedBody(["_raw"], [{ _raw: "ERROR x" }]), finished: false };
  const last = { ...request, finished: true };
  const bytes = Buffer.concat([getinfo, executeChunk(indexed), executeChunk(last)]);
  const { chunks, error } = await converseRaw({ bytes });
  expect(error).toBeUndefined();
  const context: Context = { field: "_raw", prefix: "", verdicts: new Map(), longTexts: new Set() };
  checkExecuteReply(context, indexed, chunks[1]!);
  checkExecuteReply(context, last, chunks[2]!);
});
