/** The span of a search is cut into at most this many buckets of equal width. */
const bucketCount = 64;
/** Epoch seconds beyond this (the year 5138) are no times. */
const latestTime = 1e11;

/** How often each shape came in each bucket of time. Widths are powers of two of a second. */
export interface TimeCounts {
  counts: Uint32Array;
  /** The width they are kept in is two to this power, in seconds. */
  level: number;
}

/**
 * Divides the span of a search, which nobody knows beforehand, into at most 64 buckets: starts at one second
 * and doubles the width whenever the span outgrows them. Depends on which times came, not on their order.
 */
export class TimeBuckets {
  private level = 0;
  private low = 0;
  private high = -1;
  /** The first bucket at each width that was given up, to know which bucket a kept count meant. */
  private readonly lowAtLevel: number[] = [];
  readonly total: TimeCounts = { counts: new Uint32Array(bucketCount), level: 0 };

  /** The place of a time in every `counts`; -1 for what is no time. Call before `current`. */
  place(time: number): number {
    if (!(Math.abs(time) < latestTime)) return -1;
    let bucket = Math.floor(time / 2 ** this.level);
    if (this.high < this.low) {
      this.low = bucket;
      this.high = bucket;
    }
    while (Math.max(this.high, bucket) - Math.min(this.low, bucket) >= bucketCount) {
      this.lowAtLevel[this.level] = this.low;
      this.level++;
      this.low = Math.floor(this.low / 2);
      this.high = Math.floor(this.high / 2);
      bucket = Math.floor(bucket / 2);
    }
    this.low = Math.min(this.low, bucket);
    this.high = Math.max(this.high, bucket);
    return placeOf(bucket);
  }

  /** The counts in today's width, merged from a smaller one where need be. */
  current(kept: TimeCounts): Uint32Array {
    while (kept.level < this.level) {
      const low = this.lowAtLevel[kept.level] as number;
      const merged = new Uint32Array(bucketCount);
      for (let bucket = low; bucket < low + bucketCount; bucket++) {
        const place = placeOf(Math.floor(bucket / 2));
        merged[place] = (merged[place] as number) + (kept.counts[placeOf(bucket)] as number);
      }
      kept.counts = merged;
      kept.level++;
    }
    return kept.counts;
  }

  /** Counts that are all zero. */
  empty(): TimeCounts {
    return { counts: new Uint32Array(bucketCount), level: this.level };
  }
}

function placeOf(bucket: number): number {
  return ((bucket % bucketCount) + bucketCount) % bucketCount;
}
