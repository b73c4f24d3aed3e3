/** Usual events an hour, by hour of the week; NaN for an hour that never came. */
export type Week = Float32Array;

export const hour = 3_600;
const hoursOfDay = 24;
export const hoursOfWeek = 168;
/** 1970 began on a Thursday. */
const firstMonday = 4 * 86_400;
/** The share of a new week in what is usual. */
const newest = 1 / 4;

export function newWeek(): Week {
  return new Float32Array(hoursOfWeek).fill(Number.NaN);
}

/** 0 is Monday's first, in UTC: the zone is no matter, because nothing is known of hours but what came in them. */
export function hourOfWeek(time: number): number {
  const hours = Math.floor((time - firstMonday) / hour);
  return ((hours % hoursOfWeek) + hoursOfWeek) % hoursOfWeek;
}

/** @param weeks that were seen before */
export function learnHour(week: Week, at: number, rate: number, weeks: number): void {
  const known = week[at] as number;
  const weight = Math.max(newest, 1 / (weeks + 1));
  week[at] = Number.isNaN(known) ? rate : known + weight * (rate - known);
}

/**
 * Events an hour that are to be expected in an hour, smoothed over its neighbours. Undefined where it is not known yet: an
 * hour of Tuesday to Thursday is like those of other days, but what Fridays and weekends are like only they tell.
 */
export function usualIn(week: Week, at: number): number | undefined {
  const here = knownIn(week, at);
  if (here === undefined) return undefined;
  const before = knownIn(week, (at + hoursOfWeek - 1) % hoursOfWeek) ?? here;
  const behind = knownIn(week, (at + 1) % hoursOfWeek) ?? here;
  return before / 4 + here / 2 + behind / 4;
}

function knownIn(week: Week, at: number): number | undefined {
  const rate = week[at] as number;
  if (!Number.isNaN(rate)) return rate;
  const day = Math.floor(at / hoursOfDay);
  if (day < 1 || day > 3) return undefined;
  return meanOf(week, (other) => other < 4 * hoursOfDay && other % hoursOfDay === at % hoursOfDay);
}

function meanOf(week: Week, isMeant: (at: number) => boolean): number | undefined {
  let [sum, count] = [0, 0];
  for (let at = 0; at < hoursOfWeek; at++) {
    const rate = week[at] as number;
    if (Number.isNaN(rate) || !isMeant(at)) continue;
    sum += rate;
    count++;
  }
  return count === 0 ? undefined : sum / count;
}

/** `steady`: at any time; `daily`: hardly at some hours of the day; `workdays`: hardly on some days. */
export type WeekKind = "steady" | "daily" | "workdays";

const hardly = 0.2;
/** Fewer events tell nothing of when they come. */
const fewest = 3;

export function kindOfWeek(week: Week): WeekKind {
  const isUneven = (parts: number, partOf: (at: number) => number): boolean => {
    const means = Array.from({ length: parts }, (_, part) => meanOf(week, (at) => partOf(at) === part));
    const known = means.filter((mean) => mean !== undefined);
    const mean = known.reduce((sum, each) => sum + each, 0) / known.length;
    const events = (mean * hoursOfWeek) / parts;
    return events >= fewest && Math.min(...known) < hardly * mean;
  };
  if (isUneven(7, (at) => Math.floor(at / hoursOfDay))) return "workdays";
  return isUneven(8, (at) => Math.floor((at % hoursOfDay) / 3)) ? "daily" : "steady";
}
