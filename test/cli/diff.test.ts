import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runLlamaLog } from "./run-llama-log.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-diff-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A minute of lines; with `failing`, each tenth tells of a full disk. */
function minute(at: number, failing: boolean): string[] {
  return Array.from({ length: 60 }, (_, second) => {
    const stamp = new Date((1_773_133_200 + 60 * at + second) * 1000).toISOString();
    return failing && second % 10 === 3
      ? `${stamp} ERROR could not write to spool: no space left on device`
      : `${stamp} INFO job ${second} of queue mail done in ${(second * 7) % 50} ms`;
  });
}

const write = (name: string, lines: readonly string[]): string => {
  const file = join(folder, name);
  writeFileSync(file, lines.map((line) => `${line}\n`).join(""));
  return file;
};
const before = write("before.log", Array.from({ length: 30 }, (_, at) => minute(at, false)).flat());
const after = write("after.log", Array.from({ length: 30 }, (_, at) => minute(30 + at, true)).flat());
const both = write("both.log", Array.from({ length: 60 }, (_, at) => minute(at, at >= 30)).flat());
const empty = write("empty.log", []);

describe("llama-log diff", () => {
  test("says what is new in the second log, and accounts for every line", async () => {
    const { code, stdout, stderr } = await runLlamaLog(["diff", before, after], {
      environment: { COLUMNS: "80" },
    });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/P[12]\s+new\s+0\s+180\s+ERROR could not write to spool/);
    expect(stdout).toContain("1,800 lines before, 1,800 after: 1 template changed (0 and 180 lines)");
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(110);
  });

  test.each(["2026-03-10T09:30", "2026-03-10 09:30:00Z", "1773135000"])(
    "cuts one log at %s",
    async (time) => {
      const { code, stdout } = await runLlamaLog(["diff", both, "--at", time, "--json"]);
      expect(code).toBe(0);
      const { changes, lines } = JSON.parse(stdout);
      expect(lines).toEqual({ before: 1_800, after: 1_800 });
      expect(changes).toEqual([
        {
          kind: "new",
          template_id: expect.stringMatching(/^t[a-z2-7]{12}$/),
          template: expect.stringContaining("no space left on device"),
          before: 0,
          after: 180,
          factor: null,
          values: [],
          first: 1_773_135_003,
          example: expect.stringContaining("spool"),
          severity: expect.stringMatching(/^P[12]$/),
        },
      ]);
    },
  );

  test("says so where both are the same file", async () => {
    const { code, stdout, stderr } = await runLlamaLog(["diff", before, before]);
    expect(code).toBe(0);
    expect(stderr).toBe("llama-log: Both are the same file: nothing can be different.\n");
    expect(stdout).toContain("Nothing is different but by chance.");
  });

  test("says so where the times of both overlap", async () => {
    const { stderr } = await runLlamaLog(["diff", both, after]);
    expect(stderr).toContain("The times of both logs overlap");
  });

  test.each([
    [[before], "llama-log diff compares two logs, and 1 came."],
    [[], "llama-log diff compares two logs, and 0 came."],
    [[before, after, both], "llama-log diff compares two logs, and 3 came."],
    [
      [before, after, "--at", "2026-03-10T09:30"],
      "With --at, llama-log diff cuts one log in two, and 2 came.",
    ],
    [[both, "--at", "lunch"], "--at wants a time such as 2026-03-10T09:30"],
    [[both, "--at", "2020-01-01"], "No line is before the time of --at"],
    [[both, "--at", "2030-01-01"], "No line is at or after the time of --at"],
  ])("says what is wrong with %j, and what to do", async (words, sentence) => {
    const { code, stdout, stderr } = await runLlamaLog(["diff", ...words]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(sentence);
  });

  test("refuses a side that is empty or not there", async () => {
    expect((await runLlamaLog(["diff", before, empty])).code).toBeGreaterThan(1);
    const { code, stderr } = await runLlamaLog(["diff", before, join(folder, "nope.log")]);
    expect([code, stderr]).toEqual([3, expect.stringContaining("does not exist")]);
  });
});
