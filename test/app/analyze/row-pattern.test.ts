import { expect, test } from "vitest";
import { renderRow } from "../../../src/app/analyze/output-fields.ts";
import { RowPattern } from "../../../src/app/analyze/row-pattern.ts";
import { readable } from "../../../src/engine/masking/readable.ts";
import type { Verdict } from "../../../src/engine/verdict.ts";
import { fc, runs } from "../../support/fast-check.ts";

const rendered = (texts: readonly string[], values: readonly string[]): string => {
  const sentence = texts.map((text, at) => text + (values[at % values.length] ?? "")).join("");
  const judgement = {
    anomalyDetected: true,
    severity: "P2",
    rootCause: sentence,
    recommendedAction: texts.join(""),
  };
  const verdict = { judgement: { ...judgement, confidence: 7 }, status: "llm", flags: [], model: "m" };
  return renderRow(verdict as unknown as Verdict, undefined);
};
const value = fc.oneof(
  fc.ipV4(),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom("a,b", 'a"b', "a\\b", "ä"),
);

test("a filled row is the row rendered with the values, or there is none", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: "binary", maxLength: 10 }), { maxLength: 4 }),
      fc.array(value, { minLength: 1, maxLength: 3 }),
      (texts, values) => {
        const row = new RowPattern(values.length, (shown) => rendered(texts, shown)).filled(values);
        const shown = values.map((each) => readable(each) ?? "");
        if (row !== undefined) expect(row).toBe(rendered(texts, shown));
      },
    ),
    runs(500),
  );
});

test("plain values are filled in, in any order and several times", () => {
  const pattern = new RowPattern(2, ([one, two]) => `${two}, ${one} and "${two}"`);
  expect(pattern.filled(["192.0.2.1", "alice@example.com"])).toBe(
    'alice@example.com, 192.0.2.1 and "alice@example.com"',
  );
});

test.each([[undefined], ["a,b"], ['a"b'], ["a\\b"], ["ä"], [""]])(
  "a value that has to be encoded, or is missing, is left to who renders: %j",
  (value) => {
    expect(new RowPattern(1, ([shown]) => `${shown}.`).filled([value])).toBeUndefined();
  },
);
