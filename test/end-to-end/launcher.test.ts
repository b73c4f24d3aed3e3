import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { executeChunk, getinfoChunk, requestsOf } from "../support/chunks.ts";
import { binFolder } from "../support/command-process.ts";
import { splunkdBody } from "../support/csv.ts";
import { converse, converseRaw } from "../support/protocol-client.ts";

const folder = mkdtempSync(join(tmpdir(), "llama test launcher-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const chunks = requestsOf([splunkdBody(["_raw", "n"], [{ _raw: "ERROR disk full", n: "1" }])]);
const conversation = Buffer.concat([getinfoChunk([]), ...chunks.map(executeChunk)]);

/** An executable of one line of sh. */
function script(name: string, line: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A copy of bin/ in a folder of its own; `change` edits its shell scripts. */
function copyOfBin(name: string, change: (text: string) => string = (text) => text): string {
  const target = join(folder, name, "bin");
  cpSync(binFolder, target, { recursive: true });
  for (const file of readdirSync(target).filter((each) => each.endsWith(".sh")))
    writeFileSync(join(target, file), change(readFileSync(join(binFolder, file), "utf8")));
  return join(target, "llamaanalyze.sh");
}

/** This machine has a Node at one of the well-known places, so the copy looks for it elsewhere. */
const hideWellKnown = (text: string) =>
  text.replace(/\/(?:usr\/local|usr|opt\/homebrew)\/bin\b/g, "/nonexistent/bin");

/** A Node that says it is of another version, to the launcher and to the bundle alike. */
function fakeNode(version: string): string {
  const preload = join(folder, `version-${version}.cjs`);
  writeFileSync(
    preload,
    `Object.defineProperty(process, "version", { value: "v${version}" });
Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });\n`,
  );
  const line = `[ "$1" = -v ] || [ "$1" = --version ] && { echo v${version}; exit 0; }`;
  return script(`node-${version}`, `${line}\nexec "${process.execPath}" -r "${preload}" "$@"`);
}

describe.skipIf(process.platform === "win32")("the launcher", () => {
  test("works from a folder with a space in its name, in any working directory", async () => {
    await converse({ command: [copyOfBin("my apps")], cwd: "/", chunks });
  });

  test("shields Node from what splunkd and others leave in the environment", async () => {
    const env = {
      NODE_OPTIONS: "--require=/nonexistent/preload.cjs",
      NODE_PATH: "/nonexistent",
      LD_LIBRARY_PATH: "/opt/splunk/lib",
      OPENSSL_CONF: "/nonexistent/openssl.cnf",
    };
    await converse({ env, chunks });
    const all = ["NODE_OPTIONS", "NODE_PATH", "LD_LIBRARY_PATH", "LD_PRELOAD", "OPENSSL_CONF"];
    const seen = all.map((name) => `$${name}`).join("");
    const strict = script("strict-node", `[ -z "${seen}" ] && exec "${process.execPath}" "$@"`);
    await converse({ env: { ...env, LLAMA_NODE: strict }, chunks });
  });

  test("keeps Node's warnings off standard error", async () => {
    await converse({ env: { NODE_PENDING_DEPRECATION: "1", NODE_TLS_REJECT_UNAUTHORIZED: "0" }, chunks });
  });

  test("without a Node it answers with exactly one error chunk", async () => {
    const command = [copyOfBin("no node", hideWellKnown)];
    const { chunks: replies, error } = await converseRaw({
      command,
      env: { LLAMA_NODE: "/nonexistent", PATH: "/usr/bin:/bin" },
      bytes: conversation,
    });
    expect(replies).toHaveLength(1);
    expect(error).toMatch(/Node/);
  });

  test("without a Node and without a PATH it still answers with exactly one error chunk", async () => {
    const command = [copyOfBin("no path", hideWellKnown)];
    const { chunks: replies, error } = await converseRaw({
      command,
      env: { LLAMA_NODE: "/nonexistent", PATH: "" },
      bytes: getinfoChunk([]),
    });
    expect(replies).toHaveLength(1);
    expect(error).toMatch(/Node/);
  });

  test("without a Node it answers an input that is no conversation, too", async () => {
    const command = [copyOfBin("no node, bad input", hideWellKnown)];
    const env = { LLAMA_NODE: "/nonexistent" };
    for (const bytes of [Buffer.alloc(0), Buffer.from("hello\n"), getinfoChunk([]).subarray(0, 100)]) {
      const { error } = await converseRaw({ command, env, bytes });
      expect(error).toMatch(/Node/);
    }
  });

  test("never takes a Node from PATH, where Splunk's own old one is", async () => {
    mkdirSync(join(folder, "path"), { recursive: true });
    script("path/node", 'echo "taken from PATH"; exit 3');
    const command = [copyOfBin("node in path", hideWellKnown)];
    const { error } = await converseRaw({
      command,
      env: { LLAMA_NODE: "/nonexistent", PATH: `${join(folder, "path")}:/usr/bin:/bin` },
      bytes: getinfoChunk([]),
    });
    expect(error).toMatch(/Node/);
  });

  test.each(["8.17.0", "18.20.4", "20.18.3"])(
    "a Node of version %s gets one error chunk that names it",
    async (version) => {
      const command = [copyOfBin(`old ${version}`, hideWellKnown)];
      const { chunks: replies, error } = await converseRaw({
        command,
        env: { LLAMA_NODE: fakeNode(version) },
        bytes: conversation,
      });
      expect(replies).toHaveLength(1);
      expect(error).toContain(version);
    },
  );

  test.each(["20.19.0", "22.1.0", "100.0.0"])("a Node of version %s is new enough", async (version) => {
    await converse({ env: { LLAMA_NODE: fakeNode(version) }, chunks });
  });

  test("a bundle that is missing gets no silent death", async () => {
    const command = [copyOfBin("no bundle")];
    rmSync(join(folder, "no bundle", "bin", "llamaanalyze.cjs"));
    const { error } = await converseRaw({ command, bytes: getinfoChunk([]) });
    expect(error).toMatch(/llamaanalyze\.cjs|install/);
  });
});
