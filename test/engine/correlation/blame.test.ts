import { describe, expect, test } from "vitest";
import type { Surroundings } from "../../../src/engine/correlation/accused.ts";
import { suspectsOf } from "../../../src/engine/correlation/blame.ts";
import type { QuietSpell } from "../../../src/engine/correlation/quiet-spells.ts";
import type { Symptom } from "../../../src/engine/correlation/symptom.ts";

const symptom = (party: string, more: Partial<Symptom> = {}): Symptom => ({
  ...{ party, service: party, host: "", kind: undefined, from: 100, to: 400, count: 20, weight: 10 },
  ...{ local: 0.1, accused: new Map(), unresolved: false, pool: false, ...more },
});
const around = (...services: readonly string[]): Surroundings => ({
  ...{
    services: new Set(services),
    hosts: new Set(),
    needs: new Map(),
    requests: new Map(),
    novel: new Map(),
    fallen: new Map(),
  },
});
const accusing = (...names: readonly string[]) => new Map(names.map((name) => [name, 0.8]));
const first = (symptoms: readonly Symptom[], silent: ReadonlyMap<string, QuietSpell> = new Map()): string =>
  suspectsOf(symptoms, silent, around("coredns"))[0]?.name ?? "";

describe("the blame", () => {
  test("goes along a chain of accusations to its end", () => {
    expect(
      first([
        symptom("gateway", { accused: accusing("orders"), from: 104, weight: 30 }),
        symptom("orders", { accused: accusing("orders-db"), from: 102, weight: 20 }),
        symptom("orders-db", { local: 0.9 }),
      ]),
    ).toBe("orders-db");
  });

  test("goes to somebody who writes nothing, if others name it", () => {
    expect(
      first([
        symptom("gateway", { accused: accusing("stock") }),
        symptom("orders", { accused: accusing("stock") }),
      ]),
    ).toBe("stock");
  });

  test("stays with a fault of one's own that was there first", () => {
    expect(
      first([
        symptom("payments", { local: 0.9, accused: accusing("gateway") }),
        symptom("gateway", { accused: accusing("payments"), from: 130, weight: 40 }),
      ]),
    ).toBe("payments");
  });

  test("goes to the resolver where several names could not be resolved", () => {
    expect(
      first([
        symptom("orders", { accused: accusing("orders-db"), unresolved: true }),
        symptom("gateway", { accused: accusing("orders"), unresolved: true }),
      ]),
    ).toBe("coredns");
  });

  test("goes to the name itself where only that one could not be resolved", () => {
    expect(first([symptom("orders", { accused: accusing("orders-db"), unresolved: true })])).toBe(
      "orders-db",
    );
  });

  test("goes to somebody who fell silent as others began to wait", () => {
    const silent = new Map([["stock", { from: 98, to: undefined, missing: 200 }]]);
    expect(first([symptom("gateway"), symptom("orders")], silent)).toBe("stock");
  });

  test("adds up to one, and is the same whatever order the symptoms come in", () => {
    const symptoms = [
      symptom("gateway", { accused: accusing("orders", "stock"), weight: 30 }),
      symptom("orders", { accused: accusing("orders-db"), from: 102 }),
      symptom("orders-db", { local: 0.9 }),
    ];
    const one = suspectsOf(symptoms, new Map(), around());
    expect(one.reduce((sum, { blame }) => sum + blame, 0)).toBeCloseTo(1, 6);
    expect(suspectsOf(symptoms.toReversed(), new Map(), around()).map(({ name }) => name)).toEqual(
      one.map(({ name }) => name),
    );
  });

  test("goes to whom somebody needs, where it names nobody and others accuse that one", () => {
    const needs = new Map([["front", new Map([["stock", 1]])]]);
    const symptoms = [
      symptom("front", { weight: 40 }),
      symptom("orders", { accused: accusing("stock"), weight: 2 }),
    ];
    const [suspect] = suspectsOf(symptoms, new Map(), { ...around(), needs });
    expect(suspect?.name).toBe("stock");
  });

  test("goes to who failed before in the same requests, and to who was missed in them", () => {
    const requests = new Map([
      ["front", { count: 9, first: 0, after: new Map([["quote", 1]]), missed: new Map() }],
      ["quote", { count: 9, first: 1, after: new Map(), missed: new Map([["tariff", 0.9]]) }],
    ]);
    const [suspect] = suspectsOf([symptom("front"), symptom("quote")], new Map(), { ...around(), requests });
    expect(suspect?.name).toBe("tariff");
  });

  test("stays with a pool that ran empty first, and leaves one that did after others were slow", () => {
    const waiting = symptom("orders", { from: 130, accused: accusing("stock") });
    const pool = { local: 0.9, pool: true, weight: 20 };
    expect(first([waiting, symptom("orders", { ...pool, from: 100 })])).toBe("orders");
    expect(first([waiting, symptom("orders", { ...pool, from: 160 })])).toBe("stock");
  });

  test("goes to who slowed down most of those who did", () => {
    expect(
      first([symptom("front", { slower: 12, local: 0.35 }), symptom("stock", { slower: 80, local: 0.35 })]),
    ).toBe("stock");
  });

  test("leaves what came long after and has to do with nobody", () => {
    expect(
      first([symptom("orders", { local: 0.9 }), symptom("cron", { from: 900, local: 0.9, weight: 40 })]),
    ).toBe("orders");
  });
});
