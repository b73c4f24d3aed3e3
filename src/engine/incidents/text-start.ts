import { cutByCodePoint } from "../code-points.ts";

/** Characters that are read of a text; the rest would never be shown. */
const longestRead = 2_000;
/** A long word is read to its end, up to this many characters. */
const longestWord = 2 * longestRead;

/** The start of a text: all that is masked and may be shown. */
export interface TextStart {
  readonly text: string;
  /** `within`: the cut went through a value, so masks may no longer recognise it. */
  readonly cut: "nowhere" | "between" | "within";
}

type IsSeam = (character: string, before: string) => boolean;

const isBlank: IsSeam = (character) => /\s/.test(character);
/** Where to cut, best first: between members of a record or query, after punctuation, anywhere in scripts without blanks. */
const seams: readonly IsSeam[] = [
  (character, before) => /[;}\]&]/.test(character) || (character === "," && /["\]}]/.test(before)),
  (character) => /[,|。，、；！？：」』）]/.test(character),
  (character) =>
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u.test(
      character,
    ),
];

/**
 * The start of a text. It ends between words if possible, else where a value most likely ends, because masks would not
 * recognise half a secret.
 */
export function startOf(text: string): TextStart {
  if (text.length <= longestRead) return { text, cut: "nowhere" };
  const start = cutByCodePoint(text.slice(0, longestWord), longestRead);
  if (start.length === text.length) return { text, cut: "nowhere" };
  const blank = lastSeam(start, isBlank);
  if (blank !== undefined) return { text: start.slice(0, blank), cut: "between" };
  const rest = text.slice(start.length, longestWord).search(/\s/);
  if (rest !== -1) return { text: text.slice(0, start.length + rest), cut: "between" };
  if (text.length <= longestWord) return { text, cut: "nowhere" };
  for (const isSeam of seams) {
    const at = lastSeam(start, isSeam);
    if (at !== undefined) return { text: start.slice(0, at + 1), cut: "between" };
  }
  return { text: start, cut: "within" };
}

/** The last seam in the second half of a text; cutting earlier would lose too much. */
function lastSeam(text: string, isSeam: IsSeam): number | undefined {
  for (let at = text.length - 1; at >= text.length / 2; at--) {
    if (isSeam(text.charAt(at), text.charAt(at - 1))) return at;
  }
  return undefined;
}

/** A copy of the start, because a substring would keep the whole long string in memory. */
export function detachedStart(text: string): TextStart {
  const start = startOf(text);
  return { text: Buffer.from(start.text).toString(), cut: start.cut };
}
