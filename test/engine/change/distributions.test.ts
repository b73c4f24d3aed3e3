import { describe, expect, test } from "vitest";
import { binomialTest, chiSquaredTail, kolmogorovTail } from "../../../src/engine/change/distributions.ts";
import { fc } from "../../support/fast-check.ts";

/** Adds the probabilities one by one. */
function binomialBelow(count: number, total: number, share: number): number {
  let probability = (1 - share) ** total;
  let sum = probability;
  for (let at = 1; at <= count; at++) {
    probability *= ((total - at + 1) / at) * (share / (1 - share));
    sum += probability;
  }
  return sum;
}

describe("the binomial test", () => {
  test("is twice the smaller tail, added up one by one", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.nat({ max: 60 }),
        (total, share, wanted) => {
          const count = Math.min(wanted, total);
          const below = binomialBelow(count, total, share);
          const above = 1 - (count === 0 ? 0 : binomialBelow(count - 1, total, share));
          expect(binomialTest(count, total, share)).toBeCloseTo(Math.min(1, 2 * Math.min(below, above)), 9);
        },
      ),
    );
  });

  test("tells nothing of no events, and takes large counts", () => {
    expect(binomialTest(0, 0, 0.5)).toBe(1);
    expect(binomialTest(500_000, 1_000_000, 0.5)).toBeCloseTo(1, 2);
    expect(binomialTest(510_000, 1_000_000, 0.5)).toBeLessThan(1e-80);
  });
});

test("tails of chi-squared are those of the tables", () => {
  expect(chiSquaredTail(3.841459, 1)).toBeCloseTo(0.05, 6);
  expect(chiSquaredTail(18.307038, 10)).toBeCloseTo(0.05, 6);
  expect(chiSquaredTail(0, 4)).toBe(1);
});

test("tails of Kolmogorov and Smirnov fall with the difference and with the samples", () => {
  expect(kolmogorovTail(0.2, 100, 100)).toBeGreaterThan(kolmogorovTail(0.3, 100, 100));
  expect(kolmogorovTail(0.2, 100, 100)).toBeGreaterThan(kolmogorovTail(0.2, 400, 400));
  // 1.358 is the table's value for .05.
  expect(kolmogorovTail(1.358 / Math.sqrt(5_000), 10_000, 10_000)).toBeCloseTo(0.05, 2);
  expect(kolmogorovTail(0, 10, 10)).toBe(1);
});
