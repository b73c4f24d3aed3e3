import { characterClass, classOf, isHexadecimal } from "./character-class.ts";
import { months, stateWords, unitsOfMeasure, weekdays } from "./known-words.ts";

const dot = 46;
const slash = 47;
const colon = 58;

/** `java.io.IOException`: what went wrong, where other dotted names are places. */
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
    else if (code === 92) backslashes++;
    else if (code === 64) at = index;
    if (hexadecimal && !isHexadecimal(code)) hexadecimal = false;
  }
  if (hexadecimal || end - start > 64) return true;
  if (at > start && dots > 0) return true;
  if (slashes >= 3 || backslashes >= 2) return true;
  if (slashes === 2) return dots > 0;
  return dots >= 2 && slashes === 0 && !faultName.test(text.slice(Math.max(start, end - 12), end));
}

/** Where a path or an address of the web that begins at `start` ends. */
export function endOfPath(text: string, start: number, limit: number): number {
  let end = start;
  while (end < limit) {
    const code = text.charCodeAt(end);
    const kind = classOf[code] as number;
    if (kind === characterClass.space || kind === characterClass.quote) break;
    // , ; ) ] } > < |
    if (
      code === 44 ||
      code === 59 ||
      code === 41 ||
      code === 93 ||
      code === 125 ||
      code === 62 ||
      code === 60
    )
      break;
    if (code === 124) break;
    if (code === colon && !(end + 1 < limit && (classOf[text.charCodeAt(end + 1)] as number) >= 3)) break;
    end++;
  }
  // A full stop, colon or question mark behind it belongs to the sentence.
  while (end > start + 1) {
    const code = text.charCodeAt(end - 1);
    if (code !== dot && code !== colon && code !== 63 && code !== 33) break;
    end--;
  }
  return end;
}

/** `2023-10-09`, `17/06/09`, `2005.06.03`, `09.10.2023`: digits with two equal separators. */
export function isDate(text: string, start: number, end: number): boolean {
  const length = end - start;
  if (length < 8 || length > 10) return false;
  let separators = 0;
  let separator = 0;
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) continue;
    if (separators > 0 && code !== separator) return false;
    separator = code;
    separators++;
  }
  return separators === 2 && (separator === 45 || separator === slash || separator === dot);
}

function isMonth(text: string, start: number, end: number): boolean {
  return end - start === 3 && months.has(text.slice(start, end));
}

function isWeekday(text: string, start: number, end: number): boolean {
  return end - start === 3 && weekdays.has(text.slice(start, end));
}

/** The end of `Dec`, `Sun Dec` before a number, or -1. */
export function endOfMonth(text: string, start: number, stop: number): number {
  let end = stop;
  if (isWeekday(text, start, stop)) end = text.charCodeAt(stop) === 32 ? stop + 4 : stop + 5;
  if (!isMonth(text, end - 3, end)) return -1;
  let next = end;
  while (text.charCodeAt(next) === 32 && next < end + 3) next++;
  return next > end && isDigit(text.charCodeAt(next)) ? end : -1;
}

/** The end of `blk_`, `DFSClient_NONMAPREDUCE_`: letters up to the last underscore before anything else. */
export function endOfPrefix(text: string, start: number, stop: number): number {
  let end = start;
  for (let index = start; index < stop; index++) {
    const code = text.charCodeAt(index);
    if (code === 95) end = index - start >= 2 ? index + 1 : end;
    else if (classOf[code] !== characterClass.letter) break;
  }
  return end;
}

export function hasSlash(text: string, start: number, end: number): boolean {
  for (let index = start; index < end; index++) if (text.charCodeAt(index) === slash) return true;
  return false;
}

/** One or two digits and a colon with a digit behind it: the hour of a time. */
export function isHour(text: string, start: number, end: number): boolean {
  return end - start <= 2 && text.charCodeAt(end) === colon && isDigit(text.charCodeAt(end + 1));
}

export function isTruthValue(text: string, start: number, stop: number): boolean {
  const length = stop - start;
  if (length !== 4 && length !== 5) return false;
  const word = text.slice(start, stop).toLowerCase();
  return word === "true" || word === "false";
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Four digits that begin with 19 or 20. */
export function isYear(text: string, start: number, end: number): boolean {
  return end - start === 4 && (text.startsWith("20", start) || text.startsWith("19", start));
}

/** `+0200`, `-0700`. */
export function isZoneOffset(text: string, start: number, end: number): boolean {
  const sign = text.charCodeAt(start);
  return end - start === 5 && (sign === 43 || sign === 45);
}

/** The end of a unit of measure that stands one space behind a number, or -1. */
export function endOfUnit(text: string, numberEnd: number, limit: number): number {
  if (text.charCodeAt(numberEnd) !== 32) return -1;
  let end = numberEnd + 1;
  while (end < limit && end - numberEnd <= 7 && classOf[text.charCodeAt(end)] === characterClass.letter)
    end++;
  if (end === numberEnd + 1 || end - numberEnd > 7) return -1;
  // "5 s/op" and "3 B2" are other words.
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

/** `RUNNING`, `ERR_TIMEOUT`: two letters at least, none of them small. */
function isUpperCase(word: string): boolean {
  return /^[A-Z][A-Z_-]*[A-Z]$/.test(word);
}

/** A word that says what happened: it is not hidden as a value, and not taken for one. */
export function saysState(word: string): boolean {
  return isUpperCase(word) || stateWords.has(word.toLowerCase()) || faultName.test(word);
}

const vendorCode = /^(?:ORA|TNS|PLS|RMAN|SQL|DSN|DFH|IEF|ERR|CVE|MY)-\d{2,6}[A-Z]?$/;
const networkCode = /^[A-Z][A-Z0-9_]*-\d-[A-Z0-9_]+$/;

/** `ORA-00600`, `%ASA-4-106023`: numbers that name the message. */
export function isMessageCode(text: string, start: number, stop: number): boolean {
  if (text.charCodeAt(start - 1) === 37) return networkCode.test(text.slice(start, stop));
  if (
    stop - start > 14 ||
    (text.charCodeAt(start + 2) !== 45 &&
      text.charCodeAt(start + 3) !== 45 &&
      text.charCodeAt(start + 4) !== 45)
  )
    return false;
  return vendorCode.test(text.slice(start, stop));
}
