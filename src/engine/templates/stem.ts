import { levelByWord } from "../reading/level/level-words.ts";
import { prepositions, unitsOfMeasure } from "./known-words.ts";
import { valueMark } from "./shape-writer.ts";
import { holdsMark, variableMark } from "./token-match.ts";
import { isCapitalName, saysOutcome, saysState } from "./word-kind.ts";

/**
 * What is left of a form without what depends on its values alone: parts in parentheses, the number of values in a row,
 * the punctuation about them. Forms with the same stem belong to one template, for they have the same words in the same
 * order.
 */
export interface Stem {
  /** Without the space before them. */
  readonly tokens: readonly string[];
  /** The same with a variable where the form has one. */
  readonly pattern: readonly string[];
  /** For each token its place in the form; for several values that of the first. */
  readonly places: readonly number[];
}

/** Words between the values of a list. */
const listWord = /^ (?:and|or|&|,|-|\+)$/;
/** What stands behind one of these words is no optional part. */
const takesValue = /^ (?:in|is|was)$/;
const longestPart = 12;
/** Units that a program may write behind one number and not behind the next. */
const furtherUnits: ReadonlySet<string> = new Set(
  "ms msec millis milliseconds seconds minutes hours".split(" "),
);

/** In lines with so many keys, capitals among these are flags. */
const leastKeysBesideFlags = 4;

export function stemOf(form: readonly string[]): Stem {
  const tokens: string[] = [];
  const pattern: string[] = [];
  const places: number[] = [];
  const keys = form.filter(hasKey).length;
  let inHead = true;
  for (let at = 0; at < form.length; ) {
    const optional = optionalPartAt(form, at);
    if (optional > 0) {
      at += optional;
      continue;
    }
    const place = at;
    const thread = inHead ? threadAt(form, at) : 0;
    const token = form[at++] as string;
    if (thread > 0) at += thread - 1;
    else inHead &&= !holdsWord(token);
    const isBehindValue = endsWithValue(tokens.at(-1) ?? "");
    const isValue = thread > 0 || isBareValue(token);
    if (isBehindValue && (isValue || isUnit(token))) continue;
    if (isBehindValue && listWord.test(token) && isBareValue(form[at] ?? "")) continue;
    const bare = isValue ? valueMark : singularOf(token.replace(/^ /, "").replace(/[,;.]$/, ""));
    if (bare === "" || (keys >= leastKeysBesideFlags && tokens.some(hasKey) && isFlag(bare))) continue;
    tokens.push(bare.replace(variableMark, valueMark));
    pattern.push(isValue && token.includes(variableMark) ? variableMark : bare);
    places.push(place);
  }
  // Without words the number of values is all that tells.
  if (tokens.some((token) => /\p{L}{3}/u.test(token))) return { tokens, pattern, places };
  return { tokens: form, pattern: form, places: form.map((_, at) => at) };
}

function hasKey(token: string): boolean {
  return token.includes("=") && /^ ?[A-Za-z_][\w.-]*=/.test(token);
}

/** `SYN`, `DF`: short capitals among many keys are set in some lines and not in others. */
function isFlag(token: string): boolean {
  return /^[A-Z]{2,4}$/.test(token) && isCapitalName(token);
}

/** "1 connection" and "2 connections", "it gives" and "they give". */
function singularOf(word: string): string {
  if (!word.endsWith("s") || !/^[a-z]{3,}[^siu]s$/.test(word) || saysState(word)) return word;
  const singular = word.slice(0, -1);
  return saysState(singular) ? word : singular;
}

/** A word that belongs to no level, beside values and names in the head of a line. */
function holdsWord(token: string): boolean {
  return /^ ?[("']?\p{L}{2}/u.test(token) && !levelByWord.has(token.replace(/[^\p{L}]+/gu, "").toLowerCase());
}

/** How many tokens the name of a thread in the head has, as in `[event handler]`; 0 if none stands there. */
function threadAt(form: readonly string[], at: number): number {
  if (!(form[at] as string).startsWith(" [")) return 0;
  for (let end = at; end < Math.min(form.length, at + longestPart); end++) {
    const token = form[end] as string;
    if (
      (token.match(/\p{L}+/gu) ?? []).some((word) => saysOutcome(word) || levelByWord.has(word.toLowerCase()))
    )
      return 0;
    if (/\][,;:.]?$/.test(token)) return end - at + 1;
  }
  return 0;
}

/** `file:///tmp/x` is a value as `/tmp/x` is. */
const scheme = /^ ?["'(<[]?[a-z][a-z0-9+.-]{1,15}:\/\/(?=[\u0001\u0002])/;

/** Values and punctuation alone. */
function isBareValue(token: string): boolean {
  if (!holdsMark(token)) return false;
  return !/\p{L}/u.test(token) || !/\p{L}/u.test(token.replace(scheme, ""));
}

function endsWithValue(token: string): boolean {
  const mark = Math.max(token.lastIndexOf(valueMark), token.lastIndexOf(variableMark));
  return mark >= 0 && !/[\p{L}\s]/u.test(token.slice(mark));
}

function isUnit(token: string): boolean {
  const word = token.replace(/^ /, "").replace(/[,;.]$/, "");
  return unitsOfMeasure.has(word) || furtherUnits.has(word);
}

function takesValueBehind(token: string): boolean {
  return takesValue.test(token) || prepositions.has(token.slice(1));
}

/** How many tokens of a part in parentheses begin at `at`; 0 if none does, or if it says more than a value. */
function optionalPartAt(form: readonly string[], at: number): number {
  if (at === 0 || !(form[at] as string).startsWith(" (") || takesValueBehind(form[at - 1] as string))
    return 0;
  let holdsValue = false;
  let others = 0;
  for (let index = at; index < form.length && others < longestPart; index++) {
    const token = form[index] as string;
    if (isBareValue(token)) holdsValue = true;
    else others++;
    holdsValue ||= holdsMark(token);
    if ((token.match(/[\p{L}_-]+/gu) ?? []).some((word) => saysState(word))) return 0;
    const closing = token.indexOf(")");
    if (closing >= 0) return holdsValue && /^\)[,;:.]*$/.test(token.slice(closing)) ? index - at + 1 : 0;
  }
  return 0;
}
