import type { PartCounts } from "../templates/part-counts.ts";
import { binomialTest } from "./distributions.ts";

/** Lines of one kind on one side. */
export interface SideOfKind {
  readonly count: number;
  readonly parts: PartCounts;
}

/**
 * How likely two counts differ at least so much where nothing has changed: the exact binomial test of how they share their
 * sum, on counts divided by their dispersion, because log lines come in bursts.
 *
 * @param scale lines after for each line before, where nothing has changed
 * @param parts whole parts of each side
 */
export function rateTest(
  before: SideOfKind,
  after: SideOfKind,
  scale: number,
  parts: readonly [number, number],
): number {
  const dispersion = dispersionOf(before, after, parts);
  const [one, other] = [before.count / dispersion, after.count / dispersion];
  return binomialTest(other, one + other, scale / (1 + scale));
}

/** Variance over mean of the counts in the parts of each side, at least 1: one burst of a hundred lines is one event. */
function dispersionOf(before: SideOfKind, after: SideOfKind, parts: readonly [number, number]): number {
  let [squares, expected] = [0, 0];
  for (const [side, { parts: counts }] of [before, after].entries()) {
    const whole = Math.floor(parts[side] as number);
    if (whole < 2) continue;
    const used = counts.subarray(0, whole);
    const mean = used.reduce((sum, count) => sum + count, 0) / whole;
    for (const count of used) squares += (count - mean) ** 2;
    expected += (whole - 1) * mean;
  }
  return expected === 0 ? 1 : Math.max(1, squares / expected);
}
