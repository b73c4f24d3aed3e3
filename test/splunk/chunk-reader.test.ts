import { describe, expect, test } from "vitest";
import { type Chunk, encodeChunk } from "../../src/splunk/chunk.ts";
import { readChunks } from "../../src/splunk/chunk-reader.ts";
import { fc } from "../support/fast-check.ts";

async function* cutInto(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function read(
  bytes: Buffer | string,
  sizes: readonly number[] = [],
): Promise<{ chunks: Chunk[]; error?: string }> {
  const chunks: Chunk[] = [];
  try {
    for await (const chunk of readChunks(cutInto(Buffer.from(bytes), sizes))) chunks.push(chunk);
  } catch (error) {
    return { chunks, error: (error as Error).message };
  }
  return { chunks };
}

describe("reading chunks", () => {
  test("gives back the same chunks however the bytes are cut", async () => {
    const content = fc.record({
      metadata: fc.dictionary(fc.string(), fc.string()),
      body: fc.string({ unit: "grapheme" }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(content, { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        async (contents, sizes) => {
          const bytes = Buffer.concat(
            contents.flatMap(({ metadata, body }) => encodeChunk(metadata, [Buffer.from(body)])),
          );
          const { chunks, error } = await read(bytes, sizes);
          expect(error).toBeUndefined();
          expect(chunks.map(({ metadata, body }) => ({ metadata, body: body.toString() }))).toEqual(
            contents.map(({ metadata, body }) => ({ metadata: JSON.parse(JSON.stringify(metadata)), body })),
          );
        },
      ),
    );
  });

  test("skips blank lines before a header and takes CRLF behind it", async () => {
    const { chunks } = await read("\n\r\nchunked 1.0, 2 ,1\r\n{}x\nchunked 1.0,2,0\n{}");
    expect(chunks.map(({ body }) => body.toString())).toEqual(["x", ""]);
  });

  test("ends quietly between two chunks", async () => {
    expect(await read("")).toEqual({ chunks: [] });
    expect((await read("chunked 1.0,2,0\n{}\n")).error).toBeUndefined();
  });

  test("gives out what came whole before it complains", async () => {
    const { chunks, error } = await read("chunked 1.0,2,0\n{}chunked 1.0,2,10\n{}only");
    expect(chunks).toHaveLength(1);
    expect(error).toContain("ended inside chunk 2: its body should be 10 bytes, 4 came");
  });

  test.each([
    ["hello, this is no chunk at all", "Chunk 1 has no valid header"],
    ["x".repeat(100_000), "Chunk 1 has no valid header"],
    ["chunked 1.0,5,0\n{}", "its metadata should be 5 bytes, 2 came"],
    ["chunked 1.0,3,0\n{x}", "The metadata of chunk 1 (3 bytes) is not a JSON object"],
    ["chunked 1.0,4,0\nnull", "is not a JSON object"],
    ["chunked 1.0,2,0\n[]", "is not a JSON object"],
    ["chunked 1.0,2,999999999999\n{}", "Lower max_rawsize_perchunk"],
    ["chunked 1.0,-2,0\n{}", "no valid header"],
  ])("says what is wrong with %j", async (bytes, sentence) => {
    const { error } = await read(bytes);
    expect(error).toContain(sentence);
    expect(error).not.toContain("hello");
  });
});
