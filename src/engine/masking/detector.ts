import type { Kind } from "./kinds.ts";

/** A part of a text, `end` not included. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * One way to recognise one kind of value. Every pattern is linear: what may repeat is bounded, or begins where
 * nothing of its own kind stands before it, or takes all that it reads.
 */
export interface Detector {
  readonly name: string;
  readonly kind: Kind;
  /** With the flag g. What its group `kept` matches at the beginning is no part of the value. */
  readonly pattern: RegExp;
  /**
   * Of these a text must have at least one for the pattern to find anything, in letters of either case; `0` stands
   * for any digit. Without hints every text is searched.
   */
  readonly hints?: readonly string[];
  /** What it must have besides, where words cannot say it; several detectors may share it. */
  readonly needs?: RegExp;
  /** How many characters stay before and behind the value, for patterns without that group. */
  readonly keep?: (match: RegExpExecArray) => { readonly before: number; readonly behind: number };
  /**
   * The part of the candidate that really is such a value, undefined if none is; it may begin before the candidate,
   * where no other value of the kind can lie.
   *
   * @param before some characters in front of it
   * @param after some characters behind it
   */
  readonly narrow?: (candidate: string, before: string, after: string) => Range | undefined;
}

/** For checks that say yes or no. */
export function whole(candidate: string): Range {
  return { start: 0, end: candidate.length };
}

/** A value begins here: behind no letter or digit, but for those of an escape (`%3D`, `\n`). */
export const valueStart = "(?:(?<![\\p{L}\\p{N}_])|(?<=%[0-9A-Fa-f]{2}|\\\\[nrt]|\\\\u00[0-9A-Fa-f]{2}))";
