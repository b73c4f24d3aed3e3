import * as z from "zod";
import { tokeniserVersion } from "../templates/snapshot.ts";
import { nobodySeen } from "./attendance.ts";
import type { Rhythm } from "./rhythm.ts";
import { keyOf, mostRhythms, newWatch, type WatchState } from "./silence-watch.ts";
import { hourOfWeek, hoursOfWeek, kindOfWeek, usualIn, type Week } from "./week.ts";

const version = 1;
const amount = z.number().nonnegative();
const pauses = z.object({
  count: amount,
  mean: amount,
  variance: amount,
  greatest: amount,
  formerGreatest: amount,
  since: z.number(),
});
const presence = z.object({ time: z.number(), isAbsent: z.boolean() });
/** Characters of a week in base64. */
const longestWeek = 4 * Math.ceil(hoursOfWeek / 3);

const shape = z.object({
  version: z.literal(version),
  tokeniser: z.number(),
  until: z.number().optional(),
  covered: amount,
  dropped: amount,
  presence: z.object({ daily: presence.optional(), workdays: presence.optional() }),
  outages: z.array(
    z.object({
      fingerprint: z.string(),
      scope: z.enum(["hosts", "service", "lines"]),
      since: z.number(),
      hosts: z.array(z.string()),
      service: z.string(),
      voices: z.array(z.string()),
    }),
  ),
  rhythms: z
    .array(
      z.object({
        host: z.string(),
        service: z.string(),
        template: z.string(),
        text: z.string(),
        week: z.string().max(longestWeek),
        first: z.number(),
        last: z.number(),
        count: amount,
        inHour: amount,
        since: z.number(),
        unseen: amount,
        pause: z.object({ seconds: amount, known: amount, events: amount, excused: amount }),
        seconds: pauses,
        events: pauses,
        told: amount,
        isTold: z.boolean(),
      }),
    )
    .max(mostRhythms),
});

/** What is known of a log, as JSON: some hundred bytes for each rhythm. */
export function watchDocument({ until, covered, dropped, presence, outages, rhythms }: WatchState): string {
  const isKnown = ({ time }: { readonly time: number }): boolean => Number.isFinite(time);
  return JSON.stringify({
    ...{ version, tokeniser: tokeniserVersion, until, covered, dropped },
    presence: Object.fromEntries(Object.entries(presence).filter(([, seen]) => isKnown(seen))),
    outages,
    rhythms: [...rhythms.values()].map(({ kind: _, usual: __, week, ...rhythm }) => ({
      ...rhythm,
      week: weekText(week),
    })),
  });
}

/** @returns undefined for a text that is damaged, `newer` for one of a later version */
export function readWatch(text: string): WatchState | "newer" | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (z.looseObject({ version: z.number().min(version + 1) }).safeParse(content).success) return "newer";
  const { data } = shape.safeParse(content);
  if (data === undefined) return undefined;
  const { until, covered, dropped, presence, tokeniser } = data;
  // Templates of another tokeniser have other ids; who speaks is known all the same.
  const kept = data.rhythms.filter(({ template }) => template === "" || tokeniser === tokeniserVersion);
  const rhythms = kept.map(({ week: text, ...rest }): Rhythm => {
    const week = readWeek(text);
    return { ...rest, week, kind: kindOfWeek(week), usual: usualIn(week, hourOfWeek(until ?? 0)) };
  });
  return {
    ...newWatch(),
    ...{ until, covered, dropped },
    presence: {
      daily: presence.daily ?? nobodySeen.daily,
      workdays: presence.workdays ?? nobodySeen.workdays,
    },
    outages: data.outages.map((outage) => ({ ...outage, over: undefined, isGivenUp: false })),
    rhythms: new Map(rhythms.map((rhythm) => [keyOf(rhythm), rhythm])),
  };
}

/** Steps of an eighth of a power of two: 9 %, from 2^-15 to 2^16. 0 is an unknown rate, 1 is none. */
const step = 8;
const offset = 122;

function weekText(week: Week): string {
  const bytes = Uint8Array.from(week, (rate) => {
    if (Number.isNaN(rate)) return 0;
    return rate <= 0 ? 1 : Math.min(255, Math.max(2, Math.round(step * Math.log2(rate)) + offset));
  });
  return Buffer.from(bytes).toString("base64");
}

function readWeek(text: string): Week {
  const bytes = Buffer.from(text, "base64");
  return Float32Array.from({ length: hoursOfWeek }, (_, at) => {
    const byte = bytes[at] ?? 0;
    if (byte === 0) return Number.NaN;
    return byte === 1 ? 0 : 2 ** ((byte - offset) / step);
  });
}
