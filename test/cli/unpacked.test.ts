import { spawnSync } from "node:child_process";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/cli/parse/input-error.ts";
import { readLines } from "../../src/cli/parse/input-lines.ts";
import { unpacked } from "../../src/cli/parse/unpacked.ts";

const text = Array.from({ length: 5_000 }, (_, at) => `INFO parcel ${at * 7_907} weighed`);

async function read(...pieces: readonly Buffer[]): Promise<{ lines: string[]; sentence: string }> {
  const lines: string[] = [];
  const standardInput = (async function* () {
    yield* pieces;
  })();
  try {
    for await (const batch of readLines("-", { standardInput })) lines.push(...batch.lines);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { lines, sentence: error.message };
  }
  return { lines, sentence: "" };
}

/** What a program of the system makes of the text; undefined where the system lacks it. */
function packedBy(program: string): Buffer | undefined {
  const { error, stdout } = spawnSync(program, ["-c"], { input: text.join("\n"), maxBuffer: 1 << 24 });
  return error === undefined ? stdout : undefined;
}

describe.each(["xz", "zstd", "bzip2", "lz4"])("what %s packed", (program) => {
  const packed = packedBy(program);

  test.skipIf(packed === undefined)("is unpacked, however it comes in", async () => {
    const file = packed as Buffer;
    expect(await read(file)).toEqual({ lines: text, sentence: "" });
    expect(await read(file.subarray(0, 1), file.subarray(1, 3), file.subarray(3))).toEqual({
      lines: text,
      sentence: "",
    });
  });

  test.skipIf(packed === undefined)("is read up to a damage, and that is said", async () => {
    const { lines, sentence } = await read((packed as Buffer).subarray(0, -9));
    expect(lines.slice(0, -1)).toEqual(text.slice(0, Math.max(0, lines.length - 1)));
    expect(sentence).toBe(
      `standard input is damaged or incomplete, read up to the damage. Test it with ${program} -t, and fetch it again.`,
    );
  });

  test("is named with its package, where the program is missing", async () => {
    const path = process.env.PATH;
    process.env.PATH = "/nowhere";
    try {
      const magic = { xz: "fd377a585a00", zstd: "28b52ffd", bzip2: "425a68", lz4: "04224d18" }[
        program
      ] as string;
      const { sentence } = await read(Buffer.from(`${magic}0000000000`, "hex"));
      expect(sentence).toMatch(
        new RegExp(
          `^standard input is packed by ${program}, which is not installed here\\. Install the package`,
        ),
      );
    } finally {
      process.env.PATH = path;
    }
  });
});

describe("an archive may hold several files, so the pipe that prints one is named", () => {
  const tar = Buffer.concat([Buffer.alloc(257), Buffer.from("ustar\x0000"), Buffer.alloc(250)]);
  test.each([
    ["zip", Buffer.from("PK\x03\x04rest of it"), "unzip -p"],
    ["7-Zip", Buffer.from("377abcaf271c0000", "hex"), "7z x -so"],
    ["tar", tar, "tar -xOf"],
    ["tar packed by gzip", gzipSync(tar), "tar -xOf"],
  ])("%s", async (_, file, pipe) => {
    const { lines, sentence } = await read(file);
    expect(lines).toEqual([]);
    expect(sentence).toContain(`print what is in it: ${pipe} FILE | llama-log analyze -`);
  });
});

test("a text that begins as a packed file does is not waited behind", async () => {
  const never = new Promise<void>(() => {});
  const bytes = (async function* () {
    yield Buffer.from("B");
    yield Buffer.from("Y\n");
    await never;
  })();
  expect((await unpacked(bytes, "app.log").next()).value).toEqual(Buffer.from("BY\n"));
});
