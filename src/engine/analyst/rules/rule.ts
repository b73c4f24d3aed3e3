import type { Severity } from "../../verdict.ts";

/** One failure that on-call engineers know by its words. */
export interface Rule {
  /** Kebab-case, unique, such as `connection-refused`. */
  readonly name: string;
  /** The part of a system it is about, such as `network`. */
  readonly component: string;
  /**
   * Lower-case words (runs of letters, digits and underscores), at least one of which stands in every text the pattern finds: the
   * pattern is tried only then.
   */
  readonly words: readonly string[];
  /** Case-insensitive, and linear in the length of the text: bounded gaps, no nested repetition. */
  readonly pattern: RegExp;
  /** What it means when it is logged as an error, or without a level. */
  readonly severity: Severity;
  /** What happened, as a clause without its full stop, at most 130 characters: it follows the evidence in quotes. */
  readonly cause: string;
  /** What an on-call engineer does first, whole sentences, at most 230 characters. */
  readonly action: string;
  /** 0 to 100: how far these words alone can be trusted. */
  readonly confidence: number;
  /**
   * True where the words say that it failed whatever level they were logged at (`kernel panic`), so that an
   * info line is not taken as mere talk.
   */
  readonly certain?: boolean;
  /** A line this rule decides; a test holds it to that. */
  readonly example: string;
  /** Lines with similar words that it must leave alone. */
  readonly notExamples?: readonly string[];
}
