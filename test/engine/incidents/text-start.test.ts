import { describe, expect, test } from "vitest";
import { startOf } from "../../../src/engine/incidents/text-start.ts";
import { fc, runs } from "../../support/fast-check.ts";

describe("the start of a text", () => {
  test("is all of a short one", () => {
    expect(startOf("password=hush")).toEqual({ text: "password=hush", cut: "nowhere" });
  });

  test("does not end within a word, for half a secret would not be known as one", () => {
    const words = "word ".repeat(399);
    expect(startOf(`${words}AKIA${"B".repeat(3_000)}`)).toEqual({ text: words.trimEnd(), cut: "between" });
  });

  test("goes on to the end of a long word that nothing else comes before", () => {
    const token = `token=${"t".repeat(2_900)}`;
    expect(startOf(`${token} and more ${"x ".repeat(2_000)}`)).toEqual({ text: token, cut: "between" });
    expect(startOf(token)).toEqual({ text: token, cut: "nowhere" });
  });

  test("ends between members of a record, else behind a sign, else in a script without blanks", () => {
    const record = `{${'"a":"b,c",'.repeat(800)}`;
    expect(startOf(record).text).toMatch(/"b,c",$/);
    expect(startOf("a,b".repeat(2_000)).text).toMatch(/,$/);
    expect(startOf("数".repeat(5_000))).toEqual({ text: "数".repeat(2_000), cut: "between" });
  });

  test("ends within what has no end, and says so", () => {
    expect(startOf("x".repeat(5_000))).toEqual({ text: "x".repeat(2_000), cut: "within" });
  });

  test("is the beginning of the text, in whole characters, of which half at least is kept", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", " ", "\n", ",", "}", '"', "数", "😀", "&", "x".repeat(700)), {
          minLength: 1,
          maxLength: 9_000,
        }),
        (parts) => {
          const whole = parts.join("");
          const { text, cut } = startOf(whole);
          expect(whole.startsWith(text)).toBe(true);
          expect(text).not.toMatch(/\p{Surrogate}/u);
          expect(text.length).toBeGreaterThanOrEqual(Math.min(whole.length, 1_000));
          expect(text.length).toBeLessThanOrEqual(4_000);
          expect(cut === "nowhere").toBe(text === whole);
        },
      ),
      runs(60),
    );
  });
});
