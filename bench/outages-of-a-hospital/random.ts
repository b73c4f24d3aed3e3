/** SplitMix-style constants; only their bits matter. */
const golden = 0x9e3779b9;

/** FNV-1a over UTF-16 units, so that a stream can be named by a text. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** A stream of random numbers that depends on nothing but its name: sfc32 with four words of state. */
export class RandomStream {
  private readonly name: string;
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  /** @param name streams of different names are independent of each other */
  constructor(name: string) {
    this.name = name;
    this.a = hashOf(name);
    this.b = hashOf(`${name}\u0001`) ^ golden;
    this.c = hashOf(`${name}\u0002`);
    for (let round = 0; round < 12; round++) this.next();
  }

  /** A stream of its own, so that one part's draws do not move another's. */
  fork(part: string): RandomStream {
    return new RandomStream(`${this.name}/${part}`);
  }

  /** At least 0, below 1. */
  next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  }

  /** A real number from `low` to `high`. */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)] as T;
  }

  /** The gap to the next event of a Poisson process, in the unit of 1 / `rate`. */
  gap(rate: number): number {
    return -Math.log(1 - this.next()) / rate;
  }

  /** `typical` times a factor from 0.5 to 2 that is mostly near 1: how much delays and rates vary. */
  around(typical: number): number {
    const spread = this.next() + this.next() - 1;
    return typical * 2 ** spread;
  }
}
