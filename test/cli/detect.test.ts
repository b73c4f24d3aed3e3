import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runLlamaLog } from "./run-llama-log.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-detect-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Orders that are accepted, charged and shipped; those that are named are never shipped, but refused. */
function orders(count: number, refused: readonly number[] = [], word = "refused by the bank"): string {
  return Array.from({ length: count }, (_, order) => {
    const at = (second: number): string =>
      new Date((1_700_000_000 + order * 10 + second) * 1000).toISOString();
    const last = refused.includes(order)
      ? `ERROR order_id=A${order}Z ${word}`
      : `INFO order_id=A${order}Z shipped`;
    return [
      `${at(0)} INFO order_id=A${order}Z accepted`,
      `${at(1)} INFO order_id=A${order}Z charged`,
      `${at(2)} ${last}`,
    ];
  })
    .flat()
    .join("\n");
}

const log = join(folder, "orders.log");
writeFileSync(log, orders(300, [40, 41, 200]));

describe("llama-log detect", () => {
  test("finds the sessions that are unlike the others, and says why", async () => {
    const { code, stdout, stderr } = await runLlamaLog(["detect", log], { environment: { COLUMNS: "100" } });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("300 sessions by order, 3 strange (1 %)");
    expect(stdout).toMatch(/3\s+2\.00\s+2023-11-14 22:20:00\s+A40Z/);
    expect(stdout).toContain("refused by the bank");
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  test("with --json gives the fields that scripts rely on", async () => {
    const { code, stdout } = await runLlamaLog(["detect", "--json"], { input: [orders(300, [7])] });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      sessions: 300,
      by: "order",
      algorithm: "signature",
      threshold: expect.any(Number),
      withdrawn: 0,
      withdrawn_sessions: [],
      lines_of_no_session: 0,
      groups: [
        {
          count: 1,
          score: expect.any(Number),
          first: 1_700_000_070,
          last: 1_700_000_072,
          reasons: [
            expect.objectContaining({
              template_id: expect.stringMatching(/^t[a-z2-7]{12}$/),
              count: 1,
              usual: 0,
            }),
            expect.objectContaining({ template: expect.stringContaining("shipped"), count: 0, usual: 1 }),
          ],
          sessions: ["A7Z"],
        },
      ],
    });
  });

  test("judges another log by what it learnt from this one", async () => {
    const [usual, model] = [join(folder, "usual.log"), join(folder, "usual.json")];
    writeFileSync(usual, orders(200));
    const saved = await runLlamaLog(["detect", usual, "--threshold", "beyond", "--save", model]);
    expect([saved.code, saved.stderr]).toEqual([0, expect.stringContaining("What is usual was written to")]);
    expect(statSync(model).mode & 0o777).toBe(0o600);
    const other = orders(30, [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]);
    const { stdout } = await runLlamaLog(["detect", "--model", model], { input: [other] });
    expect(stdout).toContain("30 sessions by order, 16 strange");
  });

  test.each([
    [["--by", "request"], "No line names a request, so there are no sessions."],
    [["--threshold", "share"], "The option threshold takes auto, gap, robust, beyond, share:PERCENT"],
    [["--algorithm", "kmeans"], "The option algorithm takes auto, signature, rest-state,"],
    [["--features", "shape"], "algorithm=auto reads counts alone, and features=shape came."],
    [["--algorithm", "rest-state", "--threshold", "gap"], "algorithm=rest-state has no threshold"],
    [["--model", "missing.json"], "--model missing.json cannot be read: "],
    [["--model", log], "cannot be read: it is no JSON. Write one with llama-log detect --save."],
    [
      ["--model", log, "--algorithm", "lof"],
      "With --model, --algorithm is as it was when the model was saved.",
    ],
    [["--save", join(folder, "no/such/place.json")], "cannot be written: "],
  ])("says what is wrong with %j, and what to do", async (words, sentence) => {
    const { code, stderr } = await runLlamaLog(["detect", log, ...words]);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain("    at ");
  });

  test("rest states go on where an earlier run was, and what it said is taken back where a session goes on", async () => {
    const state = join(folder, "states.json");
    // The workflow of order 250 stands still when the first log ends.
    const lines = orders(400).split("\n");
    const isLate = (line: string): boolean => line.includes("A250Z shipped");
    const first = await runLlamaLog(
      ["detect", "--by=order", "--algorithm=online", "--save", state, "--json"],
      {
        input: [lines.filter((line) => !isLate(line)).join("\n")],
      },
    );
    expect(
      JSON.parse(first.stdout).groups.flatMap((group: { sessions: string[] }) => group.sessions),
    ).toEqual(["A250Z"]);
    const late = lines.filter(isLate).map((line) => line.replace("2023-11-14", "2023-11-16"));
    const second = await runLlamaLog(["detect", "--by=order", "--model", state, "--json"], {
      input: [late.join("\n")],
    });
    expect(JSON.parse(second.stdout)).toMatchObject({
      algorithm: "rest-state",
      withdrawn_sessions: ["A250Z"],
      groups: [],
    });
  });

  test("windows of time have no workflow, so they are judged by what few have at all", async () => {
    const lines = Array.from({ length: 600 }, (_, at) => {
      const time = new Date((1_700_000_000 + at * 10) * 1000).toISOString();
      return `${time} INFO node${at % 7} ${at === 400 ? "rebuilt its index" : `answered ${at} ${["a", "b"][(at * 7) % 3] ?? "c"}`}`;
    });
    const { stdout } = await runLlamaLog(["detect", "--json"], { input: [lines.join("\n")] });
    const { by, algorithm, groups } = JSON.parse(stdout);
    expect([by, algorithm, groups.length]).toEqual(["window", "new-template", 1]);
    expect(groups[0].reasons[0].template).toContain("rebuilt its index");
  });

  test("says that a share from labels is a leak, where one is given by that name", async () => {
    const { stdout } = await runLlamaLog(["detect", log, "--threshold", "contamination:1"]);
    expect(stdout).toContain("if it comes from labels, results are better than they can be without");
  });

  test.each([
    ["one line", "only this"],
    ["lines that are all alike", "tick\n".repeat(500)],
    ["lines without times", orders(200).replaceAll(/^\S+ /gm, "")],
    ["the newest line first", orders(200).split("\n").reverse().join("\n")],
  ])("finds nothing strange in %s", async (_, text) => {
    const { code, stdout } = await runLlamaLog(["detect"], { input: [text] });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^\d+ sessions? by \w+, 0 strange \(0 %\)\n$/)]);
  });

  test("leaves nothing beside the file that it saves", async () => {
    const model = join(folder, "alone.json");
    await runLlamaLog(["detect", log, "--save", model]);
    expect(existsSync(model)).toBe(true);
    expect(JSON.parse(readFileSync(model, "utf8")).version).toBe(1);
  });
});
