import { describe, expect, test } from "vitest";
import { joined } from "../../../src/engine/correlation/join.ts";
import type { Symptom } from "../../../src/engine/correlation/symptom.ts";

const symptom = (party: string, from: number, to: number, weight = 10): Symptom => ({
  ...{ party, service: party, host: "", kind: undefined, from, to, weight, count: 10, local: 0.5 },
  ...{ accused: new Map(), unresolved: false, pool: false },
});
const parties = (symptoms: readonly Symptom[]): string[][] =>
  joined(symptoms).map((group) => group.map(({ party }) => party));

describe("symptoms", () => {
  test("that overlap or follow each other closely are of one incident", () => {
    expect(parties([symptom("db", 0, 300), symptom("api", 10, 300), symptom("edge", 400, 500)])).toEqual([
      ["db", "api", "edge"],
    ]);
  });

  test("of the same party belong together over a longer pause than others", () => {
    expect(parties([symptom("db", 0, 100), symptom("db", 900, 1_000)])).toEqual([["db", "db"]]);
    expect(parties([symptom("db", 0, 100), symptom("api", 900, 1_000)])).toEqual([["db"], ["api"]]);
  });

  test("that are few and slight are no incident", () => {
    expect(parties([symptom("db", 0, 0, 4), symptom("db", 1_000, 1_000, 4)])).toEqual([]);
  });

  test("of every day before the outage are no part of it", () => {
    const slight = [symptom("cron", 0, 0, 2), symptom("cron", 150, 150, 2)];
    expect(parties([...slight, symptom("db", 320, 600, 30), symptom("api", 325, 600, 30)])).toEqual([
      ["db", "api"],
    ]);
  });
});
