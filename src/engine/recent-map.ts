/**
 * A bounded map that keeps recently used entries, in two generations. When the young generation is full, it becomes the
 * old one, and the old one is dropped. An entry that is used again moves to the young generation. The map holds between
 * half its capacity and all of it. A hit on a frequent entry costs one look-up; an exact least-recently-used list would
 * cost several writes.
 */
export class RecentMap<Value> {
  private readonly mostEntries: number;
  private readonly mostWeight: number;
  private young = new Map<string, Value>();
  private old = new Map<string, Value>();
  private weight = 0;

  /** @param mostWeight bounds the sum of the weights given to `set` */
  constructor(mostEntries: number, mostWeight = Number.POSITIVE_INFINITY) {
    this.mostEntries = mostEntries / 2;
    this.mostWeight = mostWeight / 2;
  }

  get(key: string): Value | undefined {
    const young = this.young.get(key);
    if (young !== undefined) return young;
    const old = this.old.get(key);
    if (old !== undefined) this.set(key, old, key.length);
    return old;
  }

  set(key: string, value: Value, weight = 0): void {
    if (this.young.size >= this.mostEntries || this.weight >= this.mostWeight) {
      this.old = this.young;
      this.young = new Map();
      this.weight = 0;
    }
    this.young.set(key, value);
    this.weight += weight;
  }
}
