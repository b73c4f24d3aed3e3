/** Buckets that cover the time span of a search, all of equal width. */
const bucketCount = 64;
/** Epoch seconds beyond this (the year 5138) are no times. */
const latestTime = 1e11;

/** Counts by time bucket. */
export interface TimeCounts {
  counts: Uint32Array;
  /** A bucket is 2^level seconds wide. */
  level: number;
}

/**
 * Divides the time span of a search into at most 64 buckets. The span is not known beforehand: buckets start one second
 * wide and double whenever the span outgrows them. The result depends on the times, not on their order.
 */
export class TimeBuckets {
  private level = 0;
  private low = 0;
  private high = -1;
  /** The first bucket at each smaller width, to interpret counts of that width. */
  private readonly lowAtLevel: number[] = [];
  readonly total: TimeCounts = { counts: new Uint32Array(bucketCount), level: 0 };

  /** The index of a time in every `counts`; -1 if it is no valid time. Call before `current`. */
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

  /** The index of the earliest bucket in every `counts`; -1 without times. */
  get first(): number {
    return this.high < this.low ? -1 : placeOf(this.low);
  }

  /** Seconds from the beginning of the earliest bucket to the end of the latest; 0 without times. */
  get span(): number {
    return (this.high - this.low + 1) * 2 ** this.level;
  }

  /** The counts at the current width, merged from a smaller width if necessary. */
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

  /** New counts, all zero. */
  empty(): TimeCounts {
    return { counts: new Uint32Array(bucketCount), level: this.level };
  }
}

function placeOf(bucket: number): number {
  return ((bucket % bucketCount) + bucketCount) % bucketCount;
}
