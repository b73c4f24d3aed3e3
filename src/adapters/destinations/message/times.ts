const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Like "2026-11-21 09:00:12 UTC". @param time epoch milliseconds */
export function utcTime(time: number): string {
  const iso = isoTime(time);
  return iso === undefined ? "an unknown time" : `${iso.replace("T", " ").replace(/\.\d+Z$/, "")} UTC`;
}

/** Like "2026-11-21T09:00:12.000Z", for machines; undefined where it is no time. @param time epoch milliseconds */
export function isoTime(time: number): string | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Like "45 s", "12 min", "3 h 12 min", "2 d 4 h". @param milliseconds 0 or more */
export function duration(milliseconds: number): string {
  const left = Math.max(0, milliseconds);
  if (left < minute) return `${Math.floor(left / second)} s`;
  if (left < hour) return `${Math.floor(left / minute)} min`;
  if (left < day) return joined(Math.floor(left / hour), "h", Math.floor((left % hour) / minute), "min");
  return joined(Math.floor(left / day), "d", Math.floor((left % day) / hour), "h");
}

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
