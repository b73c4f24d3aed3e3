import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/cli/parse/input-error.ts";
import { readLines } from "../../src/cli/parse/input-lines.ts";

const lines = Array.from({ length: 6_000 }, (_, at) => `INFO parcel ${at * 7_907} weighed`);
const packed = gzipSync(lines.join("\n"));

/** What standard input gave before it failed, and the sentence about it. */
async function read(standardInput: AsyncIterable<Buffer>): Promise<{ found: string[]; sentence: string }> {
  const found: string[] = [];
  try {
    for await (const batch of readLines("-", { standardInput })) found.push(...batch.lines);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { found, sentence: error.message };
  }
  return { found, sentence: "" };
}

async function* pieces(...given: readonly (Buffer | string | Error)[]): AsyncGenerator<Buffer> {
  for (const piece of given) {
    if (piece instanceof Error) throw piece;
    yield Buffer.from(piece);
  }
}

const failing = (code: string): Error => Object.assign(new Error(`${code}: the disk is gone`), { code });

describe("lines that came before reading failed are given out", () => {
  test.each([
    ["an error of the disk", pieces("one\ntwo\nthr", failing("EIO")), ["one", "two", "thr"]],
    ["a stale handle", pieces("one\n", failing("ESTALE")), ["one"]],
    ["a pipe that is reset", pieces("one\r\ntwo\r", failing("ECONNRESET")), ["one", "two"]],
    ["an error within gzip", pieces(packed, gzipSync("more\n").subarray(0, 10), failing("EIO")), lines],
  ])("by %s", async (_, input, expected) => {
    const { found, sentence } = await read(input);
    expect(found).toEqual(expected);
    expect(sentence).toMatch(/^standard input can be read only in part, up to where this came: E/);
  });

  test.each([
    ["text behind it", Buffer.concat([packed, Buffer.from("INFO appended\n")]), lines.length],
    ["a wrong checksum", Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8)]), lines.length],
    ["no end", packed.subarray(0, -8), lines.length],
  ])("by gzip with %s", async (_, file, count) => {
    const { found, sentence } = await read(pieces(file));
    expect(found).toEqual(lines.slice(0, count));
    expect(sentence).toContain("is a damaged or incomplete gzip file, read up to the damage");
  });

  test("by gzip cut anywhere, the last one in part", async () => {
    for (let length = 20; length < packed.length; length += 997) {
      const { found } = await read(pieces(packed.subarray(0, length)));
      const whole = found.slice(0, -1);
      expect(whole).toEqual(lines.slice(0, whole.length));
      if (found.length > 0) expect(lines[whole.length]?.startsWith(found.at(-1) as string)).toBe(true);
    }
  });
});

test("what cannot be read at all is said to be so", async () => {
  expect((await read(pieces(failing("EIO")))).sentence).toMatch(/^standard input cannot be read: EIO/);
});

test("nothing is an input only where a file is empty", async () => {
  expect((await read(pieces())).sentence).toContain("Standard input is empty");
  expect((await read(pieces(gzipSync("")))).sentence).toBe("");
  expect((await read(pieces("\n"))).found).toEqual([""]);
});

test("lines before a line that is none are given out, and nothing of it", async () => {
  const { found, sentence } = await read(pieces("one\n", Buffer.alloc(17 * 1024 * 1024, "x")));
  expect(found).toEqual(["one"]);
  expect(sentence).toContain("Line 2 of stdin is longer than 16 MB");
});
