import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { SessionSearch } from "../../src/app/detect/session-search.ts";
import { type Algorithm, detect } from "../../src/engine/detection/detect.ts";
import { detectors } from "../../src/engine/detection/detectors.ts";
import { lineClock } from "../../src/engine/reading/time/line-clock.ts";
import { runLlamaLog } from "./run-llama-log.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-bad-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const begin = Date.UTC(2026, 2, 2, 10);
const iso = (second: number): string => `${new Date(begin + second * 1_000).toISOString().slice(0, 19)}Z`;

/** Orders of three steps, of which number 40 ends otherwise. */
function orders(timeOf: (second: number, line: number) => string, count = 80): string[] {
  const lines: string[] = [];
  for (let order = 0; order < count; order++)
    for (const step of ["accepted", "charged", order === 40 ? "refused" : "shipped"])
      lines.push(`${timeOf(4 * order, lines.length)} INFO shop order_id=A${order}Z ${step}`.trimStart());
  return lines;
}
const usual = orders(iso);
const berlin = (second: number): string => `${iso(second + 7_200).slice(0, -1)}+02:00`;
const found = /^80 sessions by order, 1 strange \(1\.3 %\)$/m;
const none = /0 strange \(0 %\)/;

const logs: readonly (readonly [name: string, log: string | Buffer, detected: RegExp])[] = [
  ["is empty", "", /^$/],
  ["has blank lines only", "\n \n\n", /^$/],
  ["is one line", `${usual[0]}\n`, none],
  ["has all lines alike", `${usual[0]}\n`.repeat(400), none],
  ["has no times", orders(() => "").join("\n"), found],
  ["is newest first", usual.toReversed().join("\n"), found],
  ["is one session", usual.map((line) => line.replace(/A\d+Z/, "A1Z")).join("\n"), none],
  [
    "has a line of a megabyte",
    [...usual, `${iso(400)} INFO shop ${"x".repeat(1_000_000)}`].join("\n"),
    found,
  ],
  [
    "has formats mixed",
    usual.map((line, at) => (at % 3 === 0 ? JSON.stringify({ log: line }) : line)).join("\n"),
    /^80 sessions by order, \d+ strange/m,
  ],
  [
    "has clocks that jump",
    orders((second) => iso(second % 60 < 4 ? second - 7_200 : second)).join("\n"),
    /^80 sessions by order, /m,
  ],
  ["has times to come", orders((second) => iso(second + 631_152_000)).join("\n"), found],
  [
    "has two time zones",
    orders((second, line) => (line % 2 === 0 ? iso(second) : berlin(second))).join("\n"),
    found,
  ],
  [
    "has no sessions",
    usual.map((line) => line.replace(/order_id=A\d+Z /, "")).join("\n"),
    /sessions by window, /,
  ],
];

test.each(logs)("llama-log detect says something clear of a log that %s", async (name, log, detected) => {
  const { code, stdout, stderr } = await runLlamaLog(["detect", "-"], { input: [log] });
  if (name === "is empty")
    expect([code, stderr]).toEqual([3, expect.stringContaining("Standard input is empty")]);
  else expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).not.toMatch(/NaN|Infinity|undefined|1970/);
  expect(stdout).toMatch(detected);
});

test.each(logs)("every detector gives numbers for a log that %s", (_, log) => {
  const search = new SessionSearch("auto", 60);
  const clock = lineClock(new Date());
  search.add(
    String(log)
      .split("\n")
      .map((text) => ({ text, time: clock(text), host: "", source: "" })),
  );
  const { table } = search.sessions();
  for (const algorithm of [...Object.keys(detectors), "rest-state"] as Algorithm[]) {
    const { scores, threshold, strange } = detect(table, { algorithm, seed: 1 });
    expect(scores).toHaveLength(table.keys.length);
    for (const score of scores) expect(Number.isFinite(score), algorithm).toBe(true);
    expect(threshold, algorithm).not.toBeNaN();
    expect(strange.length, algorithm).toBeLessThanOrEqual(Math.max(1, table.keys.length / 5));
  }
});

test.each(logs)("llama-log diff accounts for each line where the second log %s", async (name, log) => {
  const [before, after] = [join(folder, "before.log"), join(folder, "after.log")];
  writeFileSync(before, usual.join("\n"));
  writeFileSync(after, log);
  const { code, stdout, stderr } = await runLlamaLog(["diff", before, after, "--json"]);
  if (/empty|blank/.test(name)) {
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining("has no lines, so there is nothing to compare"),
    ]);
    return;
  }
  expect(code).toBe(0);
  const { changes, lines, unchanged } = JSON.parse(stdout);
  for (const side of ["before", "after"])
    expect(
      changes.reduce(
        (sum: number, change: Record<string, number>) => sum + (change[side] ?? 0),
        unchanged[side],
      ),
    ).toBe(lines[side]);
  expect(lines.after).toBe(
    String(log)
      .split("\n")
      .filter((line) => line.trim() !== "").length,
  );
});

test("a binary log is refused by both, with the reason", async () => {
  const binary = join(folder, "binary.log");
  writeFileSync(binary, Buffer.from(Array.from({ length: 20_000 }, (_, at) => (at * 7_919) % 256)));
  const good = join(folder, "good.log");
  writeFileSync(good, usual.join("\n"));
  for (const words of [
    ["detect", binary],
    ["diff", good, binary],
  ]) {
    const { code, stdout, stderr } = await runLlamaLog(words);
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).toMatch(/is binary/);
  }
});
