import type { Severity } from "../../verdict.ts";

/** A known failure that can be recognised by its words. */
export interface Rule {
  /** Kebab-case, unique, such as `connection-refused`. */
  readonly name: string;
  /** The part of the system, such as `network`. */
  readonly component: string;
  /**
   * Lower-case words (runs of letters, digits and underscores). Every text that the pattern matches must hold at least one
   * of them, because the pattern is tried only then.
   */
  readonly words: readonly string[];
  /** Case-insensitive, and linear in the length of the text: bounded gaps, no nested repetition. */
  readonly pattern: RegExp;
  /** The severity when the failure is logged as an error, or without a level. */
  readonly severity: Severity;
  /** What happened, as a clause without its full stop, at most 130 characters: it follows the evidence in quotes. */
  readonly cause: string;
  /** What the on-call engineer does first, in whole sentences, at most 230 characters. */
  readonly action: string;
  /** 0 to 100: how far these words alone can be trusted. */
  readonly confidence: number;
  /**
   * The words prove the failure at any level (`kernel panic`): an info line counts as the failure too, not only as a
   * mention of it.
   */
  readonly certain?: boolean;
}
