import type { PartCounts } from "../templates/part-counts.ts";
import type { KindSide } from "./kind-counts.ts";

const leastFilled = 0.8;

/**
 * How likely a template that has lines on one side only has none on the other by chance. Its lines come in stretches: each
 * might as well have fallen on the other side, but a long one less likely, because it has to lie within one side as a whole.
 *
 * @param scale lines on this side for each line on the other, where nothing has changed
 * @param parts that this side is counted in
 */
export function oneSidedTest({ parts: counts }: KindSide, scale: number, parts: number): number {
  const whole = Math.max(1, Math.ceil(parts));
  let p = 1;
  for (const length of stretches(counts, whole)) {
    const taken = (scale * (length - 1)) / whole;
    p *= (scale - taken) / (scale + 1 - taken);
  }
  return p;
}

/** A template that has lines in nearly all parts of a side is told by their number alone. */
export function isSteady({ parts: counts }: KindSide, parts: number): boolean {
  const whole = Math.max(1, Math.floor(parts));
  return counts.subarray(0, whole).filter((count) => count > 0).length >= leastFilled * whole;
}

/** Lengths of the stretches of parts that have lines. */
function stretches(counts: PartCounts, parts: number): number[] {
  const lengths: number[] = [];
  let length = 0;
  for (let part = 0; part <= parts; part++) {
    if (part < parts && counts[part] !== 0) length++;
    else if (length > 0) {
      lengths.push(length);
      length = 0;
    }
  }
  return lengths;
}
