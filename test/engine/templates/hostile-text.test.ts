import { describe, expect, test } from "vitest";
import { Reading } from "../../../src/engine/reading/reading.ts";
import { parameterReader } from "../../../src/engine/templates/parameters.ts";
import { TemplateMiner } from "../../../src/engine/templates/template-miner.ts";
import { UnitReader } from "../../../src/engine/templates/unit-key.ts";
import { isFull } from "../../support/full-run.ts";

/** A tenth of a megabyte; the whole of it under TESTS=full. */
const most = isFull ? 1_000_000 : 100_000;

describe("hostile text", () => {
  test.each<[string, string]>([
    ["one word", "a".repeat(most)],
    ["digits", "1".repeat(most)],
    ["hexadecimal digits", "f".repeat(most)],
    ["spaces", " ".repeat(most)],
    ["dots", ".".repeat(most)],
    ["quotes", '"'.repeat(most)],
    ["apostrophes between letters", "a'".repeat(most / 2)],
    ["quotes that open and never close", "„a «b “c ".repeat(most / 9)],
    ["quotes within quotes", '\\"a \\\\\\"b '.repeat(most / 9)],
    ["free texts", "a: 'b c' ".repeat(most / 9)],
    ["brackets, deeply nested", "[{(<".repeat(most / 4)],
    ["brackets with nothing in them", " ()".repeat(most / 3)],
    ["colons between digits", "1:".repeat(most / 2)],
    ["signs of equality", "a=".repeat(most / 2)],
    ["slashes", "/".repeat(most)],
    ["backslashes behind a drive", "C:\\".repeat(most / 3)],
    ["characters of no width", "a\u200b\u2060".repeat(most / 3)],
    ["halves of characters", "\ud83d".repeat(most)],
    ["wildcards", "<*> ".repeat(most / 4)],
    ["our own marks", "\u0001\u0002".repeat(most / 2)],
    ["a most tokens", Array.from({ length: most / 8 }, (_, at) => `w${at.toString(36)}`).join(" ")],
    ["letters with commas", "a,".repeat(most / 2)],
    ["stars", "* ".repeat(most / 2)],
    ["objects that never end", " a=B{c".repeat(most / 6)],
    ["parentheses with values", "sent (1 x) ".repeat(most / 11)],
    ["rows of names", "ab, ".repeat(most / 4)],
    ["keys with quotes that never close", ' key="a'.repeat(most / 7)],
    ["months", "Dec 1 ".repeat(most / 6)],
  ])("a lot of %s is one line like another", (_name, text) => {
    const miner = new TemplateMiner();
    const reader = new UnitReader(miner);
    const unit = reader.unitOf(reader.read(new Reading(text)));
    expect(reader.unitOf(reader.read(new Reading(text))).key).toBe(unit.key);
    expect(unit.template.text.length).toBeLessThan(40_000);
    expect(parameterReader(unit.template)(text)).toBeDefined();
  });

  test("the forms of a template are bounded", () => {
    const miner = new TemplateMiner();
    for (let at = 0; at < 1_000; at++) {
      const parts = Array.from({ length: 10 }, (_, bit) =>
        (at >> bit) & 1 ? `w${letters(bit)} 5 (6 x)` : `w${letters(bit)} 5`,
      );
      miner.learn(parts.join(" "));
    }
    const forms = miner.templates().map((template) => template.forms.length);
    expect(Math.max(...forms)).toBeLessThanOrEqual(128);
    expect(forms.reduce((sum, count) => sum + count, 0)).toBe(1_000);
  });

  test("the least recently used templates are evicted at the bound", () => {
    const miner = new TemplateMiner({ mostTemplates: 100 });
    miner.learn("the one that is met again");
    for (let at = 0; at < 2_000; at++) {
      miner.learn(`${letters(at)}x of ${letters(at * 7)}y and ${letters(at * 3)}z`);
      if (at % 20 === 0) expect(miner.learn("the one that is met again").isNew).toBe(false);
    }
    expect(miner.size).toBeLessThanOrEqual(100);
    expect(miner.snapshot().templates.length).toBeLessThanOrEqual(100);
  });

  test("the memory for shapes is bounded", () => {
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
