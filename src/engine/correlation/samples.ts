/** An event of a kind, kept to show it and to see whom it names. */
export interface Sample {
  readonly time: number;
  readonly host: number;
  readonly text: string;
}

const mostSamples = 32;

/** A few events of a kind, spread evenly over those that came. */
export class Samples {
  private kept: Sample[] = [];
  private stride = 1;
  private seen = 0;

  /** Whether the next event is to be kept; call once for each event. */
  wantsNext(): boolean {
    return this.seen++ % this.stride === 0;
  }

  add(sample: Sample): void {
    this.kept.push(sample);
    if (this.kept.length < mostSamples) return;
    this.kept = this.kept.filter((_, place) => place % 2 === 0);
    this.stride *= 2;
  }

  /** Earliest first. */
  get all(): readonly Sample[] {
    return this.kept.toSorted((one, other) => one.time - other.time);
  }
}
