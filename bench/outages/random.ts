/** Seeded chance (Mulberry32). It uses no function of which engines differ in the last bit, such as `Math.log`. */
export class Random {
  private state: number;

  /** @param seed whole; texts are hashed, so that a scenario's name can be its seed */
  constructor(seed: number | string) {
    this.state = typeof seed === "number" ? seed | 0 : hashOf(seed);
  }

  /** From 0 to below 1. */
  unit(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  between(low: number, high: number): number {
    return low + this.unit() * (high - low);
  }

  /** A whole number; both ends are possible. */
  int(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  /** Mostly near `low`, seldom near `high`, as latencies are. */
  skewed(low: number, high: number): number {
    const unit = this.unit();
    return low + unit * unit * unit * (high - low);
  }

  /** A whole number whose mean is `mean`. */
  count(mean: number): number {
    return Math.floor(mean + this.unit());
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.unit() * items.length)] as T;
  }

  /** Some of the items, each at most once, in a chance order. */
  sample<T>(items: readonly T[], count: number): T[] {
    const left = [...items];
    return Array.from({ length: Math.min(count, left.length) }, () => {
      const [item] = left.splice(this.int(0, left.length - 1), 1);
      return item as T;
    });
  }

  /** So many characters of the alphabet that names of pods and requests have. */
  letters(length: number, alphabet = "bcdfghjklmnpqrstvwxz2456789"): string {
    let text = "";
    for (let left = length; left > 0; left--) text += alphabet[Math.floor(this.unit() * alphabet.length)];
    return text;
  }

  hex(length: number): string {
    return this.letters(length, "0123456789abcdef");
  }

  /** A chance of its own, which draws from this one once. */
  fork(): Random {
    return new Random(Math.floor(this.unit() * 2 ** 32));
  }
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}
