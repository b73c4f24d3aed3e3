import type { Alert, AlertReason, Transition } from "../ledger/alert.ts";
import type { IncidentRecord } from "../ledger/incident-record.ts";
import { type Severity, severityRank } from "../verdict.ts";
import {
  beginIncident,
  type Detection,
  firingMark,
  type IncidentContext,
  mergeDetection,
  sidsWith,
} from "./incident-state.ts";
import type { Occurrence } from "./occurrence.ts";
import { betterKnown } from "./ownership.ts";

/** A change that recipients should be notified of, and why now. */
export interface Notification {
  readonly transition: Transition;
  readonly reason: AlertReason;
}

/** Why no notification is sent. */
export type SuppressionReason =
  /** Seen again without a change. */
  | "unchanged"
  /** The same firing was counted before. */
  | "same_firing"
  | "below_threshold"
  /** The row says that it is over, but it is unknown or has ended already. */
  | "not_open"
  /** The row says that it is over, but later events are known. */
  | "late_resolve"
  /** It has ended, and the events found are older than its end. */
  | "before_its_end"
  /** It ended before any recipient was notified of it. */
  | "never_told"
  | "silenced"
  | "in_maintenance"
  /** No route fits. */
  | "no_route"
  /** All destinations that were notified are gone from llama.conf. */
  | "destinations_gone"
  /** Beyond the limit of pages an hour; a digest will list it. */
  | "held_back"
  /** `lastSeen` lies in the future, so the clock was set back: the incident counts as seen just now. */
  | "clock_set_back";

/** The new record of an incident, if it changes, and the notification or the reason for none. */
export type Decision = { readonly record: IncidentRecord | undefined } & (
  | { readonly notification: Notification; readonly suppressedBy?: undefined }
  | { readonly notification?: undefined; readonly suppressedBy: SuppressionReason }
);

export interface TransitionContext extends IncidentContext {
  /** Milder occurrences are not incidents. */
  readonly mildest: Severity;
}

/** Recipients are notified again when an incident has this many times as many events as last notified. */
const growth = 10;

/**
 * Decides what a detection, or its absence (`overdue`), does to an incident. The returned record has the new counts but
 * not the notification: `createDeliveries` adds that. If it is suppressed, the change is still due next time. Silences,
 * routes and storms are not known here.
 *
 * @param record undefined for an unknown incident
 */
export function decide(
  record: IncidentRecord | undefined,
  event: Detection | "overdue",
  context: TransitionContext,
): Decision {
  if (event === "overdue")
    return record?.open === true ? decideOverdue(record, context) : nothing("not_open");
  const { occurrence, firing } = event;
  if (firing !== "" && record?.sids.includes(firingMark(firing)) === true)
    return stillUnnotified(record, event, context) ?? nothing("same_firing");
  if (occurrence.ending) return decideEnd(record, event, context.now);
  if (severityRank(occurrence.severity) > severityRank(context.mildest)) return nothing("below_threshold");
  if (record !== undefined && isBeforeItsEnd(record, occurrence)) return nothing("before_its_end");
  const updated =
    record?.open === true ? mergeDetection(record, event, context) : beginIncident(record, event, context);
  return notificationFor(updated, context);
}

/**
 * A repeated run of a search counts once. But if no recipient was notified then, because of a silence or a missing
 * route, the notification is still due.
 */
function stillUnnotified(
  record: IncidentRecord,
  { occurrence, ownership }: Detection,
  context: TransitionContext,
): Decision | undefined {
  if (!record.open || record.lastNotified !== undefined || occurrence.ending) return undefined;
  const known = betterKnown(record.alert.ownership, ownership);
  return notificationFor({ ...record, alert: { ...record.alert, ownership: known } }, context);
}

function notificationFor(record: IncidentRecord, { now, settings }: TransitionContext): Decision {
  const { alert, countNotified, severityNotified, ownerNotified } = record;
  if (record.lastNotified === undefined) {
    const reason = record.episode > record.thread ? "reopened" : "first_seen";
    return { record, notification: { transition: "trigger", reason } };
  }
  // If the clock was set back, the last notification counts as just now, so that the next repeat is not put off for long.
  const current = { ...record, lastNotified: Math.min(record.lastNotified, now) };
  const update = (reason: AlertReason): Decision => ({
    record: current,
    notification: { transition: "update", reason },
  });
  if (record.severity !== severityNotified) return update("severity_changed");
  if (alert.ownership.owner !== ownerNotified) return update("owner_changed");
  const origin = alert.incident?.origin[0];
  if (origin !== undefined && record.originsNotified?.includes(origin) !== true)
    return update("origin_changed");
  if (alert.count >= growth * countNotified) return update("ten_times_as_many");
  if (now - current.lastNotified >= settings.repeatInterval) return update("still_going_on");
  return { record: current, suppressedBy: "unchanged" };
}

function decideEnd(
  record: IncidentRecord | undefined,
  { occurrence, firing }: Detection,
  now: number,
): Decision {
  if (record?.open !== true) return nothing("not_open");
  const known = record.alert.last;
  if (occurrence.last !== undefined && known !== undefined && occurrence.last < Math.min(known, now)) {
    return nothing("late_resolve");
  }
  const last = occurrence.last === undefined ? known : Math.max(occurrence.last, known ?? occurrence.last);
  const sids = sidsWith(record.sids, firing);
  return ended({ ...record, sids, alert: { ...record.alert, last } }, "said_resolved", now);
}

function decideOverdue(record: IncidentRecord, { now }: TransitionContext): Decision {
  if (record.lastSeen > now) return { record: { ...record, lastSeen: now }, suppressedBy: "clock_set_back" };
  if (now - record.lastSeen < record.resolveAfter) return nothing("unchanged");
  return ended(record, "not_seen_any_more", now);
}

/** Ends an incident that is part of another one. @param cause the other's */
export function endMerged(record: IncidentRecord, cause: string, now: number): Decision {
  return ended({ ...record, alert: { ...record.alert, mergedInto: cause } }, "merged", now);
}

function ended(
  record: IncidentRecord,
  reason: "said_resolved" | "not_seen_any_more" | "merged",
  now: number,
): Decision {
  const alert: Alert = { ...record.alert, transition: "resolve", reason };
  const closed: IncidentRecord = { ...record, alert, open: false, endedAt: now };
  if (record.lastNotified === undefined) return { record: closed, suppressedBy: "never_told" };
  return { record: closed, notification: { transition: "resolve", reason } };
}

/**
 * Searches overlap, so a search may find events from before a reported end. The end is capped at the machine's clock,
 * because an event of a host whose clock runs ahead must not hide the events that follow.
 */
function isBeforeItsEnd({ open, alert, endedAt }: IncidentRecord, { last }: Occurrence): boolean {
  if (open || alert.reason !== "said_resolved" || last === undefined || alert.last === undefined)
    return false;
  return last <= Math.min(alert.last, endedAt ?? alert.last);
}

function nothing(suppressedBy: SuppressionReason): Decision {
  return { record: undefined, suppressedBy };
}
