import type { Kind } from "./kinds.ts";

/** A part of a text, `end` not included. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Recognises one kind of value in one way. Every pattern takes linear time: each repetition is bounded, or cannot
 * start inside its own match, or consumes everything it reads.
 */
export interface Detector {
  readonly name: string;
  readonly kind: Kind;
  /** Has the flag g. The group `kept` matches at the beginning and is not part of the value. */
  readonly pattern: RegExp;
  /**
   * The pattern can only match a text that holds at least one of these, in either case; `0` stands for any digit.
   * Without hints every text is searched.
   */
  readonly hints?: readonly string[];
  /** A further condition on the text that hints cannot express; several detectors may share one. */
  readonly needs?: RegExp;
  /** The numbers of characters to keep before and behind the value, for patterns without the group `kept`. */
  readonly keep?: (match: RegExpExecArray) => { readonly before: number; readonly behind: number };
  /**
   * The part of the candidate that is the value, or undefined. It may begin before the candidate, where no other
   * value of this kind can be.
   *
   * @param before up to 40 characters before the candidate
   * @param after up to 40 characters behind it
   */
  readonly narrow?: (candidate: string, before: string, after: string) => Range | undefined;
}

/** A row of the tables of secrets. */
export interface SecretPattern {
  readonly name: string;
  readonly pattern: RegExp;
  /** `$1` and `$2` stand for groups that are kept. */
  readonly replacement: string;
  /** See `Detector.hints`. */
  readonly hints: readonly string[];
  /** See `Detector.needs`. */
  readonly needs?: RegExp;
}

/** The whole candidate is the value. */
export function whole(candidate: string): Range {
  return { start: 0, end: candidate.length };
}

/** White space within a line: text on the next line belongs to another key. */
export const blank = "[^\\S\\r\\n]";

/** The start of a value: no letter or digit before it, except those of an escape (`%3D`, `\n`). */
export const valueStart = "(?:(?<![\\p{L}\\p{N}_])|(?<=%[0-9A-Fa-f]{2}|\\\\[nrt]|\\\\u00[0-9A-Fa-f]{2}))";
