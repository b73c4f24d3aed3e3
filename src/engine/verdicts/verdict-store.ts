import type { Slot } from "../masking/slots.ts";
import type { Flag, Judgement } from "../verdict.ts";

/** What is kept of a verdict: never log text, never a value put back into a slot. */
export interface StoredVerdict {
  /** As the model gave it, before the floor of the embedded analyst, which is applied on each use. */
  readonly judgement: Judgement;
  readonly flags: readonly Flag[];
  /** Where the values are that its sentences name by placeholders: places, never values. */
  readonly slots: readonly Slot[];
  readonly model: string;
  /** When it was given, in epoch milliseconds. */
  readonly time: number;
  /** The answer's tokens, its share of the prompt's included. */
  readonly tokens: number;
  /** The unit's template, so that its verdicts can be forgotten; empty where there is none. */
  readonly templateId: string;
}

/**
 * Why a stored entry was left out: its signature does not fit, it was cut short or is no entry, another key
 * signed it or another version wrote it, it is too old.
 */
export type IgnoredReason = "forged" | "truncated" | "foreign" | "expired";
export type IgnoredCounts = Readonly<Record<IgnoredReason, number>>;

/**
 * Verdicts that outlast a search and are shared by searches side by side. Nothing here ever rejects or throws:
 * where the store is away, nothing is known, every claim is granted, and `problems` has a sentence.
 */
export interface VerdictStore {
  /** Those that are known and not too old. What was put is known at once. */
  getMany(keys: readonly string[]): Promise<ReadonlyMap<string, StoredVerdict>>;
  /** Written in the background, at the latest by `flush`. Once others can read it, a claim on the key ends. */
  put(key: string, verdict: StoredVerdict): void;
  /**
   * Takes what no other living process of this host has taken. Who holds a key puts its verdict, or releases it.
   *
   * @returns the keys that this process now holds, those it held before included
   */
  claim(keys: readonly string[]): Promise<readonly string[]>;
  /** @returns the keys that no other living process holds (any more) */
  unclaimed(keys: readonly string[]): Promise<readonly string[]>;
  /** Gives keys back, so that another process may ask. */
  release(keys: readonly string[]): void;
  /** Returns once all that was put is written and all that was released is known to others. */
  flush(): Promise<void>;
  /** Flushes, releases everything and tidies up. Nothing may follow. */
  close(): Promise<void>;
  /** Sentences for the search's job, at most one of each kind. */
  readonly problems: readonly string[];
  /** Entries that were met and left out. */
  readonly ignored: IgnoredCounts;
}
