import { describe, expect, test } from "vitest";
import { TemplateMiner } from "../../../src/engine/templates/template-miner.ts";
import { UnitReader } from "../../../src/engine/templates/unit-key.ts";
import { otherUnit, sameUnit } from "./unit-pairs.ts";

function keysOf(...lines: string[]): string[] {
  const reader = new UnitReader(new TemplateMiner());
  const readings = lines.map((line) => reader.read(line));
  return readings.map((reading) => reader.unitOf(reading).key);
}

describe("lines of one unit", () => {
  test.each(sameUnit)("%s: %s | %s", (_system, one, other) => {
    const [first, second] = keysOf(one, other);
    expect(second).toBe(first);
  });
});

describe("lines of two units", () => {
  test.each(otherUnit)("%s: %s | %s", (_system, one, other) => {
    const [first, second] = keysOf(one, other);
    expect(second).not.toBe(first);
  });
});
