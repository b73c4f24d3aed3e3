import { describe, expect, test } from "vitest";
import { readReply } from "../../../src/engine/asking/reply-reader.ts";

const verdict = (id: number, more: Record<string, unknown> = {}) => ({
  anomaly_detected: true,
  severity: "P2",
  root_cause: `Cause of line ${id}.`,
  recommended_action: `Action for line ${id}.`,
  confidence: 80,
  ...more,
});
const text = (value: unknown) => JSON.stringify(value);
const one = text(verdict(1));
const two = text(verdict(2));
const both = text({ verdicts: { 1: verdict(1), 2: verdict(2) } });
/** The same ids with other verdicts, as in a draft. */
const draft = both.replaceAll("P2", "P5").replaceAll("true", "false").replaceAll("Cause", "Draft");
const withId = (id: number, more: object = {}) => text({ id, ...verdict(id), ...more });
const causesIn = (content: string, count: number, finishReason = "stop") =>
  [...readReply(content, count, finishReason).verdicts].map(([id, { rootCause }]) => [id, rootCause]);
const all = [
  [1, "Cause of line 1."],
  [2, "Cause of line 2."],
];

describe("a reply that leaves no doubt is read", () => {
  test.each<[string, string]>([
    ["one verdict with its id a line", `${withId(1)}\n${withId(2)}\n`],
    ["one verdict a line, backwards", `${withId(2)}\n${withId(1)}`],
    ["one verdict a line with commas", `${withId(1)},\n${withId(2)}`],
    ["one verdict a line in a fence", `\`\`\`jsonl\n${withId(1)}\n${withId(2)}\n\`\`\``],
    ["a numbered list", `1. ${one}\n2. ${two}`],
    ["a numbered list with brackets", `1) ${one}\n2) ${two}`],
    ["a numbered list in bold", `**1.** ${one}\n**2.** ${two}`],
    ["a list by ids", `id 1: ${one}\nid 2: ${two}`],
    ["a list by lines", `- Line 1: ${one}\n- Line 2: ${two}`],
    ["headings above fences", `### 1\n\`\`\`json\n${one}\n\`\`\`\n\n### 2\n\`\`\`json\n${two}\n\`\`\``],
    ["keys without the braces around them", `"1": ${one},\n"2": ${two}`],
    ["keys without braces in one line", `"1": ${one}, "2": ${two}`],
    ["a list whose verdicts have ids as well", `1. ${withId(1)}\n2. ${withId(2)}`],
    ["the same reply twice", `${both}\n\n${both}`],
    ["the same reply in two fences", `\`\`\`json\n${both}\n\`\`\`\nAgain:\n\`\`\`json\n${both}\n\`\`\``],
    ["the reply as one text of JSON", text(both)],
    ["a wrapper of another name", text({ results: { 1: verdict(1), 2: verdict(2) } })],
    [
      "a wrapper of another name around an array",
      text({
        output: [
          { id: 1, ...verdict(1) },
          { id: 2, ...verdict(2) },
        ],
      }),
    ],
    ["a wrapper in an array", text([JSON.parse(both)])],
    ["an array of verdicts under their ids", text({ verdicts: [{ 1: verdict(1) }, { 2: verdict(2) }] })],
    ["each verdict in an array of its own", text({ verdicts: { 1: [verdict(1)], 2: [verdict(2)] } })],
    ["the reply encoded once more, without quotation marks", text(both).slice(1, -1)],
    ["headings with words", `## Verdict for line 1\n${one}\n## Verdict for line 2\n${two}`],
    ["double braces", `{${both}}`],
    ["a draft in an element with attributes", `<think duration="3s">${draft}</think>${both}`],
    [
      "a draft that a page can fold",
      `<details>\n<summary>Thought for 3 s</summary>\n${draft}</details>\n${both}`,
    ],
    ["two wrappers", text({ response: JSON.parse(both) })],
    ["a draft in <thinking>", `<thinking>${draft}</thinking>${both}`],
    ["a draft in <reasoning>", `<reasoning>\n${draft}\n</reasoning>\n${both}`],
    ["a draft in <thought>", `<thought>${draft}</thought>\n${both}`],
    ["a draft in an element of any name", `<ponder>${draft}</ponder>\n${both}`],
    ["a draft in an element within prose", `Sure.\n<pondering>${draft}</pondering>\n${both}`],
    ["a draft whose beginning is missing", `Well.\n${draft}\n</reasoning>\n${both}`],
    ["a draft and an element for the answer", `<think>${draft}</think><answer>${both}</answer>`],
    ["an element for the answer behind a bare draft", `${draft}\n<final_answer>\n${both}\n</final_answer>`],
    ["a draft in brackets", `[THINK]${draft}[/THINK]${both}`],
    ["a draft in triangles", `◁think▷${draft}◁/think▷${both}`],
    ["a draft in a channel", `<|channel>thought\n${draft}<channel|>${both}`],
    [
      "a draft in a channel of gpt-oss",
      `<|channel|>analysis<|message|>${draft}<|end|><|start|>assistant<|channel|>final<|message|>${both}`,
    ],
    ["a channel of gpt-oss without its marks", `analysisWe need ${draft}assistantfinal${both}`],
    [
      "a draft between tokens",
      `<|START_THINKING|>${draft}<|END_THINKING|><|START_RESPONSE|>${both}<|END_RESPONSE|>`,
    ],
    ["thoughts that follow the answer", `${both}\n<think>Was that right? ${draft}</think>`],
    ["prose with tags of a log behind the answer", `${both}\nThe <Event> of line 1 … </Event> says so.`],
    ["an end of a template behind the answer", `${both}</s>`],
    [
      "names in other notations",
      both.replaceAll("root_cause", "rootCause").replaceAll("severity", "Severity"),
    ],
    ["the request's lines before the answer", `{"id":1,"log":"a"}\n{"id":2,"log":"b"}\n${both}`],
  ])("%s", (_, content) => {
    const reading = readReply(content, 2, "stop");
    expect(causesIn(content, 2).sort()).toEqual(all);
    expect(reading.missing).toEqual([]);
    expect([...reading.verdicts.values()].map(({ severity }) => severity)).toEqual(["P2", "P2"]);
  });

  test.each<[string, string]>([
    ["the verdict alone", one],
    ["the verdict alone in a fence", `Here it is:\n\`\`\`json\n${one}\n\`\`\``],
    ["the verdict alone behind thoughts", `<think>Hm.</think>${one}`],
    ["the verdict alone in an array", `[${one}]`],
    ["the verdict as verdicts", `{"verdicts": ${one}}`],
    ["the verdict in verdicts without an id", `{"verdicts": [${one}]}`],
    ["the verdict under a word", `{"verdict": ${one}}`],
    ["the verdict under a word in verdicts", `{"verdicts": {"verdict": ${one}}}`],
    ["the verdict as a list of one", `1. ${one}`],
    ["the verdict twice", `${one}\n${one}`],
  ])("where one text was asked about: %s", (_, content) => {
    expect(causesIn(content, 1)).toEqual([[1, "Cause of line 1."]]);
  });
});

