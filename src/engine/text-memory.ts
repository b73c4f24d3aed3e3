import { RecentMap } from "./recent-map.ts";

/** Bounds of memory: texts, and characters of their keys. */
const mostTexts = 20_000;
const mostCharacters = 8_000_000;
/** Look-ups after which the hit rate is checked. */
const lookUpsToCheck = 4_000;
/** Below this hit rate the cache costs more than it saves: a hit saves about twice the time of a look-up. */
const leastHitRate = 0.3;
/** Look-ups that are skipped after a low hit rate. */
const lookUpsToSkip = 64_000;

/**
 * A cache by text that switches itself off while texts do not repeat: lines with a timestamp never do. It tries again
 * from time to time.
 */
export class TextMemory<Value> {
  private readonly texts = new RecentMap<Value>(mostTexts, mostCharacters);
  private lookUps = 0;
  private hits = 0;
  private toSkip = 0;

  /** Whether the cache is on: `set` keeps its value. */
  get remembers(): boolean {
    return this.toSkip === 0;
  }

  get(key: string): Value | undefined {
    if (this.toSkip > 0) {
      this.toSkip--;
      return undefined;
    }
    const value = this.texts.get(key);
    if (value !== undefined) this.hits++;
    if (++this.lookUps === lookUpsToCheck) this.checkHitRate();
    return value;
  }

  set(key: string, value: Value): void {
    if (this.remembers) this.texts.set(key, value, key.length);
  }

  private checkHitRate(): void {
    if (this.hits < lookUpsToCheck * leastHitRate) this.toSkip = lookUpsToSkip;
    this.lookUps = 0;
    this.hits = 0;
  }
}
