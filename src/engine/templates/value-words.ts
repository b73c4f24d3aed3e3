import { outcomeWords } from "./known-words.ts";

/** The values that a scanner found in a text. */
export interface Values {
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
  /** 1 for each value that is free text. */
  readonly isText: ArrayLike<number>;
  readonly count: number;
}

const offset = 0x811c9dc5;
const prime = 0x01000193;
const shortestWord = 3;
/** From here on characters are letters of other scripts, nearly always. */
const otherLetters = 0xc0;

/** What the words within a text's values say. */
export interface ValueWords {
  /** A hash of the words, regardless of case; 0 when there are none. */
  readonly hash: number;
  /** How something came out, as in `order_17_failed`, each as ` outcome=failed`. */
  readonly outcomes: string;
}

const noWords: ValueWords = { hash: 0, outcomes: "" };

/** FNV-1a over the code units of a word, in lower case. */
function hashOf(word: string): number {
  let hash = offset;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ (word.charCodeAt(at) | 0x20), prime);
  return hash;
}

const outcomeByHash = new Map(outcomeWords.map((word) => [hashOf(word), word]));
/** Marks the last bits of the outcomes' hashes: nearly every word is told to be none by one look here. */
const mayBeOutcome = new Uint8Array(4096);
for (const hash of outcomeByHash.keys()) mayBeOutcome[hash & 4095] = 1;

/** What a character is for a word; any other ends it. */
const digit = 1;
const hexadecimalLetter = 2;
const otherLetter = 3;
const kinds = new Uint8Array(otherLetters);
for (let code = 0x30; code <= 0x39; code++) kinds[code] = digit;
for (let code = 0x61; code <= 0x7a; code++)
  kinds[code] = kinds[code - 0x20] = code > 0x66 ? otherLetter : hexadecimalLetter;

/**
 * Reads the words within the values of a text: runs of letters that no digit touches, of three letters or more, and not
 * of hexadecimal letters alone, because identifiers and times hold such runs. An outcome counts beside a digit as well:
 * `order17failed`. What a person typed has words but no outcome.
 *
 * @param scanned the number of characters that were scanned for values; the rest of the text counts as one value
 */
export function readValueWords(
  text: string,
  { starts, ends, isText, count }: Values,
  scanned: number,
): ValueWords {
  let hash = 0;
  let outcomes = "";
  const values = text.length > scanned ? count + 1 : count;
  for (let value = 0; value < values; value++) {
    const start = value < count ? (starts[value] as number) : scanned;
    const end = value < count ? (ends[value] as number) : text.length;
    // What lies behind the scanned part is prose, whose outcomes are not the unit's.
    const decides = value < count && isText[value] !== 1;
    for (let at = start; at < end; ) {
      let code = text.charCodeAt(at);
      let kind = code < otherLetters ? (kinds[code] as number) : otherLetter;
      if (kind < hexadecimalLetter) {
        at++;
        continue;
      }
      const begin = at;
      let word = offset;
      let isWord = false;
      do {
        word = Math.imul(word ^ (code | 0x20), prime);
        isWord ||= kind === otherLetter;
        if (++at === end) break;
        code = text.charCodeAt(at);
        kind = code < otherLetters ? (kinds[code] as number) : otherLetter;
      } while (kind >= hexadecimalLetter);
      if (decides && mayBeOutcome[word & 4095] === 1) {
        const outcome = outcomeByHash.get(word);
        if (outcome !== undefined) outcomes += ` outcome=${outcome}`;
      }
      if (!isWord || at - begin < shortestWord || (at < end && kind === digit)) continue;
      if (begin === start || kinds[text.charCodeAt(begin - 1)] !== digit)
        hash = Math.imul(hash ^ word, prime) | 1;
    }
  }
  return hash === 0 && outcomes === "" ? noWords : { hash, outcomes };
}
