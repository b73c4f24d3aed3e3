/** A log that is damaged in the middle is worked upon up to the damage, by every command, and the exit code tells. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { runLlamaLog } from "../cli/run-llama-log.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-damaged-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, bytes: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const whole = Array.from(
  { length: 700 },
  (_, at) => `ERROR [lift-${at % 9}] door ${at * 7_919} does not close`,
);
const packed = gzipSync(`${whole.join("\n")}\n`);
const cutAt = Math.floor(packed.length * 0.6);
/** Far fewer than make a batch. */
const beforeCut = gunzipSync(packed.subarray(0, cutAt), { finishFlush: 2 }).toString().split("\n");

const damages: readonly (readonly [string, Buffer, readonly string[]])[] = [
  ["cut", packed.subarray(0, cutAt), beforeCut],
  ["appended", Buffer.concat([packed, Buffer.from("ERROR appended in clear\n")]), whole],
  ["checksum", Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8)]), whole],
];
const sentence = "is a damaged or incomplete gzip file, read up to the damage";

describe.each(damages)("a gzip file that is damaged (%s)", (name, bytes, lines) => {
  const path = file(`${name}.log.gz`, bytes);

  test("is analyzed up to the damage, into records", async () => {
    const { code, stdout, stderr } = await runLlamaLog(["analyze", path, "--json"]);
    expect([code, stderr]).toEqual([3, expect.stringContaining(`${name}.log.gz ${sentence}`)]);
    const raws = stdout
      .trimEnd()
      .split("\n")
      .map((record) => JSON.parse(record)._raw);
    expect(raws).toEqual(lines);
  });

  test("is analyzed up to the damage, into a table and into CSV", async () => {
    const table = await runLlamaLog(["analyze", path]);
    expect([table.code, table.stdout]).toEqual([3, expect.stringContaining(`${lines.length} events`)]);
    const { code, stdout } = await runLlamaLog(["analyze", path, "--csv"]);
    expect([code, stdout.trimEnd().split("\n")]).toEqual([
      3,
      expect.objectContaining({ length: lines.length + 1 }),
    ]);
  });

  test("is masked up to the damage, also from standard input", async () => {
    for (const [words, input] of [
      [["mask", path], []],
      [["mask"], [bytes]],
    ] as const) {
      const { code, stdout, stderr } = await runLlamaLog(words, { input });
      expect([code, stderr]).toEqual([3, expect.stringContaining(sentence)]);
      expect(stdout).toBe(`${lines.join("\n")}\n`);
    }
  });

  test("has its templates counted up to the damage", async () => {
    const { code, stdout } = await runLlamaLog(["templates", path]);
    expect([code, stdout]).toEqual([3, expect.stringContaining(`${lines.length} lines, `)]);
    const validated = await runLlamaLog(["templates", "validate", path]);
    expect([validated.code, validated.stdout]).toEqual([
      3,
      expect.stringContaining(`${lines.length} lines  `),
    ]);
  });

  test("does not keep the next file from being read", async () => {
    const next = file("next.log", "ERROR [pump] dry\n");
    for (const command of ["mask", "templates"]) {
      const { code, stdout, stderr } = await runLlamaLog([command, path, next]);
      expect([code, stdout, stderr]).toEqual([
        3,
        expect.stringContaining("[pump] dry"),
        expect.stringContaining(sentence),
      ]);
    }
  });
});

describe("a gzip file of which nothing can be had", () => {
  const path = file("nothing.log.gz", packed.subarray(0, 12));

  test.each([["analyze"], ["analyze", "--json"], ["templates"], ["mask"], ["templates", "validate"]])(
    "gives %s %s a sentence alone",
    async (...words) => {
      const { code, stdout, stderr } = await runLlamaLog([...words.filter(Boolean), path]);
      expect([code, stdout, stderr]).toEqual([3, "", expect.stringContaining(sentence)]);
    },
  );
});
