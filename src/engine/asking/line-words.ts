import { commonWords, joiningWords } from "./common-words.ts";
import type { Question } from "./question.ts";
import { isIdentifier, type Word, wordsOf } from "./text-words.ts";

/** The words of a question's text, to tell whose verdict a sentence is. */
export class LineWords {
  readonly stems: ReadonlySet<string>;
  /** The words of the log itself, in order, without numbers. */
  readonly spoken: readonly string[];
  /** All that was sent of it, in the form in which quotes are looked up. */
  readonly text: string;

  constructor({ log, template = "", fixed = "" }: Question) {
    const words = wordsOf(log);
    this.spoken = spokenIn(words);
    const all = [...words, ...wordsOf(`${template} ${fixed}`)];
    this.stems = new Set(all.flatMap(({ raw, stem }) => [stem, ...partsOf(raw)]));
    this.text = quotable([log, template, fixed].join("\n"));
  }

  /** Whether two texts are of one kind: they share more than half of their words. */
  isLike(other: LineWords): boolean {
    let shared = 0;
    for (const stem of this.stems) if (other.stems.has(stem)) shared++;
    return shared * 2 > this.stems.size + other.stems.size - shared;
  }
}

/** The words within a name: `shop_web` and `shopWeb` hold `shop` and `web`. */
function partsOf(raw: string): string[] {
  const parts = raw.split(/_|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{N})/u);
  return parts.length === 1 ? [] : parts.flatMap((part) => wordsOf(part).map(({ stem }) => stem));
}

/** Words without numbers, as sequences are compared. */
export function spokenIn(words: readonly Word[]): string[] {
  return words.flatMap(({ raw }) => (/^[\p{N}_]+$/u.test(raw) ? [] : [raw.toLowerCase()]));
}

/** A text without what models change in quotes: case, punctuation, blanks, and the commas within numbers. */
export function quotable(text: string): string {
  return text
    .toLowerCase()
    .replace(/(?<=\d)[,_](?=\d{3})/g, "")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

/** How much of a sentence speaks of one line and not of another. */
export interface Leaning {
  /** Of the line itself. */
  readonly own: number;
  /** Of the other line. */
  readonly other: number;
  /** Some word of the other line is a name, a code or a number. */
  readonly namesOther: boolean;
}

/** Compares a sentence with its own line and another one. Words that both have, and common words, say nothing. */
export function leaningOf(sentence: readonly Word[], own: LineWords, other: LineWords): Leaning {
  const sums = { own: 0, other: 0, namesOther: false };
  const seen = new Set<string>();
  for (const { raw, stem } of sentence) {
    if (seen.has(stem)) continue;
    seen.add(stem);
    const [inOwn, inOther] = [own.stems.has(stem), other.stems.has(stem)];
    if (inOwn === inOther) continue;
    const isName = isIdentifier(raw) || /^\p{N}{2,}$/u.test(raw);
    if (!isName && (stem.length < 2 || commonWords.has(stem))) continue;
    const weight = isIdentifier(raw) ? 2 : 1;
    if (inOwn) sums.own += weight;
    else sums.other += weight;
    if (inOther && isName) sums.namesOther = true;
  }
  return sums;
}

/** How many words of the line a sentence has, be they common ones. */
export function wordsShared(sentence: readonly Word[], line: LineWords): number {
  const shared = sentence.filter(
    ({ stem }) => stem.length > 1 && !joiningWords.has(stem) && line.stems.has(stem),
  );
  return new Set(shared.map(({ stem }) => stem)).size;
}
