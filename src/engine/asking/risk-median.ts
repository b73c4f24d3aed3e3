const buckets = 1_024;

/** The median of many risks from 0 to 1, precise to a thousandth, in constant memory (a histogram). */
export class RiskMedian {
  private readonly counts = new Uint32Array(buckets);
  private median: number | undefined;
  /** Number of risks. */
  count = 0;

  /** @returns the number of risks so far, including this one */
  add(risk: number): number {
    const bucket = bucketOf(risk);
    this.counts[bucket] = (this.counts[bucket] as number) + 1;
    this.median = undefined;
    return ++this.count;
  }

  /** Whether a risk is above the median; false before the first risk. */
  isAbove(risk: number): boolean {
    this.median ??= this.find();
    return bucketOf(risk) > this.median;
  }

  /** The bucket of the median; of two middle risks, the lower one. */
  private find(): number {
    let below = 0;
    for (let bucket = 0; bucket < buckets; bucket++) {
      below += this.counts[bucket] as number;
      if (below > 0 && below * 2 >= this.count) return bucket;
    }
    return buckets;
  }
}

function bucketOf(risk: number): number {
  return Math.max(0, Math.min(buckets - 1, Math.floor(risk * buckets)));
}
