import type { Random } from "../outages/random.ts";
import type { Calendar } from "./calendar.ts";
import type { RhythmName } from "./rhythms.ts";
import type { Series } from "./series.ts";

const minute = 60;
const hour = 3_600;
const day = 86_400;

/** What was made to stop. */
export interface Stop {
  readonly kind: RhythmName | "host" | "service";
  readonly from: number;
  /** Infinite where it never came back. */
  readonly to: number;
  readonly deadline: number;
  /** By their first names. */
  readonly templates: ReadonlySet<string>;
  readonly hosts: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
}

interface Troubled {
  readonly stops: readonly Stop[];
  readonly unwatched: readonly { readonly from: number; readonly to: number }[];
}

/** Days until the first stop; what comes once a week needs more. */
const quietDays = { usual: 16, weekly: 37 };
const deploys = 7;

/** Puts the troubles of sixty days into a system: those that are to be found, and those that nobody should hear of. */
export function troubled(series: readonly Series[], calendar: Calendar, random: Random): Troubled {
  deploy(series, calendar, random);
  clockJumps(series, calendar, random);
  lateForwarder(series, calendar, random);
  lostEvents(series, calendar, random);
  const stops = [...stopsOfSeries(series, calendar, random), ...stopsOfParties(series, calendar, random)];
  for (const stop of stops)
    for (const each of series)
      if (isHit(each, stop))
        each.events = each.events.filter(({ time }) => time < stop.from || time >= stop.to);
  const unwatched = Array.from({ length: random.int(1, 4) }, () => {
    const from = at(calendar, random, 3, calendar.days - 1);
    return { from, to: from + random.between(0.5, 9) * hour };
  });
  return { stops, unwatched };
}

function isHit({ template, host, service }: Series, { templates, hosts, services }: Stop): boolean {
  return templates.has(template) || hosts.has(host) || services.has(service);
}

function at({ start }: Calendar, random: Random, fromDay: number, toDay: number): number {
  return start + random.between(fromDay, toDay) * day;
}

/** A service is away for some minutes, and some of its lines have other words from then on. */
function deploy(series: readonly Series[], calendar: Calendar, random: Random): void {
  const services = [...new Set(series.map(({ service }) => service))];
  for (let number = 1; number <= deploys; number++) {
    const service = random.pick(services);
    const from = at(calendar, random, 4, calendar.days - 6);
    const to = from + random.between(0.5, 4) * minute;
    for (const each of series) {
      if (each.service !== service) continue;
      const isRenamed = random.chance(0.25);
      each.events = each.events
        .filter(({ time }) => time < from || time >= to)
        .map((event) =>
          isRenamed && event.time >= to ? { ...event, template: `${each.template}.${number}` } : event,
        );
    }
  }
}

/** A host's clock is ahead, or behind, for a while. */
function clockJumps(series: readonly Series[], calendar: Calendar, random: Random): void {
  const hosts = [...new Set(series.map(({ host }) => host))];
  for (let left = random.int(1, 3); left > 0; left--) {
    const host = random.pick(hosts);
    const from = at(calendar, random, 3, calendar.days - 2);
    const to = from + random.between(5, 60) * minute;
    const by = random.pick([1, 1, -1]) * random.between(2, 120) * minute;
    for (const each of series)
      if (each.host === host)
        each.events = each.events.map((event) =>
          event.time >= from && event.time < to ? { ...event, time: event.time + by } : event,
        );
  }
}

/** What a host writes arrives some minutes late, and all of it. */
function lateForwarder(series: readonly Series[], calendar: Calendar, random: Random): void {
  const hosts = [...new Set(series.map(({ host }) => host))];
  for (let left = 3; left > 0; left--) {
    const host = random.pick(hosts);
    const from = at(calendar, random, 2, calendar.days - 2);
    const to = from + random.between(10, 90) * minute;
    const lag = random.between(1, 6) * minute;
    for (const each of series)
      if (each.host === host)
        each.events = each.events.map((event) =>
          event.time >= from && event.time < to ? { ...event, arrival: event.arrival + lag } : event,
        );
  }
}

/** Nothing of anybody arrives for a while: the indexers are away, or the network. */
function lostEvents(series: readonly Series[], calendar: Calendar, random: Random): void {
  const from = at(calendar, random, 5, calendar.days - 2);
  const to = from + random.between(0.2, 5) * hour;
  for (const each of series) each.events = each.events.filter(({ time }) => time < from || time >= to);
}

function stopsOfSeries(series: readonly Series[], calendar: Calendar, random: Random): Stop[] {
  const chosen = random.sample(series, 9);
  return chosen.map(({ rhythm, template }) => {
    const first = rhythm.name === "weekly" ? quietDays.weekly : quietDays.usual;
    const after = at(calendar, random, first, first + 14);
    // It stops behind one of its events.
    const from = (rhythm.times.find((time) => time > after) ?? after) + 1;
    const deadline = rhythm.deadline(from);
    const isForGood = random.chance(0.4);
    const to = isForGood
      ? Number.POSITIVE_INFINITY
      : from + (deadline - from) * random.between(1.1, 2) + hour;
    return {
      ...{ kind: rhythm.name, from, to, deadline },
      ...{ templates: new Set([template]), hosts: new Set<string>(), services: new Set<string>() },
    };
  });
}

/** A host or its forwarder dies, or a service; in one system of three, two hosts at once. */
function stopsOfParties(series: readonly Series[], calendar: Calendar, random: Random): Stop[] {
  const hosts = [...new Set(series.map(({ host }) => host))];
  const services = [...new Set(series.map(({ service }) => service))];
  return (["host", "service"] as const).map((kind) => {
    const names =
      kind === "host" ? random.sample(hosts, random.chance(0.33) ? 2 : 1) : [random.pick(services)];
    const hit = series.filter((each) => names.includes(each[kind]));
    const from = at(calendar, random, kind === "host" ? 18 : 30, kind === "host" ? 28 : 45);
    // By its liveliest line.
    const deadline = Math.max(
      from + 15 * minute,
      Math.min(...hit.map(({ rhythm }) => rhythm.deadline(from))),
    );
    const to = deadline + random.between(0.5, 24) * hour;
    return {
      ...{ kind, from, to, deadline, templates: new Set<string>() },
      hosts: new Set(kind === "host" ? names : []),
      services: new Set(kind === "service" ? names : []),
    };
  });
}
