import { constants, gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { DamagedGzipError, gunzipped } from "../../src/cli/parse/gunzip.ts";
import { fc, runs } from "../support/fast-check.ts";

/** What came out, and whether damage was found behind it. */
async function unpack(
  packed: Buffer,
  pieceLength = packed.length,
): Promise<{ content: Buffer; damaged: boolean }> {
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let from = 0; from < packed.length; from += pieceLength)
      yield packed.subarray(from, from + pieceLength);
  }
  const content: Buffer[] = [];
  try {
    for await (const piece of gunzipped(pieces())) content.push(Buffer.from(piece));
  } catch (error) {
    if (!(error instanceof DamagedGzipError)) throw error;
    return { content: Buffer.concat(content), damaged: true };
  }
  return { content: Buffer.concat(content), damaged: false };
}

/** All that zlib can make of the beginning of a file. */
const readable = (start: Buffer): Buffer => gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH });

/** Lines that pack neither to nothing nor not at all. */
function log(lines: number, seed = 7): Buffer {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state;
  };
  return Buffer.from(
    Array.from({ length: lines }, (_, at) => `INFO request ${at} of ${next()} took ${next() % 90} ms\n`).join(
      "",
    ),
  );
}

const text = log(400);
const packed = gzipSync(text);

/** A gzip header with every optional field. */
function withFullHeader(member: Buffer): Buffer {
  const head = Buffer.from(member.subarray(0, 10));
  head[3] = 2 | 4 | 8 | 16;
  const extra = Buffer.from([5, 0, 1, 2, 0, 0, 3]);
  return Buffer.concat([
    head,
    extra,
    Buffer.from("app.log\0a word\0", "latin1"),
    Buffer.alloc(2),
    member.subarray(10),
  ]);
}

describe("a whole gzip file", () => {
  test.each([
    ["one member", packed, text],
    [
      "several members",
      Buffer.concat([packed, gzipSync("two\n"), packed]),
      Buffer.concat([text, Buffer.from("two\n"), text]),
    ],
    [
      "members without content",
      Buffer.concat([gzipSync(""), gzipSync("one\n"), gzipSync("")]),
      Buffer.from("one\n"),
    ],
    ["zeros behind it", Buffer.concat([packed, Buffer.alloc(700)]), text],
    ["every field of the header", withFullHeader(packed), text],
    ["no compression", gzipSync(text, { level: 0 }), text],
    ["one line that packs to nothing", gzipSync(Buffer.alloc(1_000_000, "x")), Buffer.alloc(1_000_000, "x")],
  ])("with %s is given out whole, in whatever pieces it comes", async (_, file, content) => {
    for (const length of [1 + (file.length % 7), 4_096, file.length]) {
      const found = await unpack(file, length);
      expect(found.damaged).toBe(false);
      expect(found.content.equals(content)).toBe(true);
    }
  });
});

describe("a damaged gzip file gives all that stands before the damage", () => {
  test("wherever it is cut", async () => {
    const small = gzipSync(log(200));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 18, max: small.length - 1 }), async (length) => {
        const start = small.subarray(0, length);
        const found = await unpack(start, 1_000);
        expect(found.damaged).toBe(true);
        expect(found.content.equals(readable(start))).toBe(true);
      }),
      runs(60),
    );
  });

  test("whichever bit is flipped", async () => {
    const small = gzipSync(log(200));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 10, max: small.length - 1 }),
        fc.integer({ min: 0, max: 7 }),
        async (at, bit) => {
          const flipped = Buffer.from(small);
          flipped[at]! ^= 1 << bit;
          const found = await unpack(flipped);
          const before = readable(small.subarray(0, Math.max(at, 18)));
          expect(found.damaged).toBe(true);
          // The byte before may have begun a symbol that the flipped one ends.
          const sure = before.subarray(0, Math.max(0, before.length - 600));
          expect(found.content.subarray(0, sure.length).equals(sure)).toBe(true);
        },
      ),
      runs(60),
    );
  });

  test.each([
    ["text behind a member", Buffer.concat([packed, Buffer.from("appended by mistake\n")])],
    ["a cut header behind a member", Buffer.concat([packed, packed.subarray(0, 6)])],
    ["a wrong checksum", Buffer.concat([packed.subarray(0, -8), Buffer.alloc(4), packed.subarray(-4)])],
    ["a wrong length", Buffer.concat([packed.subarray(0, -4), Buffer.from([1, 2, 3, 4])])],
    ["no trailer", packed.subarray(0, -8)],
    ["half a trailer", packed.subarray(0, -3)],
  ])("with %s", async (_, file) => {
    const { content, damaged } = await unpack(file, 5_000);
    expect([damaged, content.equals(text)]).toEqual([true, true]);
  });

  test("overwritten with zeros, to the last byte before them", async () => {
    const kept = Math.floor(packed.length / 2);
    const { content, damaged } = await unpack(
      Buffer.concat([packed.subarray(0, kept), Buffer.alloc(packed.length - kept)]),
    );
    const sure = readable(packed.subarray(0, kept));
    expect(damaged).toBe(true);
    expect(content.subarray(0, sure.length).equals(sure)).toBe(true);
  });

  test.each([
    ["another method", Buffer.from([0x1f, 0x8b, 7, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3])],
    ["reserved flags", Buffer.from([0x1f, 0x8b, 8, 0x20, 0, 0, 0, 0, 0, 0, 1, 2, 3])],
    ["two bytes alone", Buffer.from([0x1f, 0x8b])],
  ])("which is nothing with %s", async (_, file) => {
    expect(await unpack(file)).toEqual({ content: Buffer.alloc(0), damaged: true });
  });

  test("as soon as it is read, however long the writer stays", async () => {
    async function* stalling(): AsyncGenerator<Buffer> {
      yield packed.subarray(0, 2_000);
      throw new Error("the pipe was reset");
    }
    let length = 0;
    const reading = (async () => {
      for await (const piece of gunzipped(stalling())) length += piece.length;
    })();
    await expect(reading).rejects.toThrow("the pipe was reset");
    expect(length).toBe(readable(packed.subarray(0, 2_000)).length);
  });
});
