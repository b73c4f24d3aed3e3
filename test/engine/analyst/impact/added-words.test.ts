import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { assess } from "../../../../src/engine/analyst/assess.ts";
import { Reading } from "../../../../src/engine/reading/reading.ts";
import { fc, runs } from "../../../support/fast-check.ts";
import { examples } from "../rules/rule-examples.ts";

const severityOf = (text: string) => assess(new Reading(text)).severity;

/** Lines without a structure that only what they say is hit, or their level, makes P0 to P2. */
const lines = readFileSync("test/fixtures/impact-lines.jsonl", "utf8")
  .trimEnd()
  .split("\n")
  .map((row) => (JSON.parse(row) as { line: string }).line)
  .filter((line) => !/^\s*[{<]|\n|\w=/.test(line))
  .filter((line) => {
    const { rule, severity } = assess(new Reading(line));
    return severity <= "P2" && /^impact-|^level-fatal$/.test(rule);
  });
/** Words of known failures. An object or pairs would make another kind of line of it. */
const words = Object.values(examples)
  .map(({ decides }) => decides)
  .filter((text) => !/^[{<[]|\n|\w=|" \d{3} /.test(text));

describe("words of a known failure, added to a line that is grave by what it says", () => {
  test("make it no milder, however mild that failure is", () => {
    expect(lines.length).toBeGreaterThan(150);
    expect(words.length).toBeGreaterThan(350);
    fc.assert(
      fc.property(
        fc.constantFrom(...lines),
        fc.constantFrom(", ", "; ", "\n", " - ", ' ua="'),
        fc.constantFrom(...words),
        (line, joint, added) => {
          const [alone, longer] = [severityOf(line), severityOf(`${line}${joint}${added}`)];
          expect(longer <= alone, `${alone} to ${longer}: ${line}${joint}${added}`).toBe(true);
        },
      ),
      runs(1_500),
    );
  });
});
