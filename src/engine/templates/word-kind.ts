import { levelByWord } from "../reading/level/level-words.ts";
import {
  atSign,
  backslash,
  characterClass,
  classOf,
  closeBrace,
  closeBracket,
  closeParenthesis,
  colon,
  comma,
  dot,
  exclamationMark,
  greaterThan,
  hyphen,
  isDigit,
  isHexadecimal,
  lessThan,
  openParenthesis,
  percentSign,
  plus,
  questionMark,
  semicolon,
  slash,
  space,
  underscore,
  verticalBar,
} from "./characters.ts";
import { months, namesWithDigit, outcomeWords, stateWords, unitsOfMeasure, weekdays } from "./known-words.ts";

/** `java.io.IOException` says what went wrong; other dotted names are places. */
const faultName = /(?:Exception|Error|Fault|Failure|Timeout|Interrupt)$/;

/** Whether a word without digits is a value by its form: a path, a dotted name, an address, a long blob. */
export function isValueWithoutDigits(text: string, start: number, end: number): boolean {
  let dots = 0;
  let slashes = 0;
  let backslashes = 0;
  let hexadecimal = end - start >= 8;
  let at = -1;
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    if (code === dot) dots++;
    else if (code === slash) slashes++;
    else if (code === backslash) backslashes++;
    else if (code === atSign) at = index;
    if (hexadecimal && !isHexadecimal(code)) hexadecimal = false;
  }
  if (hexadecimal || end - start > 64) return true;
  if (at > start && dots > 0) return true;
  if (slashes >= 3 || backslashes >= 2) return true;
  if (slashes === 2) return dots > 0;
  return dots >= 2 && slashes === 0 && !faultName.test(text.slice(Math.max(start, end - 12), end));
}

/** The end of a path or web address that begins at `start`. */
export function endOfPath(text: string, start: number, limit: number): number {
  let end = start;
  while (end < limit) {
    const code = text.charCodeAt(end);
    const kind = classOf[code] as number;
    if (kind === characterClass.space || kind === characterClass.quote) break;
    if (endsPath(code)) break;
    if (code === colon) {
      const goesOn =
        end + 1 < limit && (classOf[text.charCodeAt(end + 1)] as number) >= characterClass.letter;
      if (!goesOn) break;
    }
    end++;
  }
  // Punctuation behind the path belongs to the sentence.
  while (end > start + 1) {
    const code = text.charCodeAt(end - 1);
    if (code !== dot && code !== colon && code !== questionMark && code !== exclamationMark) break;
    end--;
  }
  return end;
}

function endsPath(code: number): boolean {
  return (
    code === comma ||
    code === semicolon ||
    code === closeParenthesis ||
    code === closeBracket ||
    code === closeBrace ||
    code === greaterThan ||
    code === lessThan ||
    code === verticalBar
  );
}

/** `2023-10-09`, `17/06/09`, `2005.06.03`, `09.10.2023`: digits with two equal separators. */
export function isDate(text: string, start: number, end: number): boolean {
  const length = end - start;
  if (length < 8 || length > 10) return false;
  let separators = 0;
  let separator = 0;
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    if (isDigit(code)) continue;
    if (separators > 0 && code !== separator) return false;
    separator = code;
    separators++;
  }
  return separators === 2 && (separator === hyphen || separator === slash || separator === dot);
}

function isMonth(text: string, start: number, end: number): boolean {
  return end - start === 3 && months.has(text.slice(start, end));
}

function isWeekday(text: string, start: number, end: number): boolean {
  return end - start === 3 && weekdays.has(text.slice(start, end));
}

/** The end of a month before a number, with or without a weekday (`Dec`, `Sun Dec`), or -1. */
export function endOfMonth(text: string, start: number, stop: number): number {
  let end = stop;
  if (isWeekday(text, start, stop)) end = text.charCodeAt(stop) === space ? stop + 4 : stop + 5;
  if (!isMonth(text, end - 3, end)) return -1;
  let next = end;
  while (text.charCodeAt(next) === space && next < end + 3) next++;
  return next > end && isDigit(text.charCodeAt(next)) ? end : -1;
}

