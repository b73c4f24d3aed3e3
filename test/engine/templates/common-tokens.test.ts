import { describe, expect, test } from "vitest";
import { commonTokens } from "../../../src/engine/templates/common-tokens.ts";
import { valueMark } from "../../../src/engine/templates/shape-writer.ts";
import { alignTokens, gapMark, variableMark } from "../../../src/engine/templates/token-match.ts";
import { fc } from "../../support/fast-check.ts";

const tokens = fc.array(fc.constantFrom(" a", " b", " c", ` ${valueMark}`, ` x${valueMark}`), {
  maxLength: 7,
});
const sentence = tokens.map((rest) => ["start", ...rest]);

describe("the common tokens of two forms", () => {
  test("match both of them and a third that is taken in later", () => {
    fc.assert(
      fc.property(sentence, sentence, sentence, (one, other, third) => {
        const common = commonTokens(commonTokens(one, other), third);
        for (const form of [one, other, third]) expect(alignTokens(common, form)).toBeDefined();
      }),
    );
  });

  test("have a gap for what only one of them has, and a variable where words differ", () => {
    expect(commonTokens(["a", " b", " c"], ["a", " c"])).toEqual(["a", ` ${gapMark}`, " c"]);
    expect(commonTokens(["a", " b", " c"], ["a", " d", " c"])).toEqual(["a", ` ${variableMark}`, " c"]);
  });
});

test("words at other places of two forms of equal length stay words", () => {
  const common = commonTokens(["usb", " new", " device", " 5"], [valueMark, " usb", " new", " device"]);
  expect(common.filter((token) => token === " new" || token === " device")).toEqual([" new", " device"]);
});

describe("a pattern with gaps", () => {
  test("is laid over tokens so that each gap is as short as it can be", () => {
    expect(alignTokens(["a", ` ${gapMark}`, " b", " c"], ["a", " b", " b", " c"])).toEqual([1, 2, 3, 4]);
    expect(alignTokens(["a", ` ${gapMark}`], ["a"])).toEqual([1, 1]);
    expect(alignTokens(["a", ` ${gapMark}`, " c"], ["a", " b"])).toBeUndefined();
  });
});
