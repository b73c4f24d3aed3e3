import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type Chunk, readAllChunks } from "../support/chunks.ts";
import { converse, converseRaw } from "../support/protocol-client.ts";

/** Conversations that splunkd 6.3 was recorded to hold with the Python SDK's examples; not part of this repository. */
const folder = new URL("../../../shared/vectors/scpv2/", import.meta.url);
const vectors = [
  { file: "countmatches.input.gz", unknown: "fieldname", field: "text" },
  { file: "sum.map.input.gz", unknown: "total", field: "_raw" },
  { file: "sum.reduce.input.gz", unknown: "total", field: "total" },
];
const reason = existsSync(folder) ? "" : ` (skipped: no recordings at ${folder.pathname})`;

describe.skipIf(reason !== "").each(vectors)(`the recording $file${reason}`, ({ file, unknown, field }) => {
  const read = () => gunzipSync(readFileSync(new URL(file, folder)));

  test("as it is: the arguments of another command are refused in one sentence", async () => {
    const { chunks, error } = await converseRaw({ bytes: read() });
    expect(chunks).toHaveLength(1);
    expect(error).toContain(unknown);
  });

  test("behind our arguments: every row is answered", { timeout: 120_000 }, async () => {
    const [, ...executes] = readAllChunks(read());
    const chunks = executes.map(({ body, metadata }: Chunk) => ({
      body,
      finished: metadata.finished === true,
    }));
    const { verdicts } = await converse({ args: [field], field, chunks, guard: 100_000 });
    expect(verdicts.length).toBeGreaterThan(0);
  });
});
