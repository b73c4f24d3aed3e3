import type { CustomMask } from "./custom-mask.ts";
import type { Range } from "./detector.ts";
import type { Kind } from "./kinds.ts";
import type { Sensitive } from "./redaction-pass.ts";

/** Shorter values, such as initials, occur in other words and identify no one. */
const shortest = 3;

/**
 * Masks for the values that were found in a text. They find the same values in its template and in sentences about it,
 * where no key beside a value tells what it is.
 */
export function masksOfValues(text: string, parts: readonly Sensitive[]): readonly CustomMask[] {
  const values = new Map<Kind, Set<string>>();
  for (const { start, end, kind } of parts) {
    const known = values.get(kind) ?? new Set();
    values.set(kind, known.add(text.slice(start, end)));
  }
  return [...values].map(([kind, known]) => ({
    name: "values of a text",
    kind,
    source: "",
    find: (other) =>
      placesOf(
        [...known].filter((value) => value.length >= shortest),
        other,
      ),
  }));
}

/** Where the values stand as words of their own. The longest wins where two begin at one place. */
function placesOf(values: readonly string[], text: string): Range[] {
  const forms = values
    .filter((value) => text.includes(value))
    .sort((one, other) => other.length - one.length)
    .map(
      (value) =>
        `${borderBefore(value)}${value.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}${borderBehind(value)}`,
    );
  if (forms.length === 0) return [];
  return [...text.matchAll(new RegExp(forms.join("|"), "gu"))].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));
}

/** A longer value is part of another word only by intent, so it needs no word border. */
const longestPart = 7;

function borderBefore(value: string): string {
  return value.length <= longestPart && /^[\p{L}\p{N}_]/u.test(value) ? "(?<![\\p{L}\\p{N}_])" : "";
}

function borderBehind(value: string): string {
  return value.length <= longestPart && /[\p{L}\p{N}_]$/u.test(value) ? "(?![\\p{L}\\p{N}_])" : "";
}
