import { describe, expect, test } from "vitest";
import { PatternError, readCustomMask } from "../../../src/engine/masking/custom-mask.ts";
import { Masker } from "../../../src/engine/masking/masker.ts";

const masked = (pattern: string, text: string, kind = "BADGE") =>
  new Masker({ own: [readCustomMask("badge", pattern, kind)] }).redact(text);

describe("a custom mask", () => {
  test("masks all that it matches, or its first group", () => {
    expect(masked("emp-\\d+", "badge emp-12 and emp-34")).toBe("badge <BADGE> and <BADGE>");
    expect(masked("badge=(\\w+)", "badge=x1 door=2")).toBe("badge=<BADGE> door=2");
  });

  test("goes before the built-in ones, and its kind is a placeholder like theirs", () => {
    expect(masked("\\w+@corp\\.example", "to jane@corp.example")).toBe("to <BADGE>");
    expect(masked("emp-\\d+", "badge <BADGE> <BADGE:1>")).toBe("badge <~BADGE> <~BADGE:1>");
  });

  test("leaves alone what was masked before it", () => {
    expect(masked("[A-Z]+", "jane@example.com at <EMAIL:1>", "WORD")).toBe("<EMAIL> at <~EMAIL:1>");
  });

  test("changes the masking version with its pattern and its kind", () => {
    const version = (pattern: string, kind: string) =>
      new Masker({ own: [readCustomMask("x", pattern, kind)] }).version;
    const versions = [new Masker().version, version("a+b", "AB"), version("a+c", "AB"), version("a+b", "AC")];
    expect(new Set(versions).size).toBe(4);
    expect(version("a+b", "AB")).toBe(versions[1]);
  });

  test.each([
    ["(abc", "missing closing )", 1],
    ["ab[z-a]", "invalid character class range", 4],
    ["x(?=y)", "invalid or unsupported Perl syntax", 2],
    ["(a)\\1", "invalid escape sequence", 4],
    ["日本a**", "invalid nested repetition operator", 4],
    ["a*", "it matches the empty text, and so everywhere", undefined],
    ["x".repeat(1_001), "it is longer than 1000 characters", undefined],
  ])("%s is refused with the place", (pattern, what, column) => {
    let refused: unknown;
    try {
      readCustomMask("x", pattern, "X1");
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(PatternError);
    expect(refused).toMatchObject({ message: what, column });
  });

  test("takes time in proportion to the text where backtracking takes for ever", () => {
    expect(masked("^(a+)+$", `${"a".repeat(20_000)}!`)).toHaveLength(20_001);
    expect(masked("(x+x+)+y", "x".repeat(20_000))).toHaveLength(20_000);
  });
});
