import { describe, expect, test } from "vitest";
import { forerunnersOf, joined } from "../../../src/engine/correlation/join.ts";
import type { Kind } from "../../../src/engine/correlation/kind.ts";
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

  test("that lead up to an incident are slight signs of its origin, or name it", () => {
    const unit = { assessment: { rule: "level-warning", severity: "P4" } } as unknown as Kind["unit"];
    const slight = (party: string, from: number, accused: readonly string[] = []): Symptom => ({
      ...{ ...symptom(party, from, 1_000), accused: new Map(accused.map((name) => [name, 0.8])) },
      kind: { unit, severity: "P4" } as unknown as Kind,
    });
    const group = [symptom("search", 900, 1_200)];
    const signs = [slight("search", 500), slight("site", 700, ["search"]), slight("cron", 800)];
    expect(forerunnersOf(group, [...group, ...signs], "search").map(({ from }) => from)).toEqual([700, 500]);
    expect(forerunnersOf(group, [slight("search", -100)], "search")).toEqual([]);
  });
});
