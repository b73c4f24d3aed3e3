import type { Outage } from "../../src/engine/silence/outages.ts";
import { SilenceWatch } from "../../src/engine/silence/silence-watch.ts";
import type { SimulatedSystem } from "./system.ts";

const minute = 60;
/** A search every five minutes, over what arrived in the last quarter of an hour. */
const schedule = { every: 5 * minute, window: 16 * minute };

/** An outage with when it was first told. */
export interface Told {
  readonly at: number;
  readonly outage: Outage;
  /** First names of the lines that are missing, and everybody's. */
  readonly voices: ReadonlySet<string>;
}

/** Watches a system for its sixty days, as a scheduled search would. */
export function watched({ calendar, series, unwatched }: SimulatedSystem): Told[] {
  const events = series
    .flatMap(({ events, host, service }) =>
      events.map(({ arrival: time, template }) => ({
        ...{ time, host, service, template, text: template },
      })),
    )
    .sort((one, other) => one.time - other.time);
  const watch = new SilenceWatch();
  const told = new Map<string, Told>();
  let begin = 0;
  const end = calendar.start + calendar.days * 86_400;
  for (let now = calendar.start + schedule.every; now < end; now += schedule.every) {
    if (unwatched.some(({ from, to }) => now >= from && now < to)) continue;
    const from = now - schedule.window;
    while (begin < events.length && (events[begin]?.time as number) < from) begin++;
    for (let at = begin; at < events.length; at++) {
      const event = events[at] as (typeof events)[number];
      if (event.time > now) break;
      watch.add(event, [event.time]);
    }
    const { outages } = watch.look({ from, to: now });
    for (const outage of outages) {
      const name = `${outage.fingerprint} ${outage.since}`;
      const known = told.get(name);
      told.set(name, {
        at: known?.at ?? now,
        outage,
        voices: new Set([...(known?.voices ?? []), ...outage.voices]),
      });
    }
  }
  return [...told.values()];
}