describe("a reply in doubt is not read", () => {
  const other = text(verdict(1, { severity: "P5", root_cause: "Something else." }));
  test.each<[string, string]>([
    ["verdicts without ids", `${one}\n${two}`],
    ["verdicts without ids in an array", `[${one},${two}]`],
    ["a single verdict for two texts", one],
    ["a list that counts from 0", `0. ${one}\n1. ${two}`],
    ["a list that says 1 twice", `1. ${one}\n1. ${two}`],
    ["a list whose numbers differ from the ids within", `1. ${withId(2)}\n2. ${withId(1)}`],
    ["lines that count from 0", `${withId(0)}\n${withId(1)}`],
    ["lines with an id too many", `${withId(1)}\n${withId(2)}\n${withId(3)}`],
    ["lines that say 1 twice", `${withId(1)}\n${text({ id: 1, ...verdict(2) })}`],
    ["the same line twice and none for 2", `${withId(1)}\n${withId(1)}`],
    ["a count that is no id", `Here are the verdicts on all 2:\n${one}\nand\n${two}`],
    ["the reply as a list of places", `Result 1 of 2:\n${one}\nResult 2 of 2:\n${two}`],
    ["an echo of the request", '{"id":1,"log":"ERROR disk full"}\n{"id":2,"log":"INFO started"}'],
    [
      "an echo of the request as an array",
      '[{"id":1,"log":"ERROR disk full"},{"id":2,"log":"INFO started"}]',
    ],
    [
      "the example of the instructions",
      both.replaceAll(/Cause of line \d\./g, "…").replaceAll(/Action for line \d\./g, "…"),
    ],
    [
      "a verdict cut within its value",
      `{"verdicts":{"1":{"anomaly_detected":true,"severity":"P2","root_cause":"The disk is`,
    ],
    [
      "a verdict cut behind its cause",
      `1. {"anomaly_detected":true,"severity":"P2","root_cause":"The disk is full"`,
    ],
    ["thoughts without an end", `<think>${draft}`],
    ["thoughts by another name without an end", `<reasoning>${draft}`],
    ["thoughts in an element of any name without an end", `<ponder>${draft}`],
    ["thoughts and nothing behind them", `<think>${draft}</think>`],
    ["thoughts and prose behind them", `<think>${draft}</think>I cannot tell.`],
    ["an element of any name and nothing behind it", `Hm. <ponder>${draft}</ponder>`],
    ["a channel of thoughts alone", `<|channel|>analysis<|message|>${draft}<|end|>`],
    ["a draft under a word that says so", text({ draft: JSON.parse(both) })],
    ["an example under a word that says so", text({ example: JSON.parse(both) })],
    ["two wrappers beside each other", text({ first: JSON.parse(both), second: JSON.parse(draft) })],
    ["JSON in a field", text({ verdicts: both })],
    ["severities in prose", "Line 1 is P1 and line 2 is P5."],
    ["a table", "| id | severity |\n| 1 | P1 |\n| 2 | P5 |"],
  ])("%s", (_, content) => {
    const reading = readReply(content, 2, "stop");
    expect(reading.verdicts.size).toBe(0);
    expect(reading.missing).toEqual([1, 2]);
    expect(reading.cut || reading.faults.length > 0).toBe(true);
  });

  test.each<[string, string]>([
    ["two different verdicts one after the other", `{"1":${one},"2":${two}}\n{"1":${other},"2":${two}}`],
    [
      "two different lines for one id",
      `${withId(1)}\n${withId(2)}\n${text({ id: 1, ...JSON.parse(other) })}`,
    ],
    [
      "a fault and no anomaly in one",
      `{"1":${text(verdict(1, { anomaly_detected: false, severity: "P0" }))},"2":${two}}`,
    ],
    [
      "a severity and another in its words",
      `{"1":${text(verdict(1, { severity: "P1 (or P2)" }))},"2":${two}}`,
    ],
    ["a severity in a word", `{"1":${text(verdict(1, { severity: "high" }))},"2":${two}}`],
    ["a cause that is missing", `{"1":${text(verdict(1, { root_cause: null }))},"2":${two}}`],
    ["one name in two notations", `{"1":${text(verdict(1, { rootCause: "Something else." }))},"2":${two}}`],
  ])("with %s, only that verdict is asked for again", (_, content) => {
    expect(causesIn(content, 2)).toEqual([[2, "Cause of line 2."]]);
  });

  test.each<[string, string]>([
    ["two different verdicts alone", `${one}\n${other}`],
    ["a verdict with another id", withId(2)],
    ["two verdicts in an array", `[${one},${other}]`],
    ["a list of two", `1. ${one}\n2. ${two}`],
  ])("where one text was asked about: %s", (_, content) => {
    expect(causesIn(content, 1)).toEqual([]);
  });
});

describe("an answer that was filled with something else says with what", () => {
  test("thoughts", () => {
    expect(readReply("<think>So, the first line", 2, "length")).toMatchObject({
      cut: true,
      filledBy: "thoughts",
    });
  });

  test("blanks", () => {
    const content = `{"verdicts": {"1": ${one},${" \n".repeat(200)}`;
    expect(readReply(content, 2, "length")).toMatchObject({ cut: true, filledBy: "blanks", missing: [2] });
  });

  test("verdicts", () => {
    expect(readReply(both.slice(0, -40), 2, "length")).toMatchObject({ cut: true, filledBy: undefined });
  });
});
