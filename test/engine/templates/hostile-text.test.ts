import { describe, expect, test } from "vitest";
import { parametersOf } from "../../../src/engine/templates/parameters.ts";
import { TemplateMiner } from "../../../src/engine/templates/template-miner.ts";
import { UnitReader } from "../../../src/engine/templates/unit-key.ts";

const million = 1_000_000;

describe("hostile text", () => {
  test.each<[string, string]>([
    ["one word", "a".repeat(million)],
    ["digits", "1".repeat(million)],
    ["hexadecimal digits", "f".repeat(million)],
    ["spaces", " ".repeat(million)],
    ["dots", ".".repeat(million)],
    ["quotes", '"'.repeat(million)],
    ["apostrophes between letters", "a'".repeat(million / 2)],
    ["brackets, deeply nested", "[{(<".repeat(million / 4)],
    ["brackets with nothing in them", " ()".repeat(million / 3)],
    ["colons between digits", "1:".repeat(million / 2)],
    ["signs of equality", "a=".repeat(million / 2)],
    ["slashes", "/".repeat(million)],
    ["backslashes behind a drive", "C:\\".repeat(million / 3)],
    ["characters of no width", "a\u200b\u2060".repeat(million / 3)],
    ["halves of characters", "\ud83d".repeat(million)],
    ["wildcards", "<*> ".repeat(million / 4)],
    ["our own marks", "\u0001\u0002".repeat(million / 2)],
    ["a million tokens", Array.from({ length: million / 8 }, (_, at) => `w${at.toString(36)}`).join(" ")],
    ["letters with commas", "a,".repeat(million / 2)],
    ["stars", "* ".repeat(million / 2)],
    ["months", "Dec 1 ".repeat(million / 6)],
  ])("a megabyte of %s is one line like another", (_name, text) => {
    const miner = new TemplateMiner();
    const reader = new UnitReader(miner);
    const unit = reader.unitOf(reader.read(text));
    expect(reader.unitOf(reader.read(text)).key).toBe(unit.key);
    expect(unit.template.text.length).toBeLessThan(40_000);
    expect(parametersOf(text, unit.template)).toBeDefined();
  });

  test("templates are kept up to a bound, those met last", () => {
    const miner = new TemplateMiner({ mostTemplates: 100 });
    miner.learn("the one that is met again");
    for (let at = 0; at < 2_000; at++) {
      miner.learn(`${letters(at)}x of ${letters(at * 7)}y and ${letters(at * 3)}z`);
      if (at % 20 === 0) expect(miner.learn("the one that is met again").isNew).toBe(false);
    }
    expect(miner.size).toBeLessThanOrEqual(100);
    expect(miner.snapshot().templates.length).toBeLessThanOrEqual(100);
  });

  test("what is remembered of shapes is bounded as well", () => {
    const miner = new TemplateMiner({ mostTemplates: 50, mostShapes: 20 });
    for (let at = 0; at < 500; at++) miner.learn(`name ${letters(at)} from a`);
    const [template] = miner.templates();
    expect(miner.size).toBe(1);
    expect(template?.count).toBe(500);
  });
});

function letters(number: number): string {
  let text = "";
  for (let rest = number; ; rest = Math.floor(rest / 26)) {
    text += String.fromCharCode(97 + (rest % 26));
    if (rest < 26) return text;
  }
}
