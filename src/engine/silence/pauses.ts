/** Pauses that somebody makes, in a few numbers. */
export interface Pauses {
  count: number;
  mean: number;
  variance: number;
  /** Of the last weeks, and of as long before: what was long ago is forgotten. */
  greatest: number;
  formerGreatest: number;
  /** Epoch seconds since which `greatest` is the greatest. */
  since: number;
}

/** Pauses after which an earlier one hardly counts for the mean. */
const memory = 2_000;
/** Seconds. */
const forgetting = 28 * 86_400;

export function noPauses(since: number): Pauses {
  return { count: 0, mean: 0, variance: 0, greatest: 0, formerGreatest: 0, since };
}

/** @param time epoch seconds of its end */
export function addPause(pauses: Pauses, length: number, time: number): void {
  pauses.count++;
  const weight = 1 / Math.min(pauses.count, memory);
  const change = length - pauses.mean;
  pauses.mean += weight * change;
  pauses.variance = (1 - weight) * (pauses.variance + weight * change * change);
  if (time - pauses.since > forgetting) {
    pauses.formerGreatest = pauses.greatest;
    pauses.greatest = 0;
    pauses.since = time;
  }
  pauses.greatest = Math.max(pauses.greatest, length);
}

export function greatestOf({ greatest, formerGreatest }: Pauses): number {
  return Math.max(greatest, formerGreatest);
}

/** Variation, as a share of the mean. */
export function unevenness({ mean, variance }: Pauses): number {
  return mean === 0 ? Number.POSITIVE_INFINITY : Math.sqrt(variance) / mean;
}

/**
 * The pause that is exceeded with a small probability, if pauses have a gamma distribution of that mean and variance: by
 * Wilson and Hilferty, and where it falls faster than that it is bounded by the exponential one.
 */
export function pauseExceeded({ mean, variance }: Pauses, probability: number): number {
  if (mean === 0) return 0;
  const spread = Math.max(variance / mean, mean / 1_000);
  const shape = mean / spread;
  const logarithm = 2 * Math.log(1 / probability);
  if (shape <= 1) return (spread * logarithm) / 2;
  // The normal quantile, far out.
  const normal = Math.sqrt(Math.max(0, logarithm - Math.log(logarithm) - Math.log(2 * Math.PI)));
  return mean * (1 - 1 / (9 * shape) + normal / (3 * Math.sqrt(shape))) ** 3;
}
