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

/** `count` of the numbers below `below`, each at most once. */
export function sampleOf(count: number, below: number, random: () => number): Int32Array {
  const all = Int32Array.from({ length: below }, (_, at) => at);
  for (let at = 0; at < count; at++) {
    const other = at + Math.floor(random() * (below - at));
    const chosen = all[other] as number;
    all[other] = all[at] as number;
    all[at] = chosen;
  }
  return all.subarray(0, count);
}
