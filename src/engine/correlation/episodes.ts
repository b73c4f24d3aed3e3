/** A stretch of time in which something came more often than it usually does. */
export interface Episode {
  /** Epoch seconds of the first and the last event. */
  readonly from: number;
  readonly to: number;
  /** Events more than usual. */
  readonly excess: number;
  /** How unlikely the stretch is at the usual rate: the log-likelihood ratio of a Poisson process, in nats. */
  readonly surprise: number;
}

/** The time that a log covers, in epoch seconds, and the width in seconds of the buckets it is divided into. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

const usualBuckets = 240;
const narrowest = 5;
const widest = 600;
/** Widths that are tried, in buckets: a slow stream of failures shows in wide ones only. */
const scales = [1, 4, 16] as const;
/** Seconds: what is further apart is not one episode. */
const widestScaled = 1_800;
/** Quiet buckets within an episode. */
const mostQuiet = 4;
/** An outage lasts for at most this share of a log; how often something comes is learnt from the rest. */
const longestOutage = 0.4;
/** The first of a log, in which an outage that lasts until its end has not begun. */
const beginningShare = 0.15;
/** Standard deviations above the usual rate. */
const sigmas = 3.5;

export function spanOf(from: number, to: number): Span {
  return { from, to, width: Math.min(widest, Math.max(narrowest, (to - from) / usualBuckets)) };
}

/** Counts by bucket. @param times in any order @param counts of other times, which these are added to */
export function countsOf(
  times: Float64Array,
  { from, to, width }: Span,
  counts: Uint32Array = new Uint32Array(Math.floor((to - from) / width) + 1),
): Uint32Array {
  for (const time of times) {
    const bucket = Math.floor((time - from) / width);
    counts[bucket] = (counts[bucket] as number) + 1;
  }
  return counts;
}

/** Events a bucket, and their variance, outside the densest part of a log. */
export interface UsualRate {
  readonly mean: number;
  readonly variance: number;
}

/**
 * How often something comes while nothing is wrong: outside the densest part of the log, or in its beginning, where an
 * outage lasts until its end. Of few buckets at the beginning the rate is not known well, so one event is added.
 */
export function usualRate(counts: Uint32Array): UsualRate {
  const outside = rateOutsideDensest(counts);
  const beginning = counts.subarray(0, Math.ceil(counts.length * beginningShare));
  const atFirst = (sumOf(beginning) + 1) / beginning.length;
  return atFirst < outside.mean ? { mean: atFirst, variance: atFirst } : outside;
}

function rateOutsideDensest(counts: Uint32Array): UsualRate {
  const left = Math.max(1, Math.floor(counts.length * longestOutage));
  let within = 0;
  for (let bucket = 0; bucket < left; bucket++) within += counts[bucket] as number;
  let densest = within;
  let start = 0;
  for (let bucket = left; bucket < counts.length; bucket++) {
    within += (counts[bucket] as number) - (counts[bucket - left] as number);
    if (within <= densest) continue;
    densest = within;
    start = bucket - left + 1;
  }
  const rest = counts.filter((_, bucket) => bucket < start || bucket >= start + left);
  if (rest.length === 0) return { mean: 0, variance: 0 };
  const mean = sumOf(rest) / rest.length;
  const variance = rest.reduce((sum, count) => sum + (count - mean) ** 2, 0) / rest.length;
  return { mean, variance: Math.max(mean, variance) };
}

/** The stretches in which the events of a kind came more often than usual. @param times in order */
export function episodesOf(times: Float64Array, span: Span): Episode[] {
  let best: Episode[] = [];
  let most = 0;
  for (const scale of scales) {
    if (scale > 1 && scale * span.width > widestScaled) continue;
    const episodes = episodesAt(times, { ...span, width: span.width * scale });
    const surprise = Math.max(0, ...episodes.map((episode) => episode.surprise));
    // A wide bucket tells the onset less well, so it has to be much surer.
    if (surprise <= most * 1.3) continue;
    best = episodes;
    most = surprise;
  }
  return best;
}

function episodesAt(times: Float64Array, span: Span): Episode[] {
  const counts = countsOf(times, span);
  const rate = usualRate(counts);
  const least = rate.mean + sigmas * Math.sqrt(rate.variance);
  const isHot = (bucket: number): boolean => (counts[bucket] as number) > least;
  const episodes: Episode[] = [];
  for (let bucket = 0; bucket < counts.length; bucket++) {
    if (!isHot(bucket)) continue;
    let last = bucket;
    for (let next = bucket + 1; next < counts.length && next - last <= mostQuiet; next++)
      if (isHot(next)) last = next;
    episodes.push(episodeOf(times, counts, [bucket, last], rate));
    bucket = last;
  }
  return episodes;
}

/** @param times in order @param counts of these by bucket */
function episodeOf(
  times: Float64Array,
  counts: Uint32Array,
  [first, last]: readonly [first: number, last: number],
  { mean, variance }: UsualRate,
): Episode {
  const buckets = last - first + 1;
  const before = sumOf(counts.subarray(0, first));
  const count = sumOf(counts.subarray(first, last + 1));
  // What comes now and then elsewhere, too, says little; half an event more, for that none came does not make it impossible.
  const elsewhere = (times.length - count) / Math.max(1, counts.length - buckets);
  const expected = (Math.max(mean, elsewhere) + 0.5 / counts.length) * buckets;
  const spread = mean === 0 ? 1 : Math.max(1, variance / mean);
  return {
    from: times[before] as number,
    to: times[before + count - 1] as number,
    excess: count - mean * buckets,
    surprise: (count * Math.log(count / expected) - (count - expected)) / spread,
  };
}

function sumOf(counts: Uint32Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
