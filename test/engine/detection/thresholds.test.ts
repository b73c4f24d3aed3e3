import { describe, expect, test } from "vitest";
import { fixedShare, largestGap, quantile, robustZ } from "../../../src/engine/detection/thresholds.ts";

const of = (...scores: number[]): Float64Array => Float64Array.from(scores);

describe("a threshold without labels", () => {
  test("lies in the middle of the widest gap above half of the rows", () => {
    expect(largestGap(of(0, 0, 0, 0, 0.2, 0.3, 1.3, 1.4))).toBeCloseTo(0.8);
  });

  test("leaves a wider gap within the usual half alone", () => {
    expect(largestGap(of(0, 5, 5, 5, 5, 6, 6.5, 6.6))).toBe(5.5);
  });

  test("finds nothing strange where all scores are equal", () => {
    expect(largestGap(of(1, 1, 1))).toBe(Number.POSITIVE_INFINITY);
    expect(of(1, 1, 1).filter((score) => score > robustZ(of(1, 1, 1)))).toHaveLength(0);
  });

  test("lies so many deviations above the median", () => {
    expect(robustZ(of(1, 2, 3, 4, 5), 2)).toBeCloseTo(3 + 2 * 1.4826);
  });

  test("uses the mean deviation where more than half of the scores are equal", () => {
    expect(robustZ(of(1, 1, 1, 1, 5), 1)).toBeCloseTo(1 + 1.2533 * 0.8);
  });

  test("is passed by the share of rows that is asked for", () => {
    const scores = Float64Array.from({ length: 101 }, (_, at) => at);
    expect(scores.filter((score) => score > fixedShare(scores, 0.1))).toHaveLength(10);
  });

  test("is infinite where there is no score", () => {
    expect([largestGap(of()), quantile(of(), 0.5)]).toEqual([
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
  });
});
