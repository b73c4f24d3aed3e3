import { describe, expect, test } from "vitest";
import { shownText } from "../../../src/engine/incidents/shown-text.ts";
import { fc } from "../../support/fast-check.ts";

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
