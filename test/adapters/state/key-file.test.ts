import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";
import { KeyFileError, readOrMakeKey } from "../../../src/adapters/state/key-file.ts";

const root = mkdtempSync(join(tmpdir(), "llama-key-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("a key file", () => {
  test("is made once, for its owner alone, and read from then on", () => {
    const path = join(root, "made", "a.key");
    const key = readOrMakeKey(path);
    expect(key).toHaveLength(32);
    expect(readOrMakeKey(path)).toEqual(key);
    expect(readFileSync(path)).toEqual(key);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(root, "made"))).toEqual(["a.key"]);
    expect(readOrMakeKey(join(root, "made", "b.key"))).not.toEqual(key);
  });

  test("of another length is refused, and is not shown", () => {
    const path = join(root, "short.key");
    writeFileSync(path, "hunter2", { mode: 0o600 });
    expect(() => readOrMakeKey(path)).toThrow(KeyFileError);
    expect(() => readOrMakeKey(path)).toThrow("holds 7 bytes, and a key has 32");
    expect(() => readOrMakeKey(path)).not.toThrow("hunter2");
  });

  test.skipIf(process.platform === "win32")("that others may read is refused with what to do", () => {
    const path = join(root, "open.key");
    readOrMakeKey(path);
    chmodSync(path, 0o644);
    expect(() => readOrMakeKey(path)).toThrow(`Run chmod 600 ${path}`);
  });

  test("in a place that cannot be is a sentence with the system's word for it", () => {
    writeFileSync(join(root, "file"), "");
    expect(() => readOrMakeKey(join(root, "file", "a.key"))).toThrow(
      /cannot be read or made \((?:ENOTDIR|EEXIST|ENOENT)\)/,
    );
  });

  test.skipIf(process.platform === "win32")("that eight processes make at once is one", async () => {
    const path = join(root, "raced", "a.key");
    const module = join(root, "key-file.mjs");
    await build({
      entryPoints: [fileURLToPath(new URL("../../../src/adapters/state/key-file.ts", import.meta.url))],
      outfile: module,
      bundle: true,
      platform: "node",
      format: "esm",
    });
    const program = `import { readOrMakeKey } from ${JSON.stringify(pathToFileURL(module))}; console.log(readOrMakeKey(${JSON.stringify(path)}).toString("hex"));`;
    const start = '"$NODE" --input-type=module -e "$PROGRAM" &\n';
    const { stdout } = spawnSync("sh", ["-c", `${start.repeat(8)}wait`], {
      encoding: "utf8",
      env: { ...process.env, NODE: process.execPath, PROGRAM: program },
    });
    const keys = stdout.trim().split("\n");
    expect(keys).toHaveLength(8);
    expect(new Set(keys).size).toBe(1);
  });
});
