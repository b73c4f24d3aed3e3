import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runLlamaLog } from "./run-llama-log.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-silences-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const minute = 60_000;
const hour = 60 * minute;
const start = Date.parse("2026-03-02T00:00:00Z");

/** The log of some hours of three machines, without what falls silent. */
function log(from: number, to: number, without: (line: string) => boolean = () => false): string {
  const lines: string[] = [];
  for (let time = start + from * hour; time < start + to * hour; time += minute) {
    const stamp = new Date(time).toISOString();
    for (const host of ["web-1", "web-2", "db-1"]) {
      lines.push(`${stamp} ${host} node-agent[12]: heartbeat ${time / minute} ok`);
      if (time % (5 * minute) === 0)
        lines.push(`${stamp} ${host} cleaner[7]: removed ${(time / minute) % 97} sessions`);
    }
    if ((time + 5 * minute) % hour === 0)
      lines.push(`${stamp} db-1 backup[77]: backup of orders finished in 41 s`);
  }
  return `${lines.filter((line) => !without(line)).join("\n")}\n`;
}

let states = 0;
const newState = (): string => join(folder, `state-${++states}`);

async function watched(input: string, state: string, words: readonly string[] = []) {
  return runLlamaLog(["incidents", "-", "--silence", "shop", ...words], {
    input: [input],
    environment: { LLAMA_STATE: state },
  });
}

describe("llama-log incidents --silence", () => {
  test("learns first, then tells who fell silent, once, until it is heard again", async () => {
    const state = newState();
    const first = await watched(log(0, 30), state);
    expect([first.code, first.stdout]).toEqual([
      0,
      expect.stringContaining("No silence: nobody who is known is missing."),
    ]);
    expect(first.stderr).toContain(
      "Nothing was known under silence=shop before: what is usual is learnt from now on.",
    );
    const second = await watched(
      log(30, 33, (line) => line.includes("web-2")),
      state,
      ["--json"],
    );
    const [silent, ...others] = JSON.parse(second.stdout).incidents;
    expect(others).toEqual([]);
    expect(silent).toMatchObject({
      ...{ title: "web-2: fell silent", origin: ["web-2"], hosts: ["web-2"], severity: "P2" },
      first: start / 1000 + 30 * 3_600 - 60,
    });
    const third = await watched(log(33, 34), state, ["--json"]);
    expect(JSON.parse(third.stdout).incidents).toMatchObject([
      { fingerprint: silent.fingerprint, title: "web-2: fell silent, and is heard again" },
    ]);
    const listed = await runLlamaLog(["incidents", "list"], { environment: { LLAMA_STATE: state } });
    expect(listed.stdout).toMatch(new RegExp(`${silent.fingerprint} +over`));
    const fourth = await watched(log(34, 35), state, ["--json"]);
    expect(JSON.parse(fourth.stdout)).toEqual({ incidents: [] });
  });

  test("tells of a job that does not come, in words that a person can act on", async () => {
    const state = newState();
    await watched(log(0, 30), state);
    const { stdout } = await watched(
      log(30, 34, (line) => line.includes("backup")),
      state,
    );
    expect(stdout).toContain("backup: fell silent");
    expect(stdout).toContain("backup of orders finished");
    expect(stdout).toContain("What is missing leaves no line: nothing here tells why.");
    expect(stdout).toContain("1 silence");
  });

  test("has the same result for a log that is newest first", async () => {
    const backwards = (text: string): string => `${text.trimEnd().split("\n").toReversed().join("\n")}\n`;
    const told = await Promise.all(
      [(text: string) => text, backwards].map(async (order) => {
        const state = newState();
        await watched(order(log(0, 30)), state);
        return (await watched(order(log(30, 33, (line) => line.includes("web-2"))), state, ["--json"]))
          .stdout;
      }),
    );
    expect(told[1]).toBe(told[0]);
  });

  test("keeps nothing with --no-record", async () => {
    const state = newState();
    await watched(log(0, 30), state);
    const kept = join(state, "silence", "shop.json");
    const before = readFileSync(kept, "utf8");
    const { stdout } = await watched(
      log(30, 33, (line) => line.includes("web-2")),
      state,
      ["--no-record"],
    );
    expect(stdout).toContain("web-2: fell silent");
    expect(readFileSync(kept, "utf8")).toBe(before);
  });

  test("says so where the log was read before", async () => {
    const state = newState();
    await watched(log(0, 30), state);
    const { code, stdout, stderr } = await watched(log(0, 30), state);
    expect([code, stdout]).toEqual([0, expect.stringContaining("No silence")]);
    expect(stderr).toContain(
      "These events tell nothing new: silence=shop was looked at until 2026-03-03T05:59 UTC",
    );
  });

  test.each([
    ["damaged", '{"version":1,"rhythms":'],
    ["of a newer version", '{"version":2}'],
  ])("leaves what is kept as it is where it is %s, and says so", async (what, text) => {
    const state = newState();
    const kept = join(state, "silence", "shop.json");
    mkdirSync(join(state, "silence"), { recursive: true });
    writeFileSync(kept, text);
    const { code, stderr } = await watched(log(0, 2), state);
    expect(code).toBe(1);
    expect(stderr).toContain(`What is kept under silence=shop is ${what}`);
    expect(readFileSync(kept, "utf8")).toBe(text);
  });

  test.each([
    ["one line", "2026-03-02T00:00:00Z web-1 agent[1]: started\n"],
    ["lines without times", "started\nready\n"],
    ["lines all alike", "2026-03-02T00:00:00Z web-1 agent[1]: started\n".repeat(500)],
    ["times of two zones", "2026-03-02T10:00:00+01:00 a b[1]: x\n2026-03-02T10:00:00-05:00 c d[1]: y\n"],
    ["times to come", "2999-03-02T00:00:00Z web-1 agent[1]: started\n"],
  ])("tells nothing of a log of %s, and does not fail", async (_, text) => {
    const { code, stdout, stderr } = await watched(text, newState());
    expect([code, stdout]).toEqual([0, expect.stringContaining("No silence")]);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  test("says that an input is empty, and learns nothing", async () => {
    const { code, stderr } = await watched("", newState());
    expect([code, stderr]).toEqual([3, expect.stringContaining("empty")]);
  });

  test("refuses a name that cannot be one of a file", async () => {
    const { code, stderr } = await runLlamaLog(["incidents", "-", "--silence", "../x"], { input: ["a\n"] });
    expect([code, stderr]).toEqual([2, expect.stringContaining("--silence wants a name for this log")]);
  });

  test("learns nothing where a file could not be read", async () => {
    const state = newState();
    const file = join(folder, "some.log");
    writeFileSync(file, log(0, 2));
    const broken = join(folder, "broken.log.gz");
    writeFileSync(broken, Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 255, 255, 255]));
    const { code, stderr } = await runLlamaLog(["incidents", file, broken, "--silence", "shop"], {
      environment: { LLAMA_STATE: state },
    });
    expect(code).toBe(3);
    expect(stderr).toContain(
      "Not all could be read: nothing is said of who is silent, and nothing was learnt.",
    );
  });
});
