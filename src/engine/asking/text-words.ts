/** A word of a text. */
export interface Word {
  /** As it stands there. */
  readonly raw: string;
  /** By which words are compared: lower case, the beginning of a long word, so that endings do not part words. */
  readonly stem: string;
}

/** Words read of one text. A verdict is about what stands near the beginning of a very long one. */
const mostWords = 2_000;
/** Letters by which long words are compared. */
const longestStem = 6;

const runs = /[\p{L}\p{M}\p{N}_]+/gu;
/** Scripts that put no blanks between words: their words are taken as pairs of characters. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}ー]+/gu;
const placeholders = /<~*[A-Za-z][A-Za-z0-9_]{1,23}(?::[A-Za-z0-9]{1,16})?>|<\*>/g;

/** The words of a text in order, without its placeholders. Takes time proportional to the text. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const [run] of text.replace(placeholders, " ").matchAll(runs)) {
    if (words.length >= mostWords) break;
    const pairs = [...run.matchAll(unspaced)].flatMap(([part]) => pairsOf(part));
    for (const pair of pairs) words.push({ raw: pair, stem: pair });
    for (const raw of pairs.length === 0 ? [run] : run.split(unspaced))
      if (raw !== "") words.push({ raw, stem: stemOf(raw) });
  }
  return words;
}

/** The number of placeholders in a text. */
export function placeholdersIn(text: string): number {
  return text.match(placeholders)?.length ?? 0;
}

/** Whether a word is a name or a code of a machine, which two texts hardly share by chance. */
export function isIdentifier(raw: string): boolean {
  if (raw.length < 3) return false;
  const hasDigit = /\p{N}/u.test(raw);
  return (
    (hasDigit && /\p{L}/u.test(raw)) ||
    raw.includes("_") ||
    /\p{Ll}\p{Lu}/u.test(raw) ||
    /^\p{Lu}{6,}$/u.test(raw)
  );
}

function pairsOf(part: string): string[] {
  const characters = Array.from(part);
  if (characters.length === 1) return [part];
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}

function stemOf(raw: string): string {
  const word = raw.toLowerCase();
  return /\p{N}|_/u.test(word) ? word : word.slice(0, longestStem);
}
