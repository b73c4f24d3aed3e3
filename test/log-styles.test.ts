import { describe, expect, test } from "vitest";
import { accuracyOf } from "../src/engine/templates/accuracy.ts";
import { drain3Scores, mostForDrain3, styledLogs } from "./support/log-styles/all-styles.ts";

const logs = styledLogs();

describe("the log styles", () => {
  test("have at least 24 logs on which Drain3 groups at most three quarters of the lines", () => {
    const scores = new Map<string, number>(Object.entries(drain3Scores));
    expect([...scores.keys()].sort()).toEqual(logs.map(({ name }) => name).sort());
    expect([...scores.values()].filter((score) => score <= mostForDrain3).length).toBeGreaterThanOrEqual(24);
  });

  test("keep a third aside that only reports", () => {
    const aside = logs.filter(({ use }) => use === "report").length;
    expect(aside).toBe(Math.floor(logs.length / 3));
  });

  test("have the same lines each time", () => {
    expect(styledLogs()).toEqual(logs);
  });

  test.each(logs)("$name: a few templates make most lines, and each line fits its template", ({ lines }) => {
    expect(lines.length).toBeGreaterThanOrEqual(300);
    expect(lines.length).toBeLessThanOrEqual(2_000);
    const sizes = new Map<string, number>();
    for (const { group, template, message } of lines) {
      sizes.set(group, (sizes.get(group) ?? 0) + 1);
      const constants = template.split("<*>");
      expect(message.startsWith(constants[0] ?? ""), message).toBe(true);
      expect(message.endsWith(constants.at(-1) ?? ""), message).toBe(true);
    }
    const most = [...sizes.values()].sort((one, other) => other - one).slice(0, 8);
    expect(most.reduce((sum, size) => sum + size, 0) / lines.length).toBeGreaterThan(0.75);
    expect(accuracyOf(lines, lines).groupingAccuracy).toBe(1);
  });
});
