import { execFile } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";
import { openKeyFile, readKeyFile } from "../../../src/adapters/store/key-file.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-key-file-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newPath = () => join(folder, `state-${++files}`, "store.key");

function keyed(bytes: number | string, mode = 0o600): string {
  const path = newPath();
  mkdirSync(join(path, ".."));
  writeFileSync(path, typeof bytes === "number" ? Buffer.alloc(bytes, 1) : bytes, { mode });
  chmodSync(path, mode);
  return path;
}

describe("a key file", () => {
  test("is made once, of 32 random bytes, for its owner alone", () => {
    const [one, other] = [newPath(), newPath()];
    const key = openKeyFile(one);
    expect(key).toHaveLength(32);
    expect(openKeyFile(one)).toEqual(key);
    expect(readKeyFile(one)).toEqual(key);
    expect(openKeyFile(other)).not.toEqual(key);
    expect(readdirSync(join(one, ".."))).toEqual(["store.key"]);
    if (process.platform !== "win32") expect(statSync(one).mode & 0o777).toBe(0o600);
  });

  test("is the same for all processes that make it at once", async () => {
    const script = join(folder, "open.mjs");
    await build({
      absWorkingDir: resolve(import.meta.dirname, "../../.."),
      stdin: {
        contents: `import { openKeyFile } from "./src/adapters/store/key-file.ts";
for (const path of process.argv.slice(2)) process.stdout.write(openKeyFile(path).toString("hex") + "\\n");`,
        resolveDir: ".",
        loader: "ts",
      },
      outfile: script,
      bundle: true,
      platform: "node",
      format: "esm",
      logLevel: "warning",
    });
    const paths = Array.from({ length: 20 }, newPath);
    const run = promisify(execFile);
    const results = await Promise.all(
      Array.from({ length: 6 }, () => run(process.execPath, [script, ...paths])),
    );
    expect(new Set(results.map(({ stdout }) => stdout)).size).toBe(1);
    expect(results[0]?.stdout).toBe(`${paths.map((path) => readFileSync(path, "hex")).join("\n")}\n`);
  });

  test.each([0, 31, 33, 4_000])("of %d bytes is refused by its length, and stays as it is", (bytes) => {
    const path = keyed(bytes);
    const sentence = `The key file ${path} wants 32 random bytes, and has ${bytes}: remove it, and the next search makes a new one, or write one with: head -c 32 /dev/urandom.`;
    expect(() => openKeyFile(path)).toThrow(sentence);
    expect(() => readKeyFile(path)).toThrow(sentence);
    expect(statSync(path).size).toBe(bytes);
  });

  test.skipIf(process.platform === "win32").each([0o644, 0o640, 0o620, 0o606])(
    "of mode %o is refused",
    (mode) => {
      const path = keyed(32, mode);
      expect(() => openKeyFile(path)).toThrow(
        `The key file ${path} wants to be its owner's alone (mode 600), and has mode ${mode.toString(8)}: run chmod 600 ${path}`,
      );
    },
  );

  test("that llama.conf names is not made", () => {
    const path = newPath();
    expect(() => readKeyFile(path)).toThrow(
      `The key file ${path} cannot be read (ENOENT): let the user that runs the search read it, or correct the path.`,
    );
    expect(existsSync(path)).toBe(false);
  });

  test("may be a link, as container platforms mount secrets", () => {
    const path = keyed(32);
    const link = `${path}-link`;
    symlinkSync(path, link);
    expect(readKeyFile(link)).toEqual(readKeyFile(path));
  });

  test("that is a folder, or lies where no folder can be, is refused with a sentence", () => {
    const path = newPath();
    mkdirSync(path, { recursive: true, mode: 0o700 });
    expect(() => openKeyFile(path)).toThrow(/^The key file .* cannot be read \(EISDIR\)/);
    const file = keyed(32);
    expect(() => openKeyFile(join(file, "store.key"))).toThrow(/^The key file .* cannot be (?:read|made) \(/);
  });

  test("is named in its errors, and its bytes are not", () => {
    const path = keyed("my secret key, which is too long to be one", 0o600);
    expect(() => openKeyFile(path)).toThrow(/has 42/);
    expect(() => openKeyFile(path)).not.toThrow(/secret key/);
  });
});
