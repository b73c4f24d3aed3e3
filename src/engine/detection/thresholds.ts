/**
 * Where strange begins, told from scores alone. A row is strange above the threshold. None needs labels; but a share that
 * comes from labels is a leak, and whoever uses one says so.
 */

const madOfNormal = 1.4826;
const meanDeviationOfNormal = 1.2533;

/**
 * The middle of the widest gap between scores, above the score that half of the rows do not pass. For scores that are
 * logarithms.
 *
 * @param covered the share of the rows that counts as usual in any case
 */
export function largestGap(scores: Float64Array, covered = 0.5): number {
  const sorted = scores.slice().sort();
  let threshold = Number.POSITIVE_INFINITY;
  let widest = 0;
  for (let at = Math.max(1, Math.ceil(covered * sorted.length)); at < sorted.length; at++) {
    const [below, above] = [sorted[at - 1] as number, sorted[at] as number];
    if (above - below <= widest) continue;
    widest = above - below;
    threshold = (below + above) / 2;
  }
  return threshold;
}

/** So many deviations above the median, by the median absolute deviation; by the mean one where more than half are equal. */
export function robustZ(scores: Float64Array, deviations = 3.5): number {
  const median = quantile(scores, 0.5);
  const distances = scores.map((score) => Math.abs(score - median));
  const usual = madOfNormal * quantile(distances, 0.5);
  const spread =
    usual > 0
      ? usual
      : (meanDeviationOfNormal * distances.reduce((sum, each) => sum + each, 0)) / scores.length;
  return median + deviations * spread;
}

/** The score that this share of the rows passes, as scikit-learn's `contamination` does. */
export function fixedShare(scores: Float64Array, share: number): number {
  return quantile(scores, 1 - share);
}

/** Strange is what scores higher than all that was learnt: for those who learnt from normal sessions alone. */
export function beyondLearnt(scores: Float64Array): number {
  return quantile(scores, 1);
}

/** Linear between the scores; infinite where there is none. */
export function quantile(scores: Float64Array, share: number): number {
  if (scores.length === 0) return Number.POSITIVE_INFINITY;
  const sorted = scores.slice().sort();
  const place = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
  return below + (above - below) * (place - Math.floor(place));
}
