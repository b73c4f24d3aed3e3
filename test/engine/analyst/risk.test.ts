import { describe, expect, test } from "vitest";
import { type RiskFactors, readCriticality, readScore, riskOf } from "../../../src/engine/analyst/risk.ts";
import { severities } from "../../../src/engine/verdict.ts";
import { fc } from "../../support/fast-check.ts";

const plain: RiskFactors = {
  severity: "P4",
  novel: false,
  count: 10,
  events: 1_000,
  signals: { score: -1, criticality: 0 },
  highestScore: 0,
};

const factors: fc.Arbitrary<RiskFactors> = fc
  .record({
    severity: fc.constantFrom(...severities),
    novel: fc.boolean(),
    count: fc.nat({ max: 1_000 }),
    more: fc.nat({ max: 1_000_000 }),
    score: fc.double({ min: -1, max: 100, noNaN: true }),
    criticality: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ severity, novel, count, more, score, criticality }) => ({
    ...{ severity, novel, count, events: count + more, signals: { score, criticality } },
    highestScore: Math.max(0, score),
  }));

test("the risk is from 0 to 1", () => {
  fc.assert(
    fc.property(factors, (any) => {
      expect(riskOf(any)).toBeGreaterThanOrEqual(0);
      expect(riskOf(any)).toBeLessThanOrEqual(1);
    }),
  );
});

test("once and thrice are much the same, and a hundred times among ten thousand is not rare", () => {
  const rarityOf = (count: number) => {
    const all = { ...plain, events: 9_999 };
    // What the number of events adds by itself is left out.
    const byCount = (0.02 * Math.log(1 + count)) / Math.log(1e6);
    return riskOf({ ...all, count }) - riskOf({ ...all, count: 0, events: 0 }) - byCount;
  };
  expect(rarityOf(0)).toBeCloseTo(0.2, 10);
  expect(rarityOf(99)).toBeCloseTo(0.2 / 4, 10);
  expect(rarityOf(9_999)).toBeCloseTo(0, 10);
});

describe("the risk grows", () => {
  const grows = (change: (any: RiskFactors) => RiskFactors | undefined): void => {
    fc.assert(
      fc.property(factors, (any) => {
        const changed = change(any);
        if (changed !== undefined) expect(riskOf(changed)).toBeGreaterThan(riskOf(any));
      }),
    );
  };

  test("with the severity of the words", () => {
    grows((any) => {
      const worse = severities[severities.indexOf(any.severity) - 1];
      return worse === undefined ? undefined : { ...any, severity: worse };
    });
  });

  test("where the template was never seen in earlier runs", () => {
    grows((any) => (any.novel ? undefined : { ...any, novel: true }));
  });

  test("with the event's own score", () => {
    grows((any) =>
      any.highestScore < 1 || any.signals.score > 99
        ? undefined
        : {
            ...any,
            signals: { ...any.signals, score: Math.max(0, any.signals.score) + 1 },
            highestScore: 100,
          },
    );
  });

  test("with the criticality of where it happened", () => {
    grows((any) =>
      any.signals.criticality > 0.9 ? undefined : { ...any, signals: { ...any.signals, criticality: 1 } },
    );
  });

  test("with the events around it that are none of its template", () => {
    grows((any) => (any.count === 0 ? undefined : { ...any, events: any.events * 2 + 2 }));
  });
});

describe("what outweighs what", () => {
  test("a known outage comes before whatever is merely odd", () => {
    const odd = { ...plain, severity: "P5", novel: true, count: 1, events: 1e6 } as const;
    expect(riskOf({ ...plain, severity: "P0", count: 1_000 })).toBeGreaterThan(riskOf(odd));
  });

  test("a new and rare calm line comes before a warning that is there all the time", () => {
    const odd = { ...plain, severity: "P5", novel: true, count: 1, events: 1e5 } as const;
    expect(riskOf(odd)).toBeGreaterThan(riskOf({ ...plain, count: 30_000, events: 1e5 }));
  });

  test("what a detector is sure of comes before that, too", () => {
    const found: RiskFactors = {
      ...{ severity: "P5", novel: false, count: 300, events: 1e5 },
      ...{ signals: { score: 0.97, criticality: 1 }, highestScore: 0.97 },
    };
    expect(riskOf(found)).toBeGreaterThan(riskOf({ ...plain, count: 30_000, events: 1e5 }));
  });
});

test("one score above 1 tells that scores go to 100", () => {
  const scored = (score: number, highestScore: number): number =>
    riskOf({ ...plain, signals: { score, criticality: 0 }, highestScore });
  expect(scored(0.8, 1)).toBeCloseTo(scored(80, 97));
  expect(scored(0.8, 97)).toBeCloseTo(scored(0.008, 1));
});

describe("fields of events", () => {
  test.each([
    ["0.5", 0.5],
    [" 97 ", 97],
    ["0", 0],
    ["", undefined],
    [" ", undefined],
    ["high", undefined],
    ["-1", undefined],
    ["101", undefined],
    ["NaN", undefined],
  ])("the score %j is read as %j", (text, score) => {
    expect(readScore(text)).toBe(score);
  });

  test.each([
    ["critical", 1],
    ["Mission_Critical", 1],
    [" HIGH ", 0.75],
    ["moderate", 0.5],
    ["low", 0.25],
    ["none", 0],
    ["1", 1],
    ["3.0", 0.5],
    ["5", 0],
    ["1 - most critical", 1],
    ["tier-2", 0.75],
    ["P1", 1],
    ["", undefined],
    ["6", undefined],
    ["0", undefined],
    ["12", undefined],
    ["constructor", undefined],
  ])("the criticality %j is read as %j", (text, criticality) => {
    expect(readCriticality(text)).toBe(criticality);
  });
});
