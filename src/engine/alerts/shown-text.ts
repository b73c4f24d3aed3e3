import { invisibleCharacters } from "../asking/prompt.ts";
import { cutByCodePoint } from "../code-points.ts";

/** More of a text is not looked at: what lies behind it would be cut anyway. */
const longestRead = 2_000;

/**
 * The start of a text, as much as is ever worth masking. It never ends within a word: half a value would not be
 * known for what it is, and stay.
 */
export function startOf(text: string): string {
  if (text.length <= longestRead) return text;
  const start = cutByCodePoint(text.slice(0, 2 * longestRead), longestRead);
  const blank = start.search(/\s\S*$/);
  return blank === -1 ? "" : start.slice(0, blank);
}

/**
 * A text on one line, at most `limit` code points, without characters that a reader does not see or that turn the
 * direction of reading. It has memory of its own: a part of a long string would keep the whole alive.
 */
export function shownText(text: string, limit: number): string {
  const visible = text
    .slice(0, 8 * limit)
    .replace(invisibleCharacters, " ")
    .replace(/\s+/g, " ")
    .trim();
  return Buffer.from(cutByCodePoint(visible, limit).trimEnd()).toString();
}
