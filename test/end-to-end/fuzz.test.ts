import assert from "node:assert/strict";
import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { llamaanalyze } from "../../src/app/analyze/llamaanalyze-command.ts";
import { runSearchCommand } from "../../src/splunk/search-host.ts";
import {
  type Chunk,
  ChunkReader,
  executeChunk,
  getinfoChunk,
  readAllChunks,
  requestsOf,
} from "../support/chunks.ts";
import { indexedBody, parseCsv, splunkdBody, type Value } from "../support/csv.ts";
import { fixedSeed, runs } from "../support/fast-check.ts";
import { Dice, mutate, pieces } from "../support/mutations.ts";
import { checkErrorChunk, checkGetinfoReply, readMessages } from "../support/reply-checks.ts";

const seed = Number(process.env.FUZZ_SEED ?? fixedSeed ?? Date.now() % 1_000_000_000);
const count = Number(process.env.FUZZ_RUNS ?? runs(2_000).numRuns);

const texts: readonly Value[] = [
  "ERROR connection refused",
  "INFO ok",
  "",
  "kernel: Out of memory",
  'say "hi", then go',
  "a\nb",
  "ошибка 数据库",
  "$x$;$y$",
  ["two", "values"],
  ["", "$"],
  "GET /cart 500",
  "\0\0",
];
const argumentPool = [
  "_raw",
  "log",
  "unit=event",
  "unit=template",
  "unit=no",
  "fallback=none",
  "prefix=x_",
  "prefix=",
  "prefx=1",
  "into",
  "into=a",
  "triage",
  "=",
  "",
  "a=b=c",
  "'s'=\"q\"",
  "__proto__=1",
  "constructor",
  "toString=1",
  "\0",
  "\u{1f525}=1",
];

const spacedPrefix = ["prefix", "=", "x_"];

/** The original chunks of a conversation, whether its arguments are good, and the prefix that they name. */
function original(dice: Dice): { chunks: Buffer[]; bodies: Buffer[]; good: boolean; prefix: string } {
  const good = dice.roll(4) > 0;
  const args = good
    ? dice.pick([[], ["_raw"], ["unit=event"], spacedPrefix])
    : Array.from({ length: dice.roll(5) }, () => dice.pick(argumentPool));
  const bodies = Array.from({ length: 1 + dice.roll(4) }, () => {
    const rows = Array.from({ length: dice.roll(6) }, () => ({
      _raw: dice.pick(texts),
      host: dice.pick(texts),
    }));
    if (dice.roll(8) === 0) return Buffer.alloc(0);
    return dice.roll(2) === 0 ? indexedBody(["_raw", "host"], rows) : splunkdBody(["host", "_raw"], rows);
  });
  const prefix = args === spacedPrefix ? "x_" : "";
  return { chunks: [getinfoChunk(args), ...requestsOf(bodies).map(executeChunk)], bodies, good, prefix };
}

/** Runs the command in this process: its output, and its exit code. */
async function answer(input: readonly Buffer[]): Promise<{ output: Buffer; code: number }> {
  const written: Buffer[] = [];
  const output = new Writable({
    write: (bytes: Buffer | string, encoding, done) => {
      written.push(typeof bytes === "string" ? Buffer.from(bytes, encoding) : Buffer.from(bytes));
      done();
    },
  });
  async function* feed() {
    yield* input;
  }
  let guard: NodeJS.Timeout | undefined;
  const hang = new Promise<never>((_, reject) => {
    guard = setTimeout(() => reject(new Error("the command hangs")), 10_000);
  });
  try {
    const code = await Promise.race([runSearchCommand(llamaanalyze, { input: feed(), output }), hang]);
    return { output: Buffer.concat(written), code };
  } finally {
    clearTimeout(guard);
  }
}

