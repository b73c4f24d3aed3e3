import { describe, expect, test } from "vitest";
import {
  addPause,
  greatestOf,
  noPauses,
  pauseExceeded,
  unevenness,
} from "../../../src/engine/silence/pauses.ts";
import { fc, runs } from "../../support/fast-check.ts";

const day = 86_400;

describe("pauses", () => {
  test("of a clockwork have their length as mean and greatest, and are even", () => {
    const pauses = noPauses(0);
    for (let number = 1; number <= 20; number++) addPause(pauses, 60, number * 60);
    expect(pauses.mean).toBeCloseTo(60);
    expect(greatestOf(pauses)).toBe(60);
    expect(unevenness(pauses)).toBeLessThan(0.01);
  });

  test("remember the greatest for four weeks at least, and for eight at most", () => {
    const pauses = noPauses(0);
    addPause(pauses, 500, day);
    for (let number = 2; number <= 29; number++) addPause(pauses, 10, number * day);
    expect(greatestOf(pauses)).toBe(500);
    for (let number = 30; number <= 90; number++) addPause(pauses, 10, number * day);
    expect(greatestOf(pauses)).toBe(10);
  });

  test("are exceeded at random as an exponential distribution says", () => {
    const pauses = { ...noPauses(0), count: 500, mean: 10, variance: 100 };
    expect(pauseExceeded(pauses, 1e-6)).toBeCloseTo(10 * Math.log(1e6), 5);
  });

  test("that are even are hardly exceeded at all", () => {
    expect(pauseExceeded({ ...noPauses(0), count: 500, mean: 60, variance: 4 }, 1e-6)).toBeLessThan(75);
  });

  test("of less probability are longer", () => {
    const one = fc.double({ min: 1e-9, max: 0.4, noNaN: true });
    fc.assert(
      fc.property(
        one,
        one,
        fc.double({ min: 0.1, max: 1e5, noNaN: true }),
        fc.double({ min: 0.01, max: 10, noNaN: true }),
        (first, second, mean, spread) => {
          const pauses = { ...noPauses(0), count: 100, mean, variance: (mean * spread) ** 2 };
          const [least, most] = [Math.min(first, second), Math.max(first, second)];
          expect(pauseExceeded(pauses, least)).toBeGreaterThanOrEqual(pauseExceeded(pauses, most));
        },
      ),
      runs(200),
    );
  });
});
