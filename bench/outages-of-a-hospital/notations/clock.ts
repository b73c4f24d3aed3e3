const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The parts of a time as notations write them, in UTC: all clocks of the hospital's servers show it. */
export interface Clock {
  readonly year: string;
  readonly month: string;
  readonly monthName: string;
  readonly day: string;
  /** With a blank in place of a leading zero, as syslog has it. */
  readonly paddedDay: string;
  readonly dayName: string;
  /** `HH:MM:SS`. */
  readonly clock: string;
  /** Three digits. */
  readonly milliseconds: string;
  /** `YYYY-MM-DDTHH:MM:SS.mmm`, without a zone. */
  readonly iso: string;
}

/** @param time epoch seconds */
export function clockAt(time: number): Clock {
  const date = new Date(Math.round(time * 1000));
  const iso = date.toISOString().slice(0, -1);
  const day = iso.slice(8, 10);
  return {
    year: iso.slice(0, 4),
    month: iso.slice(5, 7),
    monthName: months[date.getUTCMonth()] as string,
    day,
    paddedDay: day.replace(/^0/, " "),
    dayName: days[date.getUTCDay()] as string,
    clock: iso.slice(11, 19),
    milliseconds: iso.slice(20),
    iso,
  };
}

/** `10:15:02 AM` for `10:15:02`. */
export function twelveHours(clock: string): string {
  const hour = Number(clock.slice(0, 2));
  return `${hour % 12 === 0 ? 12 : hour % 12}${clock.slice(2)} ${hour < 12 ? "AM" : "PM"}`;
}
