import { describe, expect, test } from "vitest";
import { readValueWords } from "../../../src/engine/templates/value-words.ts";

/** The text's values stand between ‹ and ›. */
function wordsOf(marked: string, scanned = 8_000): number {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = "";
  for (const character of marked) {
    if (character === "‹") starts.push(text.length);
    else if (character === "›") ends.push(text.length);
    else text += character;
  }
  return readValueWords(text, { starts, ends, isText: [], count: starts.length }, scanned).hash;
}

describe("the words within values", () => {
  test.each([
    ["other words", "user=‹carol›", "user=‹OutOfMemoryError›"],
    ["a word more", "path ‹/pay/done›", "path ‹/pay/done/panic›"],
    ["words in another order", "‹connection› ‹refused›", "‹refused› ‹connection›"],
    ["a word of hexadecimal letters and others", "‹dead›", "‹deadlock›"],
  ])("tell texts apart: %s", (_, one, other) => {
    expect(wordsOf(one)).not.toBe(wordsOf(other));
  });

  test.each([
    ["numbers", "took ‹12› ms", "took ‹977› ms"],
    ["identifiers", "trace ‹4bf92f3577b34da6› ok", "trace ‹00f067aa0ba902b7› ok"],
    ["hexadecimal words", "id ‹dead-beef›", "id ‹cafe-abad›"],
    ["numbers beside a word", "‹job-17›", "‹job-18›"],
    ["upper case", "‹REFUSED›", "‹refused›"],
    ["what stands outside them", "carol ‹7›", "OutOfMemoryError ‹7›"],
    ["nothing", "a line", "another line"],
  ])("and nothing else does: %s", (_, one, other) => {
    expect(wordsOf(one)).toBe(wordsOf(other));
  });

  test("say no outcome where a person typed them", () => {
    const value = { starts: [0], ends: [14], count: 1 };
    expect(readValueWords("payment failed", { ...value, isText: [1] }, 8_000).outcomes).toBe("");
    expect(readValueWords("payment failed", { ...value, isText: [0] }, 8_000).outcomes).toBe(
      " outcome=failed",
    );
  });

  test("are looked for behind what was scanned as well", () => {
    expect(wordsOf("a line and more", 6)).not.toBe(wordsOf("a line and panic", 6));
    expect(wordsOf("a line", 6)).toBe(0);
  });
});
