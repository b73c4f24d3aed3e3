import { levelByWord } from "../reading/level/level-words.ts";
import { isIdentityKey, isMeaningKey, prepositions } from "./known-words.ts";
import { remembered } from "./remembered.ts";
import { valueMark } from "./shape-writer.ts";
import type { Stem } from "./stem.ts";
import { holdsMark } from "./token-match.ts";
import { holdsWord } from "./variable-position.ts";
import { saysOutcome, saysStateInWords } from "./word-kind.ts";

/** A part of a stem that other lines of the same kind may lack. */
export interface OptionalPart {
  /** The whole stem. */
  readonly tokens: readonly string[];
  /** Where in the stem the part begins and ends. */
  readonly at: number;
  readonly end: number;
  /** How it begins: parts with equal places and beginnings may stand for each other. */
  readonly beginning: string;
  /** Where the rest goes on: a value that the part stood behind takes in the one behind it. */
  readonly restFrom: number;
  /** Whether one form with the part and one without it are enough. */
  readonly isEvident: boolean;
}

const longestPart = 4;
const longestTail = 6;
const leastLeft = 3;
const mostParts = 16;
/** In a row of so many keys each may be missing. */
const leastKeys = 3;
/** So many words before a tail with a value say all that matters. */
const leastWordsBefore = 2;
const key = /^([A-Za-z_][\w.-]*)=/;

/**
 * The parts that may be missing: in parentheses, behind a preposition or a key, a word beside a value,
 * what stands behind the last value.
 */
export function optionalPartsOf({ tokens, places }: Stem, form: readonly string[]): OptionalPart[] {
  const parts: OptionalPart[] = [];
  const add = (at: number, end: number, beginning: string, isEvident = false) => {
    const part = partOf(tokens, at, end, beginning, isEvident);
    if (part !== undefined) parts.push(part);
  };
  const keys = tokens.filter((token) => key.test(token)).length;
  for (let at = 0; at < tokens.length && parts.length < mostParts; at++) {
    const token = tokens[at] as string;
    const name = key.exec(token)?.[1];
    if (token.startsWith("(")) {
      const end = endOfParentheses(tokens, at);
      if (end > at) add(at, end, "(");
    } else if (prepositions.has(token)) {
      for (let end = at + 2; end <= Math.min(tokens.length, at + longestPart); end++) add(at, end, token);
    } else if (name !== undefined) {
      add(at, at + 1, name, keys > leastKeys && !isMeaningKey(name) && !isIdentityKey(name));
    } else if (isBesideValue(tokens, at)) {
      add(at, at + 1, "");
    }
  }
  for (let at = Math.max(2, tokens.length - longestTail); at < tokens.length; at++) {
    const before = form[(places[at] as number) - 1] as string;
    if (!holdsMark(before)) continue;
    if (tokens.slice(0, at).filter(holdsWord).length < leastWordsBefore) continue;
    const isSeparated = /[.,;]$/.test(before);
    add(at, tokens.length, "…", isSeparated && tokens.slice(at).some(holdsMark));
  }
  return parts;
}

function isBesideValue(tokens: readonly string[], at: number): boolean {
  return tokens[at] !== valueMark && (tokens[at + 1] === valueMark || tokens[at - 1] === valueMark);
}

function endOfParentheses(tokens: readonly string[], at: number): number {
  for (let end = at; end < Math.min(tokens.length, at + longestPart); end++) {
    if ((tokens[end] as string).includes(")")) return (tokens[end] as string).endsWith(")") ? end + 1 : -1;
  }
  return -1;
}

const namesOutcome = remembered((token: string) =>
  wordsOf(token).some((word) => saysOutcome(word) || levelByWord.has(word.toLowerCase())),
);
const saysState = remembered((token: string) => wordsOf(token).some(saysStateInWords));

function wordsOf(token: string): string[] {
  return token.match(/[\p{L}_-]+/gu) ?? [];
}

function partOf(
  tokens: readonly string[],
  at: number,
  end: number,
  beginning: string,
  isEvident: boolean,
): OptionalPart | undefined {
  const part = tokens.slice(at, end);
  // Behind a separator or a key some words count or name something.
  if (part.some(isEvident ? namesOutcome : saysState)) return undefined;
  // Values that the part stood between are a row without it.
  const isBetweenValues = tokens[at - 1] === valueMark && tokens[end] === valueMark;
  const restFrom = isBetweenValues ? end + 1 : end;
  if (at + tokens.length - restFrom < leastLeft) return undefined;
  const holdsWord = tokens.some((token, place) => (place < at || place >= restFrom) && isLongWord(token));
  return holdsWord ? { tokens, at, end, beginning, restFrom, isEvident } : undefined;
}

const isLongWord = remembered((token: string) => /\p{L}{3}/u.test(token));

/** Whether two parts at one place may stand for each other. */
export function isSamePlace(one: OptionalPart, other: OptionalPart): boolean {
  return one.at === other.at && one.beginning === other.beginning;
}

/** Whether tokens are the rest of the stem without the part. */
export function isRestOf({ tokens, at, restFrom }: OptionalPart, rest: readonly string[]): boolean {
  return (
    rest.length === at + tokens.length - restFrom &&
    rest.every((token, place) => token === tokens[place < at ? place : place - at + restFrom])
  );
}
