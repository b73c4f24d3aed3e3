import { dateOfOrdinal, epochOf, fullYear } from "./calendar.ts";
import { type TimeFormat, type TimePart, timeFormats } from "./formats.ts";
import { monthOf } from "./months.ts";
import { zoneOffset } from "./zones.ts";

/** A time that was read, and where it stands in the text. */
export interface FoundTime {
  /** Seconds since 1970. */
  readonly time: number;
  readonly start: number;
  readonly end: number;
  readonly format: TimeFormat;
  /** Whether the text says the year. */
  readonly hasYear: boolean;
  /** Whether the day is written before the month, where this text tells. */
  readonly dayFirst?: boolean;
}

export interface TimeContext {
  /** Seconds since 1970: a date without a year is the last one that is not ahead of it. */
  readonly now: number;
  /** The year that lines before this one wrote out. */
  readonly year?: number | undefined;
  /** Whether the source writes the day before the month, where a line before this one told. */
  readonly dayFirst?: boolean | undefined;
}

/**
 * Where a time may begin: behind a blank, a bracket, a quote or a sign, never within a word or a number. Behind a colon,
 * as `grep` puts it, only what is surely a date.
 */
const begin =
  /(?<![^\s[(<{>="'`|,;*!#~])(?=\d|\p{L}{2,10}\.?,? {1,2}(?:\d|\p{L}{3,12}\.? {1,2}\d)|[IWEF]\d{4}|audit\()|(?<=:|^[.-])(?=\d{4}[-/]\d\d[-/]\d\d[ T]|\d{8}:\d{6}(?!\d)|[A-Z][a-z]{2} [ \d]\d \d)/gu;
/** Every time has one of these in it, and most lines without a time have none. */
const sign =
  /\d[:.h時时点시] ?\d\d|\d{10}|\d{6}[T _:-]?\d{6}|\dT\d{6}|\d[T _-]\d\d-\d\d-\d\d|\d-\d\d\.\d\d\.\d\d/;
/** What may stand before a time since 1970: columns without a plain word, a sign, or a key. Others are amounts. */
const columns = /^\s*(?:(?:(?!\S*\p{Ll})\S+|[\w.-]*\d[\w.:/-]*)(?:\s+|$))*$/u;
const signBefore = /[[{<|"'`,;]$|(?<![\w.])(?:\w{0,20}time(?:stamp)?|ts|t|date|epoch)=$/;
/** The formats that begin with so many digits; the last are for more. */
const mostDigits = 19;
const formatsByDigits = Array.from({ length: mostDigits + 2 }, (_, digits) =>
  timeFormats.filter(({ digits: [least, most] }) => digits >= least && digits <= most),
);
const digitRun = /\d*/y;
/** A date without a year may be ahead of the clock by a day: clocks differ. */
const aheadAllowed = 86_400;
/** Years back to the leap year before. */
const longestToLeapYear = 8;

/** The time at a place of the text; undefined where none is written there, or one that is on no calendar. */
export function timeAt(
  text: string,
  start: number,
  context: TimeContext,
  likely?: TimeFormat,
): FoundTime | undefined {
  if (likely !== undefined) {
    const found = readAs(likely, text, start, context);
    if (found !== undefined) return found;
  }
  digitRun.lastIndex = start;
  const digits = digitRun.exec(text)?.[0].length ?? 0;
  const next = text[start + digits] ?? "";
  for (const format of formatsByDigits[Math.min(digits, mostDigits + 1)] as readonly TimeFormat[]) {
    if (format.next !== undefined && !format.next.includes(next)) continue;
    const found = readAs(format, text, start, context);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first date with a time of day in the text, else the first number that is a time since 1970. */
export function findTime(text: string, context: TimeContext): FoundTime | undefined {
  if (!sign.test(text)) return undefined;
  let epoch: FoundTime | undefined;
  begin.lastIndex = 0;
  for (let match = begin.exec(text); match !== null; match = begin.exec(text)) {
    const found = timeAt(text, match.index, context);
    begin.lastIndex = match.index + 1;
    if (found === undefined) continue;
    if (found.format.isEpoch !== true) return found;
    if (text[found.start] === "a" || mayBeEpoch(text.slice(0, found.start))) epoch ??= found;
  }
  return epoch;
}

function mayBeEpoch(before: string): boolean {
  return signBefore.test(before) || columns.test(before);
}

function readAs(
  format: TimeFormat,
  text: string,
  start: number,
  context: TimeContext,
): FoundTime | undefined {
  format.pattern.lastIndex = start;
  const match = format.pattern.exec(text);
  if (match === null) return undefined;
  const part: PartOf = (name) => {
    const group = format.groupOf[name];
    return group === undefined ? undefined : match[group];
  };
  const time = format.isEpoch === true ? epochSeconds(part("epoch") ?? "") : timeOf(part, format, context);
  if (time === undefined) return undefined;
  const hasYear = part("year") !== undefined || format.isEpoch === true;
  const found = { time, start, end: endOf(match[0], start, part("zone"), time), format, hasYear };
  if (format.isAmbiguous !== true) return found;
  const [first, second] = [Number(part("month")), Number(part("day"))];
  return first > 12 || second > 12 ? { ...found, dayFirst: first > 12 } : found;
}

/** A word behind the time that is no zone is the text's, and so is a bracket that closes what was opened before. */
function endOf(text: string, start: number, zone: string | undefined, time: number): number {
  if (zone === undefined || (zone === "Z" && text.endsWith(zone))) return start + text.length;
  const isClosed = !text.endsWith(zone);
  const at = text.length - zone.length - (isClosed ? 1 : 0);
  if (text.startsWith(zone, at) && zoneOffset(zone, time) === "none")
    return start + text.slice(0, at).replace(/[ [(]{1,2}$/, "").length;
  return start + text.length - (isClosed && /^[^[(]+[\])]$/.test(text) ? 1 : 0);
}

type PartOf = (name: TimePart) => string | undefined;

function timeOf(part: PartOf, format: TimeFormat, context: TimeContext): number | undefined {
  const hour = hourOf(part);
  if (hour === undefined) return undefined;
  const minute = Number(part("minute"));
  const second = Number(part("second") ?? 0);
  const fraction = part("fraction") ?? part("fraction2") ?? "";
  const zone = part("zone");
  const timeIn = (year: number): number | undefined => {
    const date = dateOf(part, year, format, context);
    return (
      date &&
      inZone(epochOf({ year, month: date.month, day: date.day, hour, minute, second, fraction }), zone)
    );
  };
  const year = part("year");
  if (year !== undefined) return timeIn(fullYear(year));
  const latest = context.now + aheadAllowed;
  const latestYear = context.year ?? new Date(latest * 1000).getUTCFullYear();
  for (let back = 0; back <= longestToLeapYear; back++) {
    const time = timeIn(latestYear - back);
    if (time !== undefined && (context.year !== undefined || time <= latest)) return time;
  }
  return undefined;
}

function hourOf(part: PartOf): number | undefined {
  const hour = Number(part("hour"));
  const half = part("half");
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (/[Pp下後후]/.test(half) ? 12 : 0);
}

function dateOf(
  part: PartOf,
  year: number,
  { isAmbiguous }: TimeFormat,
  { dayFirst }: TimeContext,
): { readonly month: number; readonly day: number } | undefined {
  const ordinal = part("ordinal");
  if (ordinal !== undefined) return dateOfOrdinal(year, Number(ordinal));
  const name = part("name");
  if (name !== undefined) {
    const month = monthOf(name);
    return month === undefined ? undefined : { month, day: Number(part("day")) };
  }
  const [first, second] = [Number(part("month")), Number(part("day"))];
  if (isAmbiguous !== true) return { month: first, day: second };
  if (first > 12) return { month: second, day: first };
  // AM and PM are written where the month comes first.
  const monthFirst = second > 12 || first === second || part("half") !== undefined || dayFirst === false;
  if (monthFirst) return { month: first, day: second };
  return dayFirst === true ? { month: second, day: first } : undefined;
}

function inZone(wall: number | undefined, zone: string | undefined): number | undefined {
  if (wall === undefined || zone === undefined) return wall;
  const offset = zoneOffset(zone, wall);
  if (offset === "none") return wall;
  return offset === undefined ? undefined : wall - offset;
}

/**
 * Seconds, milliseconds, microseconds and nanoseconds are told apart by their size. Undefined outside 1990 to 2100.
 *
 * @param written also as floating-point numbers are printed: 1.772445601123e9
 */
export function epochSeconds(written: string): number | undefined {
  const digits = /e/i.test(written) ? Number(written).toFixed(6) : written;
  const whole = digits.split(".")[0]?.length ?? 0;
  if (![10, 13, 16, 19].includes(whole)) return undefined;
  const value = Number(digits) / 10 ** (whole - 10);
  return value > 631_152_000 && value < 4_102_444_800 ? value : undefined;
}
