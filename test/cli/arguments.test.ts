import { describe, expect, test } from "vitest";
import { analyzeUsage } from "../../src/cli/commands/usage.ts";
import { parseAnalyzeArguments } from "../../src/cli/parse/arguments.ts";
import { declareCommand } from "../../src/splunk/declaration.ts";

const declaration = declareCommand({
  name: "llamatry",
  summary: "Tries.",
  description: "Tries things.",
  field: { default: "_raw", help: "The field that is read." },
  options: {
    batch_size: { type: "integer", minimum: 1, maximum: 32, default: 8, help: "Events a call." },
    unit: {
      type: "choice",
      choices: ["template", "event"],
      default: "template",
      help: "What is judged once.",
    },
    explain: { type: "choice", choices: ["true", "false"], default: "false", help: "Say why." },
    prefix: {
      type: "text",
      pattern: /^\w*$/,
      wanted: "letters",
      default: "",
      placeholder: "TEXT",
      help: "Goes before.",
    },
  },
  examples: [],
  tags: [],
  related: [],
});

const parse = (...words: string[]) => parseAnalyzeArguments(words, declaration);

test("files and standard input are taken in order", () => {
  expect(parse("b.log", "-", "a.log").files).toEqual(["b.log", "-", "a.log"]);
});

test("a table is shown unless something else is wanted", () => {
  expect([parse().output, parse("--json").output, parse("--csv").output]).toEqual(["table", "json", "csv"]);
});

test.each([
  [["--batch-size", "4"], ["batch_size=4"]],
  [["--batch_size=4"], ["batch_size=4"]],
  [["--Batch-Size=4"], ["batch_size=4"]],
  [
    ["--field", "source", "--unit=event"],
    ["source", "unit=event"],
  ],
  [["--explain", "app.log"], ["explain=true"]],
  [["--explain", "false"], ["explain=false"]],
])("%j becomes the search arguments %j", (words, expected) => {
  expect(parse(...words).searchArguments).toEqual(expected);
});

test("a switch does not swallow the file behind it", () => {
  expect(parse("--explain", "app.log").files).toEqual(["app.log"]);
});

test("what stands behind -- is a file", () => {
  expect(parse("--json", "--", "--odd-name.log").files).toEqual(["--odd-name.log"]);
});

test("the prefix of the fields is known", () => {
  expect(parse("--prefix", "ai_").fieldPrefix).toBe("ai_");
});

describe("wrong usage is answered with what is wanted", () => {
  test.each([
    [["--batchsize", "4"], "Did you mean --batch-size?"],
    [["--jsno"], "Did you mean --json?"],
    [["-json"], "Did you mean --json?"],
    [["-x"], "There is no flag -x."],
    [["--\u001b[31mred"], "There is no flag --␛[31mred."],
    [["--batch-size"], "--batch-size wants a whole number from 1 to 32, as in --batch-size 8."],
    [["--batch-size", "--json"], "--batch-size wants a whole number"],
    [["--batch-size", "99"], "a whole number from 1 to 32"],
    [["--unit", "line"], "template or event"],
    [["--json=1"], "--json takes no value"],
    [["--field", "message"], "The lines of a file have no field message, only _raw, _time,"],
    [["--json", "--csv"], "exclude each other"],
    [["-", "-"], "once only"],
  ])("%j: %s", (words, sentence) => {
    expect(() => parse(...words)).toThrow(sentence);
  });
});

test("the help names every option with its default, in 80 columns", () => {
  const usage = analyzeUsage(declaration);
  for (const flag of ["--batch-size NUMBER", "--unit template|event", "--prefix TEXT", "--field NAME"]) {
    expect(usage).toContain(flag);
  }
  expect(usage).toMatch(/Default:\s+8\./);
  expect(Math.max(...usage.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
});
