import { type Severity, severityRank } from "../verdict.ts";
import type { Alert, AlertReason, Transition } from "./alert.ts";
import type { IncidentRecord } from "./incident-record.ts";
import {
  beginIncident,
  firingMark,
  type IncidentContext,
  type Seen,
  seenAgain,
  sidsWith,
} from "./incident-state.ts";
import { betterKnown } from "./ownership.ts";
import type { Sighting } from "./sighting.ts";

/** Something that somebody should hear of, and why now. */
export interface News {
  readonly transition: Transition;
  readonly reason: AlertReason;
}

/** Why nothing is said. */
export type QuietReason =
  /** Seen, and as it was. */
  | "unchanged"
  /** The same firing was counted before. */
  | "same_firing"
  | "below_threshold"
  /** It is said to be over, and is not known or has ended. */
  | "not_open"
  /** It is said to be over, and later events of it are known. */
  | "late_resolve"
  /** It has ended, and these events are older than its end. */
  | "before_its_end"
  /** It ended, and nobody had heard of it. */
  | "never_told"
  | "silenced"
  | "in_maintenance"
  /** No route leads anywhere. */
  | "no_route"
  /** Nobody who heard of it can be reached any more: the destinations are gone from llama.conf. */
  | "destinations_gone"
  /** Beyond the pages an hour; a digest will name it. */
  | "held_back"
  /** It was seen in what is the future now: it counts as seen just now. */
  | "clock_set_back";

/** What becomes of an incident: its record where it changes, and what is to be said of it. */
export type Decision = { readonly record: IncidentRecord | undefined } & (
  | { readonly news: News; readonly quiet?: undefined }
  | { readonly news?: undefined; readonly quiet: QuietReason }
);

export interface TransitionContext extends IncidentContext {
  /** Milder ones are no incidents. */
  readonly mildest: Severity;
}

/** Ten times as many events are news. */
const growth = 10;

/**
 * What becomes of an incident that was seen, or that nobody has seen (`overdue`). The record counts and remembers
 * whether anybody is told or not; `announce` notes what was told, and as long as that is not done the news stays news. Silences, routes and storms are not known here.
 *
 * @param record undefined for an incident never met
 */
export function decide(
  record: IncidentRecord | undefined,
  event: Seen | "overdue",
  context: TransitionContext,
): Decision {
  if (event === "overdue")
    return record?.open === true ? decideOverdue(record, context) : nothing("not_open");
  const { sighting, firing } = event;
  if (firing !== "" && record?.sids.includes(firingMark(firing)) === true)
    return untoldStill(record, event, context) ?? nothing("same_firing");
  if (sighting.ending) return decideEnd(record, event, context.now);
  if (severityRank(sighting.severity) > severityRank(context.mildest)) return nothing("below_threshold");
  if (record !== undefined && isBeforeItsEnd(record, sighting)) return nothing("before_its_end");
  const seen =
    record?.open === true ? seenAgain(record, event, context) : beginIncident(record, event, context);
  return newsOf(seen, context);
}

/** A search run again counts once. But what nobody heard of then, silenced or for want of a route, is news still. */
function untoldStill(
  record: IncidentRecord,
  { sighting, ownership }: Seen,
  context: TransitionContext,
): Decision | undefined {
  if (!record.open || record.lastNotified !== undefined || sighting.ending) return undefined;
  const known = betterKnown(record.alert.ownership, ownership);
  return newsOf({ ...record, alert: { ...record.alert, ownership: known } }, context);
}

function newsOf(record: IncidentRecord, { now, settings }: TransitionContext): Decision {
  const { alert, countNotified, severityNotified, ownerNotified } = record;
  if (record.lastNotified === undefined) {
    const reason = record.episode > record.thread ? "reopened" : "first_seen";
    return { record, news: { transition: "trigger", reason } };
  }
  // When the clock was set back, the last telling was just now: nothing repeats early, and nothing waits for ever.
  const told = { ...record, lastNotified: Math.min(record.lastNotified, now) };
  const update = (reason: AlertReason): Decision => ({
    record: told,
    news: { transition: "update", reason },
  });
  if (record.severity !== severityNotified) return update("severity_changed");
  if (alert.ownership.owner !== ownerNotified) return update("owner_changed");
  if (alert.count >= growth * countNotified) return update("ten_times_as_many");
  if (now - told.lastNotified >= settings.repeatInterval) return update("still_going_on");
  return { record: told, quiet: "unchanged" };
}

function decideEnd(record: IncidentRecord | undefined, { sighting, firing }: Seen, now: number): Decision {
  if (record?.open !== true) return nothing("not_open");
  const known = record.alert.last;
  if (sighting.last !== undefined && known !== undefined && sighting.last < Math.min(known, now)) {
    return nothing("late_resolve");
  }
  const last = sighting.last === undefined ? known : Math.max(sighting.last, known ?? sighting.last);
  const sids = sidsWith(record.sids, firing);
  return ended({ ...record, sids, alert: { ...record.alert, last } }, "said_resolved", now);
}

function decideOverdue(record: IncidentRecord, { now }: TransitionContext): Decision {
  if (record.lastSeen > now) return { record: { ...record, lastSeen: now }, quiet: "clock_set_back" };
  if (now - record.lastSeen < record.resolveAfter) return nothing("unchanged");
  return ended(record, "not_seen_any_more", now);
}

function ended(record: IncidentRecord, reason: "said_resolved" | "not_seen_any_more", now: number): Decision {
  const alert: Alert = { ...record.alert, transition: "resolve", reason };
  const closed: IncidentRecord = { ...record, alert, open: false, endedAt: now };
  if (record.lastNotified === undefined) return { record: closed, quiet: "never_told" };
  return { record: closed, news: { transition: "resolve", reason } };
}

/**
 * Searches overlap: one that looks back further than an end that was said finds events from before it. The machine's
 * clock bounds this, for events of a host whose clock runs ahead must not hide what comes after.
 */
function isBeforeItsEnd({ open, alert, endedAt }: IncidentRecord, { last }: Sighting): boolean {
  if (open || alert.reason !== "said_resolved" || last === undefined || alert.last === undefined)
    return false;
  return last <= Math.min(alert.last, endedAt ?? alert.last);
}

function nothing(quiet: QuietReason): Decision {
  return { record: undefined, quiet };
}
