/**
 * Sums over points (x, y) with exponential decay: each new point fades the earlier ones. The sums are enough for a
 * linear regression, so the points themselves are not kept.
 */
export interface RegressionSums {
  /** Number of points, including faded ones. */
  readonly count: number;
  /** Sum of the points' weights. The newest point has weight 1. */
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
  /** The assumed value at x = 0. It gives the line a slope when all points have the same x. */
  readonly start: number;
  /** The weight of the point (0, start); the newest point has weight 1. It turns the line around the centre of the points. */
  readonly weightOfStart: number;
  /**
   * How far the true start may lie from the assumed one. Where given, points that scatter around their line give the
   * assumed start the weight that they lack: they tell little about x = 0.
   */
  readonly spreadOfStart?: number;
  readonly leastSlope: number;
  readonly mostSlope: number;
}

export const noPoints: RegressionSums = { count: 0, weight: 0, x: 0, y: 0, xx: 0, xy: 0, yy: 0 };

/** Decay of a point's weight with each newer point: 50 points later it is 0.36, 150 points later 0.05. */
const decay = 0.98;
/** Spread of one assumed point, as a part of the value: a spread that rests on few points is unreliable. */
const unknownSpread = 0.4;

export function withPoint(sums: RegressionSums, x: number, y: number): RegressionSums {
  return withPoints(sums, { count: 1, weight: 1, x, y, xx: x * x, xy: x * y, yy: y * y });
}

/** Joins two sums, as if the newer points had been added one by one to the earlier ones. */
export function withPoints(earlier: RegressionSums, newer: RegressionSums): RegressionSums {
  const faded = decay ** newer.count;
  return {
    count: earlier.count + newer.count,
    weight: earlier.weight * faded + newer.weight,
    x: earlier.x * faded + newer.x,
    y: earlier.y * faded + newer.y,
    xx: earlier.xx * faded + newer.xx,
    xy: earlier.xy * faded + newer.xy,
    yy: earlier.yy * faded + newer.yy,
  };
}

/**
 * Fits a line by least squares. The line always passes through the centre of the points, so that its values near them
 * are right even if the points show no slope or one out of bounds. It never starts below zero.
 *
 * @returns undefined without points, or where all of them have x = 0
 */
export function fitLine(sums: RegressionSums, bounds: LineBounds): Line | undefined {
  const line = fitWithWeight(sums, bounds, bounds.weightOfStart);
  if (line === undefined || bounds.spreadOfStart === undefined) return line;
  const scatter = squaresAround(line, sums) / sums.weight;
  return fitWithWeight(sums, bounds, bounds.weightOfStart + scatter / bounds.spreadOfStart ** 2);
}

function fitWithWeight(sums: RegressionSums, bounds: LineBounds, weightOfStart: number): Line | undefined {
  const { weight } = sums;
  const [x, y] = [sums.x / weight, sums.y / weight];
  if (weight <= 0 || !(x > 0)) return undefined;
  const covariance = sums.xy - weight * x * y + weightOfStart * x * (y - bounds.start);
  const variance = Math.max(0, sums.xx - weight * x * x) + weightOfStart * x * x;
  const slope = Math.min(bounds.mostSlope, Math.max(bounds.leastSlope, covariance / variance));
  const start = y - slope * x;
  return start >= 0 ? { start, slope } : { start: 0, slope: y / x };
}

export function valueAt({ start, slope }: Line, x: number): number {
  return start + slope * x;
}

/** The root mean square distance of the points from the line, in units of y. */
export function spreadAround(line: Line, sums: RegressionSums, x: number): number {
  const unknown = (unknownSpread * valueAt(line, x)) ** 2;
  return Math.sqrt((squaresAround(line, sums) + unknown) / (sums.weight + 1));
}

/** The weighted sum of the squares of the points' distances from the line. */
function squaresAround({ start, slope }: Line, sums: RegressionSums): number {
  const squares =
    sums.yy -
    2 * start * sums.y -
    2 * slope * sums.xy +
    start * start * sums.weight +
    2 * start * slope * sums.x +
    slope * slope * sums.xx;
  return Math.max(0, squares);
}