/** The bodies of the leading requests that the damage did not reach, up to the one that says `finished`. */
function untouched(conversation: ReturnType<typeof original>, damaged: Buffer): Buffer[] {
  let at = conversation.chunks[0]!.length;
  if (!damaged.subarray(0, at).equals(conversation.chunks[0]!)) return [];
  const bodies: Buffer[] = [];
  for (const [index, chunk] of conversation.chunks.slice(1).entries()) {
    if (!damaged.subarray(at, at + chunk.length).equals(chunk)) break;
    bodies.push(conversation.bodies[index]!);
    at += chunk.length;
  }
  return bodies;
}

function checkAnswer(
  conversation: ReturnType<typeof original>,
  damaged: Buffer,
  output: Buffer,
  code: number,
): void {
  const replies = readAllChunks(output);
  const failed = replies.findIndex((reply) => "error" in reply.metadata);
  assert.ok(failed === -1 || failed === replies.length - 1, "an error chunk is the last");
  assert.equal(code, failed === -1 ? 0 : 1, "exit code");
  if (failed !== -1) checkErrorChunk(replies[failed]!);
  for (const reply of replies) readMessages(reply);

  const answers: Chunk[] = failed === -1 ? replies : replies.slice(0, -1);
  const headers = damaged.toString("latin1").match(/chunked/gi)?.length ?? 0;
  assert.ok(answers.length <= headers, `${answers.length} replies to at most ${headers} requests`);
  if (!conversation.good) return;
  const whole = untouched(conversation, damaged);
  if (damaged.subarray(0, conversation.chunks[0]!.length).equals(conversation.chunks[0]!))
    checkGetinfoReply(answers[0]!, "_raw", conversation.prefix);
  assert.ok(whole.length === 0 || answers.length > whole.length, "what came before the damage is answered");
  for (const [index, body] of whole.entries())
    assert.equal(
      parseCsv(answers[index + 1]!.body).rows.length,
      parseCsv(body).rows.length,
      "rows in = rows out",
    );
}

test(`${count} damaged conversations end in order (FUZZ_SEED=${seed})`, {
  timeout: 60_000 + count * 20,
}, async () => {
  for (let run = 0; run < count; run++) {
    const dice = new Dice(seed + run * 7919);
    const conversation = original(dice);
    const damaged = mutate(dice, Buffer.concat(conversation.chunks));
    try {
      const { output, code } = await answer(pieces(dice, damaged));
      checkAnswer(conversation, damaged, output, code);
    } catch (error) {
      const input = JSON.stringify(damaged.toString("latin1").slice(0, 3000));
      const again = `FUZZ_SEED=${seed + run * 7919} FUZZ_RUNS=1`;
      throw new Error(`run ${run}, again with ${again}: ${(error as Error).message}\ninput: ${input}`, {
        cause: error,
      });
    }
  }
});

test("undamaged conversations in single bytes give what whole ones give", async () => {
  for (let run = 0; run < 50; run++) {
    const dice = new Dice(seed + run);
    const bytes = Buffer.concat(original(dice).chunks);
    const withoutTimes = (output: Buffer) => readAllChunks(output).map((chunk) => chunk.body);
    const whole = await answer([bytes]);
    const single = await answer(Array.from(bytes, (byte) => Buffer.from([byte])));
    expect(withoutTimes(single.output)).toEqual(withoutTimes(whole.output));
    expect(single.code).toBe(whole.code);
  }
});

test("the reader of replies is strict", () => {
  for (const bad of [
    "\nchunked 1.0,2,0\n{}",
    "chunked 1.0,2,0\n{}\n",
    "chunked 1.0, 2,0\n{}",
    "chunked 1.0,02,0\n{}",
  ])
    expect(() => readAllChunks(Buffer.from(bad))).toThrow();
  const reader = new ChunkReader();
  for (const byte of Buffer.from("chunked 1.0,2,3\n{}ab")) reader.push(Buffer.from([byte]));
  expect(reader.next()).toBeUndefined();
});
