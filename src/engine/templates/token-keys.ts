/** Keys of lists of tokens, and a map by such keys. Equal keys do not prove equal tokens: whoever asks compares them. */

/** A hash of each token. */
export function hashesOf(tokens: readonly string[]): Int32Array {
  const hashes = new Int32Array(tokens.length);
  for (let at = 0; at < tokens.length; at++) hashes[at] = hashOf(tokens[at] as string);
  return hashes;
}

/**
 * A key of 53 bits, the largest that a number holds exactly.
 *
 * @param from where a part begins that does not count
 * @param to where that part ends
 * @param instead the hash of what stands in its place
 */
export function keyOf(hashes: Int32Array, from = 0, to = 0, instead?: number): number {
  let [first, second] = [1, 2];
  for (let at = 0; at < hashes.length; at++) {
    if (at >= from && at < to) {
      if (at > from || instead === undefined) continue;
      first = mix(instead, first);
      second = mix(second, instead);
    } else {
      first = mix(hashes[at] as number, first);
      second = mix(second, hashes[at] as number);
    }
  }
  return (first >>> 0) * 0x200000 + (second >>> 11);
}

/** FNV-1a over code units. */
export function hashOf(token: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < token.length; at++) hash = Math.imul(hash ^ token.charCodeAt(at), 0x01000193);
  return hash;
}

function mix(hash: number, before: number): number {
  const mixed = Math.imul(hash ^ Math.imul(before + 1, 0x9e3779b1), 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
}

const leastSlots = 256;

/** A map by keys, in open addressing: there are some twenty entries for each form, and a `Map` would box each key. */
export class KeyMap<Value extends object> {
  private keys = new Float64Array(leastSlots);
  private values: (Value | undefined)[] = new Array(leastSlots);
  size = 0;

  get(key: number): Value | undefined {
    return this.values[this.slotOf(key)];
  }

  set(key: number, value: Value): void {
    if (2 * this.size >= this.keys.length) this.grow();
    const slot = this.slotOf(key);
    if (this.values[slot] === undefined) this.size++;
    this.keys[slot] = key;
    this.values[slot] = value;
  }

  private slotOf(key: number): number {
    const { keys, values } = this;
    const last = keys.length - 1;
    let slot = (key | 0) & last;
    while (values[slot] !== undefined && keys[slot] !== key) slot = (slot + 1) & last;
    return slot;
  }

  private grow(): void {
    const { keys, values } = this;
    this.keys = new Float64Array(2 * keys.length);
    this.values = new Array(2 * keys.length);
    for (let at = 0; at < keys.length; at++) {
      if (values[at] === undefined) continue;
      const slot = this.slotOf(keys[at] as number);
      this.keys[slot] = keys[at] as number;
      this.values[slot] = values[at];
    }
  }
}
