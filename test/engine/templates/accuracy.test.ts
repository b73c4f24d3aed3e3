import { describe, expect, test } from "vitest";
import { accuracyOf, type Labelled } from "../../../src/engine/templates/accuracy.ts";
import { assessTemplates } from "../../../src/engine/templates/self-assessment.ts";

const labelled = (...pairs: [string, string][]): Labelled[] =>
  pairs.map(([group, template]) => ({ group, template }));

describe("accuracy against truth", () => {
  test("is 1 throughout when groups and texts are the same, whatever the groups are called", () => {
    const truth = labelled(["E1", "a <*>"], ["E1", "a <*>"], ["E2", "b"]);
    const found = labelled(["x", "a <*>"], ["x", "a <*>"], ["y", "b"]);
    expect(accuracyOf(found, truth)).toEqual({
      groupingAccuracy: 1,
      parsingAccuracy: 1,
      groupF1: 1,
      templateF1: 1,
    });
  });

  test("counts no line of a group that was split", () => {
    const truth = labelled(["E1", "a <*>"], ["E1", "a <*>"], ["E1", "a <*>"], ["E2", "b"]);
    const found = labelled(["x", "a <*>"], ["x", "a <*>"], ["z", "a c"], ["y", "b"]);
    const accuracy = accuracyOf(found, truth);
    expect(accuracy.groupingAccuracy).toBe(1 / 4);
    expect(accuracy.parsingAccuracy).toBe(3 / 4);
    // One of three found and two true groups is exact.
    expect(accuracy.groupF1).toBe(2 / 5);
    // "a <*>" and "b" are exact, "a c" is not, of two true ones.
    expect(accuracy.templateF1).toBe(4 / 5);
  });

  test("counts no line of groups that were merged", () => {
    const truth = labelled(["E1", "a up"], ["E2", "a down"], ["E3", "b"]);
    const found = labelled(["x", "a <*>"], ["x", "a <*>"], ["y", "b"]);
    const accuracy = accuracyOf(found, truth);
    expect(accuracy.groupingAccuracy).toBe(1 / 3);
    expect(accuracy.parsingAccuracy).toBe(1 / 3);
    expect(accuracy.groupF1).toBe(2 / 5);
    expect(accuracy.templateF1).toBe(2 / 5);
  });

  test("does not count a true text that also stands for lines of another template", () => {
    const truth = labelled(["E1", "a <*>"], ["E2", "a b"]);
    const found = labelled(["x", "a <*>"], ["x", "a <*>"]);
    expect(accuracyOf(found, truth).templateF1).toBe(0);
  });

  test("refuses truth for another number of lines", () => {
    expect(() => accuracyOf(labelled(["x", "a"]), [])).toThrow(RangeError);
  });

  test("is 1 for no lines", () => {
    expect(accuracyOf([], []).groupingAccuracy).toBe(1);
  });
});

describe("assessment without truth", () => {
  test("finds lines of one kind stable, pure and soon known", () => {
    const lines = Array.from({ length: 100 }, (_, at) => `job ${at} done in ${at * 3} ms`);
    const { stability, purity, growth } = assessTemplates(lines);
    expect(stability).toBe(1);
    expect(purity).toBe(1);
    expect(growth).toHaveLength(10);
    expect(growth.at(0)).toEqual({ lines: 10, templates: 1 });
    expect(growth.at(-1)).toEqual({ lines: 100, templates: 1 });
  });

  test("shows growth where each line is of a new kind", () => {
    const lines = Array.from({ length: 20 }, (_, at) => `${"abcdefghijklmnopqrst"[at]}x`.repeat(at + 1));
    expect(assessTemplates(lines).growth.at(-1)).toEqual({ lines: 20, templates: 20 });
  });

  test("takes no lines for well known", () => {
    expect(assessTemplates([])).toEqual({ stability: 1, purity: 1, growth: [] });
  });
});
