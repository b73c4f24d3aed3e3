import { describe, expect, test } from "vitest";
import { optionalPartsOf } from "../../../src/engine/templates/optional-parts.ts";
import { ShapeScanner } from "../../../src/engine/templates/shape-scanner.ts";
import { tokensOf } from "../../../src/engine/templates/shape-tokens.ts";
import { valueMark } from "../../../src/engine/templates/shape-writer.ts";
import { type Stem, stemOf } from "../../../src/engine/templates/stem.ts";

function formOf(text: string): readonly string[] {
  const scanner = new ShapeScanner();
  scanner.scan(text);
  return tokensOf(String.fromCharCode(...scanner.codes.subarray(0, scanner.length))).tokens;
}

function stemOfText(text: string): Stem {
  return stemOf(formOf(text));
}

function shown(text: string): string {
  return stemOfText(text).tokens.join(" ").replaceAll(valueMark, "V");
}

describe("the stem of a form", () => {
  test.each([
    ["values in parentheses", "sent 12 bytes (1.2 KB), done", "sent V byte done"],
    ["values in parentheses that a preposition calls for", "stands at (1, 2) today", "stand at V today"],
    ["a row of values", "fans 12 13 14 turning", "fans V turning"],
    ["a list with and", "boots 1-2 and 3-4 soon", "boot V soon"],
    ["units of measure", "took 5 ms here", "took V here"],
    ["punctuation about values", "from [12] to <13>;", "from V to V"],
    ["dashes beside values", "INFO [12 - -] seen", "INFO V seen"],
  ])("leaves out %s", (_name, text, stem) => {
    expect(shown(text)).toBe(stem);
  });

  test.each([
    ["a state in parentheses", "disk 5 (failed) seen", "disk V (failed) seen"],
    ["a level in brackets", "2026-11-30 10:00:00 [error] disk 5", "V [error] disk V"],
    ["a word in parentheses", "disk 5 (spare) seen", "disk V (spare) seen"],
  ])("keeps %s", (_name, text, stem) => {
    expect(shown(text)).toBe(stem);
  });

  test("is the form itself where no words are left", () => {
    expect(shown("1 - 2 (3)")).toBe("V  -  V  (V)");
  });

  test("knows the place of each token in the form", () => {
    expect(stemOfText("sent 12 bytes (1.2 KB) from 192.0.2.1").places).toEqual([0, 1, 2, 4, 5]);
  });
});

describe("the parts of a stem that may be missing", () => {
  const partsOf = (text: string) =>
    optionalPartsOf(stemOfText(text), formOf(text)).map(({ tokens, at, end }) =>
      tokens.slice(at, end).join(" ").replaceAll(valueMark, "V"),
    );

  test("are parentheses, what stands behind prepositions and keys, and words beside values", () => {
    expect(partsOf("fetched it (from mirror) today")).toContain("(from mirror)");
    expect(partsOf("the scene sets lights by rule 5")).toContain("by rule");
    expect(partsOf("charge shop card voucher=5")).toEqual(["voucher=V"]);
    expect(partsOf("usb 5 joins the hub")).toContain("usb");
  });

  test("hold no word of state, and leave enough words", () => {
    expect(partsOf("fetched it (failed) today")).toEqual([]);
    expect(partsOf("job (spare)")).toEqual([]);
  });
});
