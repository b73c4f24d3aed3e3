import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPackage } from "../../scripts/package/build-package.ts";
import { launchers } from "../../scripts/package/launchers.ts";
import { nodePath, nodeRuntime, shippedNode } from "../../scripts/package/node-runtime.ts";
import { isCached } from "../../scripts/package/npm-archive.ts";
import { getinfoChunk } from "../support/chunks.ts";
import { converseRaw } from "../support/protocol-client.ts";
import { driveLauncher } from "./drive-launcher.ts";
import { type InstalledApp, installApp } from "./installed-app.ts";
import { repository } from "./repository-copy.ts";

const names = launchers(repository);
const searchCommands = names.filter((name) => name.endsWith(".sh") && name !== "llama_alert.sh");
const folder = mkdtempSync(join(tmpdir(), "llama-package-launchers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of the app in which the well-known places of a Node are others, because this machine has one there. */
function withoutNode(app: InstalledApp, copy: string): string {
  const target = join(folder, copy);
  cpSync(app.folder, target, { recursive: true });
  const file = join(target, "bin", "launch.sh");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/\/(?:usr\/local|usr|opt\/homebrew)\/bin\b/g, "/nonexistent/bin"));
  return target;
}

test("there are launchers to drive", () => {
  expect(names).toEqual(expect.arrayContaining(["llama-log", "llamaanalyze.sh"]));
});

describe.skipIf(process.platform === "win32")("the light package, unpacked, with the system's Node", () => {
  let app: InstalledApp;
  beforeAll(async () => {
    app = await installApp((await buildPackage({ root: repository, light: true, folder })).file);
  });
  afterAll(() => app?.remove());

  test.each(names)("%s works", async (name) => {
    await driveLauncher(app, name, { LLAMA_NODE: process.execPath });
  });

  test.each(searchCommands)("%s says in one error chunk that its bundle is missing", async (name) => {
    const copy = join(folder, `no-bundle-${name}`);
    cpSync(app.folder, copy, { recursive: true });
    const bundle = `${basename(name, ".sh")}.cjs`;
    rmSync(join(copy, "bin", bundle));
    const command = [join(copy, "bin", name)];
    const { error } = await converseRaw({ command, cwd: copy, bytes: getinfoChunk([]) });
    expect(error).toContain(`bin/${bundle} is missing`);
  });

  test.each(searchCommands)("%s says in one error chunk that there is no Node", async (name) => {
    const copy = withoutNode(app, `no-node-${name}`);
    const command = [join(copy, "bin", name)];
    const env = { LLAMA_NODE: "/nonexistent" };
    const { error } = await converseRaw({ command, cwd: copy, env, bytes: getinfoChunk([]) });
    expect(error).toMatch(`${basename(name, ".sh")} needs Node.js 20.19 or newer`);
  });

  test("llama-log says that its bundle is missing, or that there is no Node", () => {
    const copy = withoutNode(app, "command-line");
    const program = join(copy, "bin", "llama-log");
    rmSync(join(copy, "bin", "command-line.cjs"));
    const start = (env: Record<string, string>) => spawnSync(program, ["analyze"], { env, encoding: "utf8" });
    const noNode = start({ PATH: "/nonexistent" });
    expect([noNode.status, noNode.stderr]).toEqual([
      1,
      expect.stringContaining("llama-log needs Node.js 20.19"),
    ]);
    const noBundle = start({ LLAMA_NODE: process.execPath });
    expect([noBundle.status, noBundle.stderr]).toEqual([
      1,
      expect.stringContaining("bin/command-line.cjs is missing"),
    ]);
  });
});

describe.skipIf(process.platform === "win32")("the alert action", () => {
  test("says on standard error, with its level, that its bundle is missing or that there is no Node", async () => {
    const app = await installApp((await buildPackage({ root: repository, light: true, folder })).file);
    try {
      const copy = withoutNode(app, "alert-action");
      const program = join(copy, "bin", "llama_alert.sh");
      rmSync(join(copy, "bin", "llama_alert.cjs"));
      const start = (env: Record<string, string>) =>
        spawnSync(program, ["--execute"], { env, encoding: "utf8" });
      const noNode = start({ PATH: "/nonexistent" });
      expect([noNode.status, noNode.stderr]).toEqual([
        1,
        expect.stringMatching(/^ERROR llama_alert needs Node\.js 20\.19/),
      ]);
      const noBundle = start({ LLAMA_NODE: process.execPath });
      expect([noBundle.status, noBundle.stderr]).toEqual([
        1,
        expect.stringMatching(/^ERROR llama_alert .*llama_alert\.cjs is missing/),
      ]);
    } finally {
      app.remove();
    }
  });
});

const canRun = process.platform === "linux" && process.arch === "x64";
const wanted = process.env.LLAMA_PACKAGE_NODE === "1" || isCached(repository, shippedNode);
const why = canRun
  ? "Node's archive is not in the cache; LLAMA_PACKAGE_NODE=1 fetches it"
  : "its Node runs on Linux x64 only";

describe.skipIf(!canRun || !wanted)(`the full package${canRun && wanted ? "" : ` (skipped: ${why})`}`, () => {
  let app: InstalledApp;
  beforeAll(async () => {
    app = await installApp((await buildPackage({ root: repository, light: false, folder })).file);
  }, 300_000);
  afterAll(() => app?.remove());

  test.each(names)("%s works with the Node inside and nothing else on the machine", async (name) => {
    await driveLauncher(app, name, { LLAMA_NODE: "", PATH: "" });
  });

  test("declares, licenses and lists its Node", async () => {
    const read = (path: string) => readFileSync(join(app.folder, path), "utf8");
    expect(read("README.md")).toContain(`\`${nodePath}\` is Node.js ${shippedNode.version}`);
    expect(read("LICENSES.md")).toContain((await nodeRuntime(repository)).licence);
    const { components } = JSON.parse(read("sbom.cdx.json"));
    expect(components.at(-1)).toMatchObject({ name: "node", version: shippedNode.version });
  });
});
