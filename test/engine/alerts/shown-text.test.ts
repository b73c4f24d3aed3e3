import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shownText, startOf } from "../../../src/engine/alerts/shown-text.ts";

describe("a text that is shown", () => {
  test("has no characters that hide, steer or turn", () => {
    expect(shownText("a\u001b[2J\u202eb\u200bc\u2066d\u0007 \r\n e", 50)).toBe("a [2J b c d e");
  });

  test("is at most as long as asked for, in whole characters", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 2_000 }),
        fc.integer({ min: 1, max: 300 }),
        (text, limit) => {
          const shown = shownText(text, limit);
          expect(Array.from(shown).length).toBeLessThanOrEqual(limit);
          expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/u);
          expect(shownText(shown, limit)).toBe(shown);
        },
      ),
    );
  });
});

describe("the start of a text", () => {
  test("is all of a short one", () => {
    expect(startOf("password=hush")).toBe("password=hush");
  });

  test("does not end within a word, for half a secret would not be known as one", () => {
    const start = startOf(`${"word ".repeat(399)}AKIA${"B".repeat(3_000)}`);
    expect(start).toBe(`${"word ".repeat(399).trimEnd()}`);
    expect(startOf("x".repeat(5_000))).toBe("");
  });
});
