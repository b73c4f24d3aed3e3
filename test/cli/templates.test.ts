import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { TemplateCounts } from "../../src/engine/templates/template-counts.ts";
import { runLlamaLog } from "./run-llama-log.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-cli-templates-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const log = fileWith("app.log", "job 1 done\nlink down\njob 2 done\n\njob 3 done\n");

describe("llama-log templates", () => {
  test("counts the lines of each template, the most frequent first", async () => {
    const { code, stdout, stderr } = await runLlamaLog(["templates", log]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^3 {2}75\.0% .*job <\*> done\n +t[a-z2-7]{12} {2}e\.g\. job 1 done\n/);
    expect(stdout).toMatch(/\n1 {2}25\.0% .*link down\n/);
    expect(stdout).toMatch(/\n4 lines, 2 templates\n$/);
  });

  test("gives one JSON object a line", async () => {
    const { stdout } = await runLlamaLog(["templates", log, "--json"]);
    const [first, second] = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(first).toEqual({
      id: expect.stringMatching(/^t[a-z2-7]{12}$/),
      template: "job <*> done",
      count: 3,
      share: 0.75,
      example: "job 1 done",
      growth: expect.any(Number),
    });
    expect(second).toMatchObject({ template: "link down", count: 1 });
  });

  test("the templates of the bundled log are those in golden/shop-templates.txt", async () => {
    const { stdout } = await runLlamaLog(["templates", "app/samples/shop.log", "--json"]);
    const shown = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: string; count: number; template: string })
      .map(({ id, count, template }) => `${id} ${String(count).padStart(4)} ${template}\n`)
      .join("");
    const golden = resolve(import.meta.dirname, "golden/shop-templates.txt");
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(golden, shown);
    expect(shown).toBe(readFileSync(golden, "utf8"));
  });

  test.each([
    [["templates"], 3, "Standard input is empty"],
    [["templates", "/nowhere.log"], 3, "/nowhere.log"],
    [["templates", log, "--jso"], 2, "Did you mean --json?"],
  ])("%j ends with exit code %i and a sentence", async (words, expected, sentence) => {
    const { code, stderr } = await runLlamaLog(words);
    expect(code).toBe(expected);
    expect(stderr).toContain(sentence);
  });
});

describe("growth", () => {
  const growthOf = (counts: TemplateCounts, template: string) =>
    counts.sorted().find((counted) => counted.template === template)?.growth;

  test("compares the second half of a log with the first, however long it is", () => {
    const counts = new TemplateCounts();
    for (let line = 0; line < 5_000; line++) {
      counts.add(line % 2 === 0 ? "steady as ever" : line < 2_500 ? "only early on" : "only late in the day");
    }
    expect(growthOf(counts, "steady as ever")).toBeCloseTo(1, 1);
    expect(growthOf(counts, "only early on")).toBeCloseTo(0, 1);
    expect(growthOf(counts, "only late in the day")).toBeGreaterThan(20);
    expect(counts.lines).toBe(5_000);
  });

  test("is null for what the first half does not have", () => {
    const counts = new TemplateCounts();
    for (const line of ["a b c", "a b c", "x y z", "x y z"]) counts.add(line);
    expect(growthOf(counts, "x y z")).toBeNull();
  });
});

describe("llama-log templates validate", () => {
  const truth = fileWith(
    "truth.csv",
    'LineId,EventId,EventTemplate\n1,E1,job <*> done\n2,E2,"link down"\n3,E1,job <*> done\n4,E1,job <*> done\n',
  );

  test("scores the templates against labels", async () => {
    const { code, stdout } = await runLlamaLog(["templates", "validate", log, "--truth", truth, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      lines: 4,
      templates: 2,
      groupingAccuracy: 1,
      parsingAccuracy: 1,
      groupF1: 1,
      templateF1: 1,
    });
  });

  test("reads the message alone where the labels have it", async () => {
    const file = fileWith(
      "content.csv",
      "EventId,EventTemplate,Content\nE1,up <*>,up 1\nE1,up <*>,up 2\nE2,down,down\n",
    );
    const { stdout } = await runLlamaLog(["templates", "validate", log, `--truth=${file}`]);
    expect(stdout).toMatch(/^3 lines, 2 templates\nGA {3}1\.0000/);
  });

  test("is still found under its old name, drain validate", async () => {
    const asNow = await runLlamaLog(["templates", "validate", log]);
    expect(await runLlamaLog(["drain", "validate", log])).toEqual(asNow);
    expect((await runLlamaLog(["drain", "--help"])).stdout).toBe(
      (await runLlamaLog(["templates", "validate", "--help"])).stdout,
    );
  });

  test("without labels tells stability, purity and growth", async () => {
    const { code, stdout } = await runLlamaLog(["templates", "validate", log]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^stability {2}1\.0000.*\npurity {5}1\.0000.*\ngrowth:\n/);
  });

  test.each([
    [
      ["drain", "train", log],
      2,
      "knows validate only, and train came. Write llama-log templates validate FILE.",
    ],
    [["templates", "validate"], 3, "Standard input is empty"],
    [["templates", "validate", "one.log", "two.log"], 2, "looks at one log, and 2 came"],
    [["templates", "validate", log, "--truth"], 2, "--truth wants a CSV file"],
    [["templates", "validate", log, "--truth", "/nowhere.csv"], 3, "cannot be read (ENOENT)"],
    [["templates", "validate", log, "--truth", log], 3, "has no columns EventId and EventTemplate"],
  ])("%j ends with exit code %i and a sentence", async (words, expected, sentence) => {
    const { code, stderr } = await runLlamaLog(words);
    expect(code).toBe(expected);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain("link down");
  });

  test("labels of another log are told by their number", async () => {
    const short = fileWith("short.csv", "EventId,EventTemplate\nE1,a\nE2,b\n");
    const { code, stderr } = await runLlamaLog(["templates", "validate", log, "--truth", short]);
    expect([code, stderr]).toEqual([3, expect.stringContaining("4 lines with text and the truth 2 rows")]);
  });
});