/** The end of a prefix such as `blk_` or `DFSClient_NONMAPREDUCE_`: letters and underscores, up to the last underscore. */
export function endOfPrefix(text: string, start: number, stop: number): number {
  let end = start;
  for (let index = start; index < stop; index++) {
    const code = text.charCodeAt(index);
    if (code === underscore) end = index - start >= 2 ? index + 1 : end;
    else if (classOf[code] !== characterClass.letter) break;
  }
  return end;
}

/** Where the joiners at the end of a word begin: they stand around the word and do not belong to it. */
export function startOfTrailingJoiners(text: string, start: number, end: number): number {
  let stop = end;
  while (stop > start && classOf[text.charCodeAt(stop - 1)] === characterClass.joiner) stop--;
  return stop;
}

export function hasSlash(text: string, start: number, end: number): boolean {
  for (let index = start; index < end; index++) if (text.charCodeAt(index) === slash) return true;
  return false;
}

/** Whether one or two digits are the hour of a time: a colon and a digit follow. */
export function isHour(text: string, start: number, end: number): boolean {
  return end - start <= 2 && text.charCodeAt(end) === colon && isDigit(text.charCodeAt(end + 1));
}

export function isTruthValue(text: string, start: number, stop: number): boolean {
  const length = stop - start;
  if (length !== 4 && length !== 5) return false;
  const word = text.slice(start, stop).toLowerCase();
  return word === "true" || word === "false";
}

/** Four digits that begin with 19 or 20. */
export function isYear(text: string, start: number, end: number): boolean {
  return end - start === 4 && (text.startsWith("20", start) || text.startsWith("19", start));
}

/** `+0200`, `-0700`. */
export function isZoneOffset(text: string, start: number, end: number): boolean {
  const sign = text.charCodeAt(start);
  return end - start === 5 && (sign === plus || sign === hyphen);
}

/** The end of a unit of measure that stands one space behind a number, or -1. */
export function endOfUnit(text: string, numberEnd: number, limit: number): number {
  if (text.charCodeAt(numberEnd) !== space) return -1;
  let end = numberEnd + 1;
  while (end < limit && end - numberEnd <= 7 && classOf[text.charCodeAt(end)] === characterClass.letter)
    end++;
  if (end === numberEnd + 1 || end - numberEnd > 7) return -1;
  // The words behind 5 in "5 s/op" and behind 3 in "3 B2" are no units.
  if (end < limit && (classOf[text.charCodeAt(end)] as number) > characterClass.letter) {
    if (text.charCodeAt(end) !== dot) return -1;
  }
  return unitsOfMeasure.has(text.slice(numberEnd + 1, end)) ? end : -1;
}

/** `de:ad:be:ef:00:11` from its first pair on. */
export function isHardwareAddress(text: string, start: number): boolean {
  for (let pair = 0; pair < 6; pair++) {
    const at = start + pair * 3;
    if (!isHexadecimal(text.charCodeAt(at)) || !isHexadecimal(text.charCodeAt(at + 1))) return false;
    if (pair < 5 && text.charCodeAt(at + 2) !== colon) return false;
  }
  return true;
}

/** `RUNNING`, `ERR_TIMEOUT`: at least two letters, all of them capitals. */
function isUpperCase(word: string): boolean {
  return /^[A-Z][A-Z_-]*[A-Z]$/.test(word);
}

export function isNameOfFault(name: string): boolean {
  return faultName.test(name);
}

