import type { Random } from "../outages/random.ts";

const hour = 3_600;
const day = 86_400;

/** Where an invented system stands: its clock on the wall, and its holidays. Times are epoch seconds. */
export interface Calendar {
  readonly start: number;
  readonly days: number;
  /** Hours since midnight, day of the week (0 is Monday), and whether it is a holiday, by the clock on the wall. */
  local(time: number): { readonly hour: number; readonly weekday: number; readonly isHoliday: boolean };
  /** The moment of an hour of the wall's clock on the nth day. */
  moment(dayNumber: number, hourOfDay: number): number;
}

/** Weeks in which a zone changes to summer time or back, with the moment, and the hours before and after. */
const zones = [
  { start: "2026-02-02", change: "2026-03-29T01:00:00Z", before: 1, after: 2 },
  { start: "2026-02-09", change: "2026-03-08T07:00:00Z", before: -5, after: -4 },
  { start: "2026-09-14", change: "2026-10-25T01:00:00Z", before: 2, after: 1 },
  { start: "2026-09-21", change: "2026-11-01T06:00:00Z", before: -4, after: -5 },
  { start: "2026-05-04", change: "2027-01-01T00:00:00Z", before: 9, after: 9 },
] as const;

export function calendarOf(random: Random, days: number): Calendar {
  const { start: first, change, before, after } = random.pick(zones);
  const start = Date.parse(`${first}T00:00:00Z`) / 1000;
  const changed = Date.parse(change) / 1000;
  const offset = (time: number): number => (time < changed ? before : after) * hour;
  // One day, and two in a row.
  const single = random.int(12, days - 8);
  const double = random.int(12, days - 8);
  const holidays = new Set([single, double, double + 1]);
  const dayOf = (wall: number): number => Math.floor((wall - start) / day);
  return {
    start,
    days,
    local: (time) => {
      const wall = time + offset(time);
      const number = dayOf(wall);
      // All begin on a Monday.
      return {
        hour: (wall - start - number * day) / hour,
        weekday: ((number % 7) + 7) % 7,
        isHoliday: holidays.has(number),
      };
    },
    moment: (dayNumber, hourOfDay) => {
      const wall = start + dayNumber * day + hourOfDay * hour;
      return wall - offset(wall - before * hour);
    },
  };
}
