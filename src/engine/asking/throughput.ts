/** The least factor by which twice as many calls side by side must bring more than half as many. */
const leastGain = 1.15;
/** Calls at a concurrency before it is compared; answers take more or less time by chance. */
const fewestCalls = 8;
/** Older calls fade, because a server has other guests as well. */
const decay = 0.95;

interface Sums {
  readonly calls: number;
  readonly written: number;
  readonly milliseconds: number;
}

/**
 * What an endpoint writes in all by how many calls run side by side. A server without a graphics card takes all calls at
 * once and writes each of them so much slower: there, more calls only make each one late.
 */
export class Throughput {
  private readonly sums = new Map<number, Sums>();

  /** @param written characters of a reply @param milliseconds that it took, one of so many calls side by side */
  note(concurrency: number, written: number, milliseconds: number): void {
    if (written === 0 || milliseconds <= 0) return;
    const earlier = this.sums.get(concurrency) ?? { calls: 0, written: 0, milliseconds: 0 };
    this.sums.set(concurrency, {
      calls: earlier.calls + 1,
      written: earlier.written * decay + written,
      milliseconds: earlier.milliseconds * decay + milliseconds,
    });
  }

  /** @returns the half of a concurrency that brings hardly less than that; undefined if it does or it is not known */
  enough(concurrency: number): number | undefined {
    const half = Math.ceil(concurrency / 2);
    const [more, less] = [this.sums.get(concurrency), this.sums.get(half)];
    if (half === concurrency || more === undefined || less === undefined) return undefined;
    if (more.calls < Math.max(fewestCalls, concurrency) || less.calls < half) return undefined;
    return concurrency * speedOf(more) < half * speedOf(less) * leastGain ? half : undefined;
  }
}

function speedOf({ written, milliseconds }: Sums): number {
  return written / milliseconds;
}
