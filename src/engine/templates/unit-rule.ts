import type { ValueReading } from "./unit-readings.ts";

/** Finds a value that changes what its line means: the value belongs to the unit. */
export type UnitRule = RulePlace & (PlainRule | MeasureRule);

interface PlainRule {
  /** The kept part of the value. When it is undefined, the next rule is tried. */
  readonly read: ValueReading;
}

/** Reads a value whose unit of measure may stand around it. */
interface MeasureRule {
  /** Gives the reading for all lines of a shape. */
  readonly readIn: (before: string, after: string) => ValueReading;
}

interface RulePlace {
  readonly name: string;
  /** Matches the end of the text before the value (in lower case, with `¤` for values). */
  readonly before?: RegExp;
  /** Matches the beginning of the text behind the value. */
  readonly after?: RegExp;
  readonly reason: string;
  /** It guesses by what stands before, and yields to an access format that says where the status is. */
  readonly isGuess?: true;
}

/** Between a key and its value: `=`, `: `, `":"`, ` is `, ` `. */
const sign = "[\"']?(?:\\s*[=:]\\s*|\\s+(?:is|was|to|of|with|at|by)?\\s*)[\"'([#]?";

export const keyed = (words: string) => new RegExp(`(?:^|[^a-z])(?:${words})${sign}$`);

/** Fails where one of these units follows: the number counts something and is no code. */
export const notCounting = (words: string) => new RegExp(`^(?!\\s?(?:${words})\\b(?![=:]))`);
