import { Random } from "../outages/random.ts";
import { type Calendar, calendarOf } from "./calendar.ts";
import { type RhythmName, rhythmOf } from "./rhythms.ts";
import type { Series } from "./series.ts";
import { type Stop, troubled } from "./troubles.ts";

export interface SimulatedSystem {
  readonly calendar: Calendar;
  readonly series: readonly Series[];
  /** What was made to stop, with whom, and by when it should be found. */
  readonly stops: readonly Stop[];
  /** In which no search runs: the search head is down. */
  readonly unwatched: readonly { readonly from: number; readonly to: number }[];
}

export const daysOfSystem = 60;
/** How often each rhythm occurs. */
const shares: Readonly<Record<RhythmName, number>> = {
  ...{ heartbeat: 4, hourly: 3, daily: 3, weekdays: 2, weekly: 2, flat: 4, office: 4, consumer: 4 },
  ...{ bursts: 3, seldom: 3, "few a workday": 2 },
};
export const seriesOfSystem = Object.values(shares).reduce((sum, share) => sum + share, 0);
const hosts = ["db-1", "app-1", "app-2", "app-3", "web-1", "batch-1"];
const services = ["orders", "billing", "search", "ledger", "mailer"];

/** Sixty days of a system of six hosts and five services, the same for the same seed. */
export function systemOf(seed: number): SimulatedSystem {
  const random = new Random(`silences ${seed}`);
  const calendar = calendarOf(random, daysOfSystem);
  const names = Object.entries(shares).flatMap(([name, share]) =>
    Array.from({ length: share }, () => name as RhythmName),
  );
  const series = names.map((name, number): Series => {
    const rhythm = rhythmOf(name, random.fork(), calendar);
    const template = `t${number}`;
    const events = rhythm.times.map((time) => ({ time, arrival: time + random.skewed(1, 25), template }));
    // Each host has a heartbeat more or less, as they do.
    const host = hosts[number % hosts.length] as string;
    return { host, service: random.pick(services), template, rhythm, events };
  });
  return { calendar, series, ...troubled(series, calendar, random.fork()) };
}
