import { isMeaningKey, months, weekdays } from "./known-words.ts";
import { valueMark } from "./shape-writer.ts";
import { holdsState, isNameOfFault } from "./word-kind.ts";

/**
 * Values that the scanner leaves as words, because only the words about them tell: days and months, single letters,
 * marks for what is absent, names with one dot. Looked for once in each shape, so they cost nothing in a known one.
 */

const fullWeekdays = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
const fullMonths =
  "January February March April May June July August September October November December".split(" ");
const dayNames: ReadonlySet<string> = new Set([...weekdays, ...fullWeekdays, "AM", "PM", "a.m", "p.m"]);
const monthNames: ReadonlySet<string> = new Set([...months, ...fullMonths]);
/** Behind one of these words May and March are months. */
const monthIntroductions: ReadonlySet<string> = new Set(
  "in of on until till since for from to by before after next last every and or".split(" "),
);
/** Written where a value is absent. */
const absentValues: ReadonlySet<string> = new Set(
  "null NULL nil Nil (null) <null> [null] undefined n/a N/A NaN <none> <nil> <unset> <unknown> [unknown] None".split(
    " ",
  ),
);
/** `node-[1-5]` is a value as `node-1` is; `environment:os.name=` is a key in the place of a value. */
const bracketsAtName = /^( ?["'(]?)[A-Za-z][\w.]*-\[\u0001\]([)\]}>"',;:.]*)$/;
/** `name=com.example.mail:push`: a part of a program behind its name. */
const partOfName = /(?<==)\u0001:[a-z]{2,}(?=[)\]}"']?[,;]?$)/;
const keyAsValue = /^( ?\w+:)[A-Za-z]\w*(?:\.\w+)+(?==)/;
/** Most tokens: no value is written like this, but for those that begin with n or u. */
const plainWord = /^ ?[a-mo-tv-z][a-z]+$/;
/** `x is null` says what is wrong. */
const statesAbsence = /^ (?:is|was|are|were|be|been|not|returned|returns|got|found|became)$/;
/** Absent where they stand behind a key, words of state elsewhere. */
const absentBehindKey: ReadonlySet<string> = new Set("none NONE unset nothing".split(" "));

const core = /^( ?["'`([{<]*)(.*?)(["'`)\]}>]*[,;:.!?|]*)$/s;
const dotted = /^[A-Za-z][\w$-]*\.[A-Za-z][\w$-]*$/;
/** A name with one dot before a port or behind a key. */
const dottedAtEdge = /^((?:[\w.-]+=)?)([A-Za-z][\w$-]*\.[A-Za-z][\w$-]*)(:\u0001|)$/;
const keyed = /^( ?["'([{<]*(?:[A-Za-z_][\w.-]*)["']?[=:])(.+?)([)\]}>]*[,;|]*)$/s;

/**
 * @param token of a shape
 * @param before the token before it
 * @param after the token behind it
 * @param hasWord whether a word stood before: nothing of a line's head and no first word is a value
 * @returns the token with a mark in place of its value, or the token itself
 */
export function withKindOfValue(written: string, before: string, after: string, hasWord: boolean): string {
  let token = written;
  if (token.length > 80 || plainWord.test(token)) return token;
  if (token.includes("-[")) return token.replace(bracketsAtName, `$1${valueMark}$2`);
  if (token.includes("=")) token = token.replace(keyAsValue, `$1${valueMark}`).replace(partOfName, valueMark);
  if (startsDate(token, after)) return token.replace(/[A-Z][a-z]+/, valueMark);
  const absent = statesAbsence.test(before) ? token : withAbsentValue(token);
  if (absent !== token || !hasWord) return absent;
  const [, opening = "", word = "", closing = ""] = core.exec(token) ?? [];
  if (word.length === 1) {
    const isLetter = word >= "A" && word <= "Z";
    return isLetter ? `${opening}${valueMark}${closing}` : token;
  }
  if (isCalendarWord(word, before)) return `${opening}${valueMark}${closing}`;
  return word.includes(".") ? withDottedName(token, opening, word, closing) : token;
}

function withAbsentValue(written: string): string {
  const token = written.replace("<>", `<${valueMark}>`);
  const first = token.charCodeAt(token.charCodeAt(0) === 32 ? 1 : 0) | 0x20;
  const mayBeBare =
    first === 110 || first === 117 || first === 40 || first === 60 || first === 123 || first === 91;
  if (mayBeBare) {
    const [, space = "", word = "", closing = ""] = /^( ?)(.*?)([,;:.|]*)$/s.exec(token) ?? [];
    if (absentValues.has(word)) return `${space}${valueMark}${closing}`;
  }
  if (!token.includes("=") && !token.includes(":")) return token;
  const [, key = "", value = "", rest = ""] = keyed.exec(token) ?? [];
  if (key === "" || isMeaningKey(wordOfKey(key))) return token;
  return absentValues.has(value) || absentBehindKey.has(value) ? `${key}${valueMark}${rest}` : token;
}

function wordOfKey(key: string): string {
  return /([A-Za-z_]+)["']?[=:]$/.exec(key)?.[1] ?? "";
}

/** `January 5`, `Monday, 5`: also where no word stands before it. */
function startsDate(token: string, after: string): boolean {
  const word = token.replace(/^ /, "").replace(/[,.]$/, "");
  return after.startsWith(` ${valueMark}`) && (monthNames.has(word) || dayNames.has(word));
}

function isCalendarWord(word: string, before: string): boolean {
  const first = word.charCodeAt(0);
  if (first < 65 || first > 90) return false;
  if (dayNames.has(word)) return true;
  if (!monthNames.has(word)) return false;
  return before.includes(valueMark) || monthIntroductions.has(before.trim());
}

function withDottedName(token: string, opening: string, word: string, closing: string): string {
  // A name before a colon is a part of the program, or a key.
  if (closing.includes(":")) return token;
  const [, key = "", name = "", port = ""] = dottedAtEdge.exec(word) ?? [];
  if (name === "" || isNameOfFault(name) || !dotted.test(name) || holdsState(name)) return token;
  return `${opening}${key}${valueMark}${port}${closing}`;
}
