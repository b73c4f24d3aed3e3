import { apostrophe, backslash, characterClass, classOf, doubleQuote } from "./characters.ts";

const backtick = 96;
/** They close in most languages, and open in Swedish and in Danish. */
const curlyEnd = "”".charCodeAt(0);
const angleEnd = "»".charCodeAt(0);
const notFound = -1;

/** Marks that open a quotation, and those that close it. `“` opens in English and closes in German. */
const closing: ReadonlyMap<number, string> = new Map(
  ['""', "''", "``'", "“”", "„“”", "«»", "»«", "‘’", "‚‘’", "「」", "『』", "‹›", "＂＂", "””"].map(
    (marks) => [marks.charCodeAt(0), marks.slice(1)],
  ),
);

/** Whether the mark may be escaped by a backslash, as in a string of JSON within a string. */
export function isEscapable(code: number): boolean {
  return code === doubleQuote || code === apostrophe || code === backtick;
}

export function backslashesBefore(text: string, at: number): number {
  let first = at;
  while (first > 0 && text.charCodeAt(first - 1) === backslash) first--;
  return at - first;
}

/** Whether a mark may open a quotation where it stands: `5" disks` and `the users' data` open none. */
export function mayOpen(text: string, at: number, code: number): boolean {
  const before = at - 1 - (isEscapable(code) ? backslashesBefore(text, at) : 0);
  if (code === curlyEnd || code === angleEnd) return before < 0 || /[\s([{:=]/.test(text[before] as string);
  if (!isEscapable(code)) return true;
  if (before >= 0 && isWordCharacter(text.charCodeAt(before))) return false;
  return classOf[text.charCodeAt(at + 1)] !== characterClass.space;
}

/**
 * Where a quotation ends: the place of its closing mark. Marks that are escaped more deeply than the opening one belong
 * to the quotation; one that is escaped less deeply ends the text around it, so that the quotation has no end.
 *
 * @returns the place of the mark, `-1` where the text around it ends first, `limit` where there is none
 */
export function endOfQuotation(text: string, at: number, code: number, limit: number): number {
  const marks = closing.get(code) ?? "";
  const first = marks.charCodeAt(0);
  const second = marks.length > 1 ? marks.charCodeAt(1) : first;
  const depth = isEscapable(code) ? backslashesBefore(text, at) : 0;
  for (let end = at + 1; end < limit; end++) {
    const mark = text.charCodeAt(end);
    if (mark !== first && mark !== second) continue;
    if (!isEscapable(mark)) return end;
    const slashes = backslashesBefore(text, end);
    if (slashes < depth) return notFound;
    // An even number of backslashes is an escaped backslash.
    if (slashes > depth && (depth > 0 || slashes % 2 === 1)) continue;
    if (mark === apostrophe && isWithinWord(text, end)) continue;
    if (mark === doubleQuote && depth === 0 && text.charCodeAt(end + 1) === doubleQuote && end > at + 1) {
      // CSV doubles a quote within a quotation.
      end++;
      continue;
    }
    return end;
  }
  return limit;
}

function isWithinWord(text: string, at: number): boolean {
  return isWordCharacter(text.charCodeAt(at - 1)) && isWordCharacter(text.charCodeAt(at + 1));
}

function isWordCharacter(code: number): boolean {
  const kind = classOf[code];
  return kind === characterClass.letter || kind === characterClass.digit;
}
