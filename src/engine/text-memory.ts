import { RecentMap } from "./recent-map.ts";

/** Texts are remembered up to this many, and up to this many characters of their keys. */
const mostTexts = 20_000;
const mostCharacters = 8_000_000;
/** So many look-ups are judged together. */
const probe = 4_000;
/** Below this share of hits, remembering costs more than it saves: a hit saves about two of its own time. */
const leastShare = 0.3;
/** Look-ups that are then left out before the next probe. */
const pause = 64_000;

/**
 * Remembers what equal texts came to, as long as texts repeat. Lines with a time of their own never do, and then
 * nothing is looked up or kept.
 */
export class TextMemory<Value> {
  private readonly texts = new RecentMap<Value>(mostTexts, mostCharacters);
  private lookUps = 0;
  private hits = 0;
  private leftOut = 0;

  /** Whether a text that is looked up now is also kept. */
  get remembers(): boolean {
    return this.leftOut === 0;
  }

  get(key: string): Value | undefined {
    if (this.leftOut > 0) {
      this.leftOut--;
      return undefined;
    }
    const value = this.texts.get(key);
    if (value !== undefined) this.hits++;
    if (++this.lookUps === probe) this.judge();
    return value;
  }

  set(key: string, value: Value): void {
    if (this.remembers) this.texts.set(key, value, key.length);
  }

  private judge(): void {
    if (this.hits < probe * leastShare) this.leftOut = pause;
    this.lookUps = 0;
    this.hits = 0;
  }
}
