/** What people are told where files of the build are missing: after half an installation, or during an upgrade. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { binFolder } from "../support/bin-folder.ts";
import { executeChunk, getinfoChunk, requestsOf } from "../support/chunks.ts";
import { splunkdBody } from "../support/csv.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-incomplete-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of bin/ without the modules whose names match. */
function copyWithout(name: string, missing: RegExp): string {
  const bin = join(folder, name, "bin");
  cpSync(binFolder, bin, { recursive: true });
  const modules = readdirSync(join(bin, "modules")).filter((file) => missing.test(file));
  expect(modules).not.toEqual([]);
  for (const file of modules) rmSync(join(bin, "modules", file));
  return bin;
}

function start(
  bin: string,
  words: readonly string[],
  input: string | Buffer,
  env: Record<string, string> = {},
) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(bin, "start.cjs"), ...words], {
    input,
    encoding: "utf8",
    env: { LLAMA_STATE: join(folder, "state"), ...env },
  });
  return { status, stdout, stderr };
}

const isMissing =
  /is not completely installed: bin\/modules\/[\w.-]+ is missing\. Install the app again, or run `npm/;
const requests = requestsOf([splunkdBody(["_raw"], [{ _raw: "ERROR disk full" }])]);

describe("without any of its modules", () => {
  const bin = copyWithout("all", /./);
  const commands = readdirSync(binFolder).filter((file) => /^llama[a-z]+\.sh$/.test(file));

  test("there are search commands to start", () => {
    expect(commands).toContain("llamaanalyze.sh");
  });

  test.each(commands)("%s says so in an error chunk", (launcher) => {
    const input = Buffer.concat([getinfoChunk([]), ...requests.map(executeChunk)]);
    const { status, stdout, stderr } = start(bin, [launcher.replace(/\.sh$/, "")], input);
    expect([status, stderr]).toEqual([1, ""]);
    expect(JSON.parse(stdout.slice(stdout.lastIndexOf("{")))).toEqual({
      finished: true,
      error: expect.stringMatching(isMissing),
    });
  });

  test("llama_alert says so in one line for splunkd.log", () => {
    const { status, stderr } = start(bin, ["llama_alert", "--execute"], "{}");
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^ERROR llama_alert is not completely .*\n$/),
    ]);
    expect(stderr).toMatch(isMissing);
  });

  test("llama-log says so in one line", () => {
    const { status, stderr } = start(bin, ["llama-log", "--version"], "");
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^llama-log: This program is not .*\n$/)]);
    expect(stderr).toMatch(isMissing);
  });
});

describe("with starts that are cut short", () => {
  const bin = copyWithout("cut", /^run\.mjs$/);
  const said =
    /is not completely installed: bin\/[\w-]+\.cjs cannot be read \(SyntaxError\)\. Install the app again/;
  for (const name of ["llamaanalyze", "llama_alert"])
    writeFileSync(join(bin, `${name}.cjs`), "const cut = {");

  test("a search command says so in an error chunk", () => {
    const { status, stdout, stderr } = start(bin, ["llamaanalyze"], getinfoChunk([]));
    expect([status, stderr]).toEqual([1, ""]);
    expect(stdout).toMatch(said);
  });

  test("llama_alert says so in one line for splunkd.log", () => {
    const { status, stderr } = start(bin, ["llama_alert", "--execute"], "{}");
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^ERROR llama_alert is .*\n$/)]);
    expect(stderr).toMatch(said);
  });
});

describe("without a module that is loaded late", () => {
  const bin = copyWithout("late", /^(?:splunkd-session|analyze)-|^splunk-sdk/);

  test("llama_alert says so in one line for splunkd.log", () => {
    const alert = {
      server_uri: "https://127.0.0.1:1",
      session_key: "k",
      sid: "1",
      configuration: {},
      result: {},
    };
    const { status, stderr } = start(bin, ["llama_alert", "--execute"], JSON.stringify(alert));
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^ERROR llama_alert is not completely .*\n$/),
    ]);
    expect(stderr).toMatch(isMissing);
  });

  test("llama-log says so in one line", () => {
    const { status, stderr } = start(bin, ["llama-log", "analyze", "--demo"], "");
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^llama-log: This program is not .*\n$/)]);
    expect(stderr).toMatch(isMissing);
  });
});

test("without the HTTP client the doctor blames the app, not the server", () => {
  const env = { LLAMA_ENDPOINT: "http://127.0.0.1:1/v1", LLAMA_MODEL: "m" };
  const { stdout } = start(copyWithout("client", /^dispatcher-/), ["llama-log", "doctor"], "", env);
  expect(stdout.replace(/\s+/g, " ")).toContain(
    "could not be called: a file in bin/modules of this app is missing",
  );
});
