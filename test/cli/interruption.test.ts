import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { answer } from "../support/model-endpoint/behaviour.ts";
import { withSplunk } from "../support/model-search.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const state = mkdtempSync(join(tmpdir(), "llama-interruption-"));
afterAll(() => rmSync(state, { recursive: true, force: true }));

/** A run that gets so many lines and then waits for more, as behind `tail -f`. */
function waitingRun(command: string, ...words: string[]) {
  const child = spawn(process.execPath, [join(root, "bin", "llama-log.cjs"), command, "-", ...words], {
    env: { ...process.env, LLAMA_STATE: state },
  });
  const lines = Array.from(
    { length: 6_000 },
    (_, row) => `2026-03-10T09:20:00Z ERROR [shop] row ${row} lost\n`,
  );
  child.stdin.on("error", () => {});
  child.stdin.write(lines.join(""));
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  return { child, output, closed: once(child, "close") };
}

test("Ctrl-C keeps the records so far, says how far the run came, and ends with 130", async () => {
  const { child, output, closed } = waitingRun("analyze", "--json");
  while (!output.stdout.includes("\n")) await once(child.stdout, "data");
  child.kill("SIGINT");
  const [code] = await closed;
  const records = output.stdout.split("\n").slice(0, -1);
  expect(code).toBe(130);
  expect(records.length).toBeGreaterThan(0);
  for (const record of records) expect(JSON.parse(record)).toMatchObject({ severity: expect.any(String) });
  expect(output.stderr).toMatch(
    /^llama-log: Stopped after [\d,]+ lines: what stands above is what they say/m,
  );
});

test("Ctrl-C shows the incidents so far, also while no line comes, and ends with 130", async () => {
  const { child, output, closed } = waitingRun("incidents");
  // The pipe is empty once the lines are read.
  await new Promise((resolve) => child.stdin.write("2026-03-10T09:20:01Z INFO [shop] the last\n", resolve));
  child.kill("SIGINT");
  const [code] = await closed;
  expect(code).toBe(130);
  expect(output.stdout).toMatch(/^[\d,]+ events, \d incidents?$/m);
  expect(output.stderr).toMatch(/^llama-log: Stopped after [\d,]+ lines: what stands above/m);
});

test("Ctrl-C while a model is asked shows the incidents without its words, and ends with 130", async () => {
  await withSplunk({ behaviour: { does: "hang" } }, async ({ server, env }) => {
    const words = ["incidents", join(root, "app", "samples", "shop.log"), "--no-record"];
    const child = spawn(process.execPath, [join(root, "bin", "llama-log.cjs"), ...words], {
      env: { ...process.env, ...env, SPLUNK_HOME: "", LLAMA_STATE: state },
    });
    const output = Promise.all([text(child.stdout), text(child.stderr)]);
    const closed = once(child, "close");
    while (server.requests.length === 0) await new Promise(setImmediate);
    child.kill("SIGINT");
    const [[code], [stdout, stderr]] = await Promise.all([closed, output]);
    expect(code).toBe(130);
    expect(stdout).toMatch(/^P1 {2}orders-db-0: /);
    expect(stderr).toMatch(/^llama-log: Stopped while the model was asked/m);
  });
});

test("Ctrl-C while a model is asked keeps what it answered, and judges the rest without it", async () => {
  const behaviour = (number: number) => (number === 1 ? answer() : ({ does: "hang" } as const));
  await withSplunk({ behaviour }, async ({ server, env }) => {
    const words = ["analyze", join(root, "app", "samples", "shop.log"), "--json", "--batch-size", "3"];
    const child = spawn(process.execPath, [join(root, "bin", "llama-log.cjs"), ...words], {
      env: { ...process.env, ...env, SPLUNK_HOME: "", LLAMA_STATE: join(state, "answered") },
    });
    const output = Promise.all([text(child.stdout), text(child.stderr)]);
    const closed = once(child, "close");
    while (server.requests.length < 2) await new Promise(setImmediate);
    child.kill("SIGINT");
    const [[code], [stdout, stderr]] = await Promise.all([closed, output]);
    expect(code).toBe(130);
    const records = stdout
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    expect(new Set(records.map(({ llama_status }) => llama_status))).toEqual(new Set(["llm", "local"]));
    expect(stderr).toMatch(/\(cancelled [\d,]+\) the built-in rules judged them/);
    expect(stderr).toMatch(/^llama-log: Stopped after [\d,]+ lines/m);
  });
});
