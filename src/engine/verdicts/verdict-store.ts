import type { PlaceholderSlot } from "../masking/slots.ts";
import type { Flag, Judgement } from "../verdict.ts";
import type { Narrative } from "./narrative.ts";

/** A verdict in the store. It never holds log text or restored values. */
export interface StoredVerdict {
  /** The model's judgement, without the severity floor, which is applied on each use. */
  readonly judgement: Judgement;
  readonly flags: readonly Flag[];
  /** Where events have the values of the sentences' placeholders: positions, never values. */
  readonly slots: readonly PlaceholderSlot[];
  /** How many values the question's template left open, where there are slots: their places count these. */
  readonly wildcards?: number;
  readonly model: string;
  /** When the model gave it, in epoch milliseconds. */
  readonly time: number;
  /** Tokens of the answer and its share of the prompt. */
  readonly tokens: number;
  /** The id of the unit's template, so that its verdicts can be forgotten; empty if there is none. */
  readonly templateId: string;
  /** Of an incident, as the model told it. */
  readonly narrative?: Narrative;
}

/**
 * Why a stored entry was ignored: its signature is wrong; it is cut short or no entry; another key signed it or another
 * version wrote it; it is too old.
 */
export type IgnoredReason = "forged" | "truncated" | "foreign" | "expired";
export type IgnoredCounts = Readonly<Record<IgnoredReason, number>>;

/**
 * Verdicts that outlast a search and are shared by concurrent searches. No method rejects or throws: when the store is
 * unreachable, no verdict is known, every claim is granted, and `problems` has a sentence.
 */
export interface VerdictStore {
  /** The known verdicts that are not too old. A verdict is known at once after `put`. */
  getMany(keys: readonly string[]): Promise<ReadonlyMap<string, StoredVerdict>>;
  /** Writes in the background, at the latest in `flush`. Once others can read the verdict, a claim on the key ends. */
  put(key: string, verdict: StoredVerdict): void;
  /**
   * Claims the keys that no other living process of this host holds. The holder of a key must `put` or `release` it.
   *
   * @returns the keys that this process now holds, including those it held before
   */
  claim(keys: readonly string[]): Promise<readonly string[]>;
  /** @returns the keys that no other living process holds */
  unclaimed(keys: readonly string[]): Promise<readonly string[]>;
  /** Releases keys, so that other processes may ask. */
  release(keys: readonly string[]): void;
  /** Resolves once all verdicts are written and all releases are visible to other processes. */
  flush(): Promise<void>;
  /** Flushes, releases everything and cleans up. No call may follow. */
  close(): Promise<void>;
  /** Sentences for the search's messages, at most one of each kind. */
  readonly problems: readonly string[];
  /** The number of entries that were ignored, by reason. */
  readonly ignored: IgnoredCounts;
}