/** Scripts whose words are not parted by blanks. A run of them is a phrase rather than a name. */
const unpartedPhrase = /[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{3}/;
/** Of two letters, joined to a number: 작업17실패. */
const unpartedOutcome = /실패|성공|완료|취소|거부|오류|失败|成功|完成|取消|拒绝|失敗|完了/;

/** Whether a word says what happened. Such a word is never a value or a variable. */
export function saysState(word: string): boolean {
  return (
    isUpperCase(word) ||
    stateWords.has(word.toLowerCase()) ||
    faultName.test(word) ||
    unpartedPhrase.test(word) ||
    unpartedOutcome.test(word)
  );
}

/** Whether a word is one of state, or the name of a fault; capitals alone say neither. */
export function namesState(word: string): boolean {
  const lower = word.toLowerCase();
  return stateWords.has(lower) || levelByWord.has(lower) || (saysState(word) && !isUpperCase(word));
}

/** What capitals mostly say: verbs of protocols and languages, errors, signals, and what was done. */
const capitalEvent =
  /^(?:GET|POST|PUT|PATCH|HEAD|OPTIONS|CONNECT|SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|E[A-Z]{3,}|SIG[A-Z]+|NX[A-Z]+|.*[A-Z]{2}(?:ED|ING)(?:[_-].*)?|.*(?:ERR|ERROR|FAIL|FAULT|OUT|LOST|EXCEPTION|PANIC|OOM).*)$/;

/** `EUR`, `UTC`: capitals that name something and say no state. */
export function isCapitalName(word: string): boolean {
  if (!isUpperCase(word) || capitalEvent.test(word)) return false;
  return word
    .toLowerCase()
    .split(/[_-]/)
    .every((part) => !stateWords.has(part));
}

export function isTruth(word: string): boolean {
  return /^(?:true|false)$/i.test(word);
}

const outcomes: ReadonlySet<string> = new Set(outcomeWords);

/** Whether a word says how something came out, in one of many languages. */
export function saysOutcome(word: string): boolean {
  return outcomes.has(word.toLowerCase());
}

/** Whether a word says what happened, capitals that name something left out. */
export function saysStateInWords(word: string): boolean {
  return saysState(word) && !isCapitalName(word);
}

/** `created_at`, `blocked_by`: names of fields. */
const columnName = /_(?:at|by|id|on|count|name|time|date|key|log)$/;

/** Whether a part of a joined word says a state or a level: `app.err`, `link-down`. */
export function holdsState(word: string): boolean {
  if (columnName.test(word)) return false;
  return word
    .split(/[^\p{L}]+/u)
    .some((part) => saysStateInWords(part) || levelByWord.has(part.toLowerCase()));
}

const vendorCode = /^(?:ORA|TNS|PLS|RMAN|SQL|DSN|DFH|IEF|ERR|CVE|MY)-\d{2,6}[A-Z]?$/;
const networkCode = /^[A-Z][A-Z0-9_]*-\d-[A-Z0-9_]+$/;

/** Whether a word with a digit is a name and no value: `jk2_init(`, `ORA-00600`, `utf8`. */
export function isNameWithDigit(text: string, start: number, stop: number): boolean {
  if (text.charCodeAt(stop) === openParenthesis && stop - start > 4 && !text.slice(start, stop).includes("-"))
    return true;
  if (isMessageCode(text, start, stop)) return true;
  return stop - start <= 11 && namesWithDigit.has(text.slice(start, stop).toLowerCase());
}

/** `ORA-00600`, `%ASA-4-106023`: numbers that name the message. */
function isMessageCode(text: string, start: number, stop: number): boolean {
  if (text.charCodeAt(start - 1) === percentSign) return networkCode.test(text.slice(start, stop));
  // Looks for the hyphen first: this is faster than the pattern.
  const mayBeVendorCode =
    stop - start <= 14 &&
    (text.charCodeAt(start + 2) === hyphen ||
      text.charCodeAt(start + 3) === hyphen ||
      text.charCodeAt(start + 4) === hyphen);
  return mayBeVendorCode && vendorCode.test(text.slice(start, stop));
}
