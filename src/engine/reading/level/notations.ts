import { byFirstCharacter, placeOf } from "../by-first-character.ts";
import type { Level } from "./level-words.ts";
import { byWord, type HeadPlace, type Notation } from "./notation.ts";
import { softwareNotations } from "./software-notations.ts";
import { systemNotations } from "./system-notations.ts";
import { wordNotations } from "./word-notations.ts";

/** Tried in this order. */
const notations: readonly Notation[] = [...softwareNotations, ...systemNotations, ...wordNotations];

/** The notations that may begin with a character, by its code; the last are for all that is not ASCII. */
const notationsByCode = byFirstCharacter(notations);

export interface FoundLevel {
  readonly level: Level;
  readonly end: number;
  /** Where the message begins. */
  readonly messageFrom: number;
}

/** The level that is written at a place of a line's head. */
export function levelNotedAt(text: string, at: number, place: HeadPlace): FoundLevel | undefined {
  for (const { pattern, fits, isOfMessage, levelOf = byWord } of notationsByCode[placeOf(text, at)] ?? []) {
    if (fits !== undefined && !fits(place)) continue;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const word = match?.[1] ?? match?.[2];
    const level = word === undefined ? undefined : levelOf(word);
    if (level !== undefined)
      return { level, end: pattern.lastIndex, messageFrom: isOfMessage === true ? at : pattern.lastIndex };
  }
  return undefined;
}
