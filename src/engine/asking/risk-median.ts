const buckets = 1_024;

/** The median of many risks from 0 to 1, to a thousandth, in memory that does not grow with their number. */
export class RiskMedian {
  private readonly counts = new Uint32Array(buckets);
  private median: number | undefined;
  /** How many risks it has met. */
  count = 0;

  /** @returns its place in the order in which they came, from 1 */
  add(risk: number): number {
    const bucket = bucketOf(risk);
    this.counts[bucket] = (this.counts[bucket] as number) + 1;
    this.median = undefined;
    return ++this.count;
  }

  /** Whether a risk is above the median; nothing is where there is none yet. */
  isAbove(risk: number): boolean {
    this.median ??= this.find();
    return bucketOf(risk) > this.median;
  }

  /** The bucket of the lower of two that are in the middle. */
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
