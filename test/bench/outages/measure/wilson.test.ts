import { expect, test } from "vitest";
import { wilson } from "../../../../bench/outages/measure/wilson.ts";

test.each([
  [8, 10, 0.8, 0.4902, 0.9433],
  [0, 20, 0, 0, 0.1611],
  [20, 20, 1, 0.8389, 1],
  [0, 0, 0, 0, 1],
])("%i of %i", (hits, of, share, low, high) => {
  const interval = wilson(hits, of);
  expect(interval.share).toBeCloseTo(share, 4);
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});
