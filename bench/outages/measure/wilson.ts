/** A share with its 95 % interval, each from 0 to 1. */
export interface Proportion {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** The normal distribution's bound for 95 %. */
const bound = 1.959964;

/** Wilson's score interval, which also holds for few cases and for shares near 0 and 1. */
export function wilson(hits: number, of: number): Proportion {
  if (of === 0) return { share: 0, low: 0, high: 1 };
  const share = hits / of;
  const square = bound * bound;
  const centre = share + square / (2 * of);
  const half = bound * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of));
  const whole = 1 + square / of;
  return { share, low: Math.max(0, (centre - half) / whole), high: Math.min(1, (centre + half) / whole) };
}
