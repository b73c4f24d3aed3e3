import { describe, expect, test } from "vitest";
import { findSensitive } from "../../../src/engine/masking/masking.ts";
import { heldOutLines, type LabelledLine, labelledLines, writtenLines } from "./labelled-lines.ts";

/** A value is found when all its characters are masked; one that is left in part is lost. */
function lostValues({ text, values }: LabelledLine): LabelledLine["values"] {
  const found = findSensitive(text);
  return values.filter(({ start, end }) => {
    let at = start;
    for (const span of found) if (span.start <= at && span.end > at) at = span.end;
    return at < end;
  });
}

/** Tokens between white space without a labelled character, and those of them that were touched. */
function cleanTokens({ text, values }: LabelledLine): { clean: number; touched: string[] } {
  const found = findSensitive(text);
  const tokens = [...text.matchAll(/\S+/g)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter((token) => !values.some((value) => value.start < token.end && value.end > token.start));
  const touched = tokens
    .filter((token) => found.some((span) => span.start < token.end && span.end > token.start))
    .map(({ start, end }) => text.slice(start, end));
  return { clean: tokens.length, touched };
}

const all = labelledLines.flatMap((line) => line.values.map((value) => ({ line, value })));
const lost = labelledLines.flatMap((line) => lostValues(line).map((value) => ({ line, value })));
const shown = ({ line, value }: (typeof lost)[number]) =>
  `${value.kind} in a line of ${line.system}: ${line.text.slice(Math.max(0, value.start - 30), value.start)}`;

describe("on lines with labels", () => {
  test("at least 98 of 100 secrets and values with a form are found whole", () => {
    const structured = ({ value }: (typeof all)[number]) => value.kind !== "USER";
    const missed = lost.filter(structured);
    expect(missed.length, missed.map(shown).join("\n")).toBeLessThanOrEqual(
      all.filter(structured).length * 0.02,
    );
  });

  test("at least 98 of 100 names behind keys and in known sentences are found", () => {
    const names = all.filter(({ value }) => value.kind === "USER");
    const missed = lost.filter(({ value }) => value.kind === "USER");
    expect(missed.length, missed.map(shown).join("\n")).toBeLessThanOrEqual(names.length * 0.02);
  });

  test("at most 1 of 1,000 clean tokens is touched", () => {
    const counted = labelledLines.map(cleanTokens);
    const clean = counted.reduce((sum, line) => sum + line.clean, 0);
    const touched = counted.flatMap((line) => line.touched);
    expect(clean).toBeGreaterThan(12_000);
    expect(touched.length, touched.join("\n")).toBeLessThanOrEqual(clean / 1_000);
  });

  test("what is found is of the kind that the label says", () => {
    const other = labelledLines.flatMap((line) => {
      const found = findSensitive(line.text);
      return line.values.flatMap((value) => {
        const span = found.find(({ start, end }) => start <= value.start && end >= value.end);
        return span === undefined || span.kind === value.kind ? [] : [`${value.kind} as ${span.kind}`];
      });
    });
    expect(other).toEqual([]);
  });

  test("of the lines written afterwards alone, 98 of 100 secrets and values with a form are found whole", () => {
    const structured = (values: LabelledLine["values"]) =>
      values.filter(({ kind }) => kind !== "USER").length;
    const written = heldOutLines.reduce((sum, { values }) => sum + structured(values), 0);
    const missed = heldOutLines.reduce((sum, line) => sum + structured(lostValues(line)), 0);
    expect(written).toBeGreaterThan(80);
    expect(missed).toBeLessThanOrEqual(written * 0.02);
  });

  test("there are 1,000 lines from 15 kinds of systems, and about half of them are clean", () => {
    expect(writtenLines.length).toBeGreaterThanOrEqual(1_000);
    expect(new Set(writtenLines.map(({ text }) => text)).size).toBe(writtenLines.length);
    expect(new Set(writtenLines.map(({ system }) => system)).size).toBeGreaterThanOrEqual(15);
    const clean = writtenLines.filter(({ values }) => values.length === 0).length / writtenLines.length;
    expect(clean).toBeGreaterThan(0.4);
    expect(clean).toBeLessThan(0.6);
  });
});
