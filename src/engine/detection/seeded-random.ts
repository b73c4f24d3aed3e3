/**
 * Numbers from 0 to below 1, the same for the same seed on every machine: xoshiro128**, its state filled by splitmix32
 * (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021).
 */
export function seededRandom(seed: number): () => number {
  let filler = seed >>> 0;
  const fill = (): number => {
    filler = (filler + 0x9e3779b9) | 0;
    let mixed = Math.imul(filler ^ (filler >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
  let [a, b, c, d] = [fill(), fill(), fill(), fill()];
  const next = (): number => {
    const scrambled = Math.imul(b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  // 53 bits, as Math.random has.
  return () => ((next() >>> 5) * 0x4000000 + (next() >>> 6)) / 0x20000000000000;
}

/** Draws from a set of numbers, each at most once a draw. */
export class Sampler {
  /** In an order that earlier draws have left, which is as good as any. */
  private readonly numbers: Int32Array;
  private readonly random: () => number;

  /** @param below draws are of the numbers from 0 to below this */
  constructor(below: number, random: () => number) {
    this.numbers = Int32Array.from({ length: below }, (_, number) => number);
    this.random = random;
  }

  /** Valid until the next draw. @param count at most as many as there are numbers */
  draw(count: number): Int32Array {
    const { numbers } = this;
    for (let at = 0; at < count; at++) {
      const other = at + Math.floor(this.random() * (numbers.length - at));
      const chosen = numbers[other] as number;
      numbers[other] = numbers[at] as number;
      numbers[at] = chosen;
    }
    return numbers.subarray(0, count);
  }
}
