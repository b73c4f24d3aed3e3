/**
 * Sums over points (x, y), of which each newer one fades the earlier ones: enough to draw a line through them, and
 * all that has to be kept of them.
 */
export interface PointSums {
  /** Points there were, faded ones as well. */
  readonly count: number;
  /** What they weigh together: the newest weighs 1. */
  readonly weight: number;
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

/** y = start + slope × x. */
export interface Line {
  readonly start: number;
  readonly slope: number;
}

export interface LineBounds {
  /** Where the line is taken to start, as far as the points do not say: the points of one place show no slope. */
  readonly start: number;
  /** What the point (0, start) weighs among the others, of which the newest weighs 1; it turns the line, and does not lift it. */
  readonly weightOfStart: number;
  readonly leastSlope: number;
  readonly mostSlope: number;
}

export const noPoints: PointSums = { count: 0, weight: 0, x: 0, y: 0, xx: 0, xy: 0, yy: 0 };

/** What a point weighs once a newer one has come: fifty calls are remembered well, a hundred and fifty hardly. */
const kept = 0.98;
/** A spread that few points show is mixed with this part of the value, as if one more point were so far off. */
const unknownSpread = 0.4;

export function withPoint(sums: PointSums, x: number, y: number): PointSums {
  return withPoints(sums, { count: 1, weight: 1, x, y, xx: x * x, xy: x * y, yy: y * y });
}

/** The sums over earlier points and then newer ones, as if each of the newer had been added one by one. */
export function withPoints(earlier: PointSums, newer: PointSums): PointSums {
  const left = kept ** newer.count;
  return {
    count: earlier.count + newer.count,
    weight: earlier.weight * left + newer.weight,
    x: earlier.x * left + newer.x,
    y: earlier.y * left + newer.y,
    xx: earlier.xx * left + newer.xx,
    xy: earlier.xy * left + newer.xy,
    yy: earlier.yy * left + newer.yy,
  };
}

/**
 * The line with the least squares; it always goes through the points' centre, so that what it says of their like is
 * right also where they show no slope, or one out of bounds. It never starts below zero.
 *
 * @returns undefined without points, or where all of them have x = 0
 */
export function lineThrough(sums: PointSums, bounds: LineBounds): Line | undefined {
  const { weight } = sums;
  const [x, y] = [sums.x / weight, sums.y / weight];
  if (weight <= 0 || !(x > 0)) return undefined;
  const together = sums.xy - weight * x * y + bounds.weightOfStart * x * (y - bounds.start);
  const apart = Math.max(0, sums.xx - weight * x * x) + bounds.weightOfStart * x * x;
  const slope = Math.min(bounds.mostSlope, Math.max(bounds.leastSlope, together / apart));
  const start = y - slope * x;
  return start >= 0 ? { start, slope } : { start: 0, slope: y / x };
}

export function at({ start, slope }: Line, x: number): number {
  return start + slope * x;
}

/** How far points are from their line, one with another: the root of the mean square, in the units of y. */
export function spreadAround(line: Line, sums: PointSums, x: number): number {
  const { start, slope } = line;
  const squares =
    sums.yy -
    2 * start * sums.y -
    2 * slope * sums.xy +
    start * start * sums.weight +
    2 * start * slope * sums.x +
    slope * slope * sums.xx;
  const unknown = (unknownSpread * at(line, x)) ** 2;
  return Math.sqrt((Math.max(0, squares) + unknown) / (sums.weight + 1));
}
