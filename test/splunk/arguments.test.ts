import { describe, expect, test } from "vitest";
import { parseArguments } from "../../src/splunk/arguments.ts";
import { declareCommand } from "../../src/splunk/declaration.ts";

const declaration = declareCommand({
  name: "judge",
  summary: "",
  description: "",
  field: { default: "_raw", help: "" },
  options: {
    batch_size: { type: "integer", minimum: 1, maximum: 32, default: 8, help: "" },
    fallback: { type: "choice", choices: ["local", "none"], default: "local", help: "" },
    prefix: { type: "text", pattern: /^\w*$/, wanted: "letters", default: "", help: "" },
    into: { type: "text", pattern: /^\w+$/, wanted: "a name", default: "", keyword: true, help: "" },
  },
  examples: [],
  tags: [],
  related: [],
});
const defaults = { batch_size: 8, fallback: "local", prefix: "", into: "" };

describe("arguments as splunkd sends them", () => {
  test.each([
    [[], "_raw", {}],
    [["message"], "message", {}],
    [["batch_size=16", "message"], "message", { batch_size: 16 }],
    [["batch_size", "=", "16", "message"], "message", { batch_size: 16 }],
    [["message", "batch_size=", "16"], "message", { batch_size: 16 }],
    [["batch_size", "=16"], "_raw", { batch_size: 16 }],
    [["message", "into", "results"], "message", { into: "results" }],
    [["message", "into=results"], "message", { into: "results" }],
    [["into", "=", "results"], "_raw", { into: "results" }],
    [["'prefix'=ai_", "FALLBACK=None"], "_raw", { prefix: "ai_", fallback: "none" }],
    [["prefix="], "_raw", {}],
    [["my field"], "my field", {}],
    [["into"], "into", {}],
  ])("reads %j", (args, field, options) => {
    expect(parseArguments(declaration, args)).toEqual({ field, options: { ...defaults, ...options } });
  });

  test.each([
    [["batchsize=4"], 'judge has no option "batchsize"; did you mean "batch_size"?'],
    [["quite_another=4"], 'judge has no option "quite_another". Its options are batch_size,'],
    [["__proto__=4"], 'judge has no option "__proto__"'],
    [["batch_size=33"], 'The option batch_size takes a whole number from 1 to 32, not "33".'],
    [["batch_size=1.5"], "takes a whole number from 1 to 32"],
    [["batch_size="], 'not "".'],
    [
      ["fallback=cloud"],
      'takes local or none, not "cloud". Correct it, or leave it out for its default, local.',
    ],
    [["fallback=none", "fallback=none"], "The option fallback is given twice"],
    [["a", "b"], 'judge reads one field, but got two: "a" and "b"'],
    [["into", "no-dashes"], "The option into takes a name"],
  ])("refuses %j with a sentence", (args, sentence) => {
    expect(() => parseArguments(declaration, args)).toThrow(sentence);
  });
});
