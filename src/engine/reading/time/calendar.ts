/** A moment as a clock on a wall and a calendar show it. A part that is left out is undefined. */
export interface WallTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Digits behind the point. */
  readonly fraction: string;
}

/**
 * Seconds since 1970 of a wall time in UTC. Undefined for a moment that is on no calendar, such as 31 February, instead
 * of the day it would roll over to. 24:00:00 ends a day, and second 60 is a leap second (ISO 8601).
 */
export function epochOf({ year, month, day, hour, minute, second, fraction }: WallTime): number | undefined {
  const endsDay = hour === 24 && minute === 0 && second === 0;
  if (year < 1970 || year > 2200 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month))
    return undefined;
  if ((hour > 23 && !endsDay) || minute > 59 || second > 60) return undefined;
  const whole = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
  return fraction === "" ? whole : whole + Number(`0.${fraction.slice(0, 6)}`);
}

const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (daysOfMonths[month - 1] as number);
}

/** The month and day of the n-th day of a year, from 1; undefined where the year has no such day. */
export function dateOfOrdinal(year: number, ordinal: number): { month: number; day: number } | undefined {
  const date = new Date(Date.UTC(year, 0, ordinal));
  if (ordinal < 1 || date.getUTCFullYear() !== year) return undefined;
  return { month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** As POSIX reads two digits: 69 to 99 are of the twentieth century. */
export function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 69 ? 2000 + year : 1900 + year;
}
