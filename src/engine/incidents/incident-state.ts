import type { Alert, AlertIncident, Ownership } from "../ledger/alert.ts";
import { fitAlert } from "../ledger/fit-alert.ts";
import type { IncidentRecord } from "../ledger/incident-record.ts";
import { type Severity, severityRank } from "../verdict.ts";
import { hashOf } from "./alert-keys.ts";
import type { AlertSettings } from "./alert-settings.ts";
import { endsWith } from "./incident-end.ts";
import { membersOf, mostExamples, mostHostsShown, type Occurrence } from "./occurrence.ts";
import { betterKnown } from "./ownership.ts";

/** One firing of a search that saw the incident. */
export interface Detection {
  readonly occurrence: Occurrence;
  readonly ownership: Ownership;
  /** Identifies the firing: the `sid`, with the row's number if each row is a firing. Empty if it has no id. */
  readonly firing: string;
  readonly search: Alert["search"];
  /** Link to the events in Splunk; empty for none. */
  readonly link: string;
  /** When the search will have run three more times; `now` for a search without a schedule, undefined if not known. */
  readonly thirdRun: number | undefined;
}

export interface IncidentContext {
  readonly now: number;
  readonly settings: AlertSettings;
  readonly shadow: boolean;
}

/** Firings kept for deduplication; a repeated run of an older firing counts again. */
const mostFirings = 40;
const mostMembers = 100;
export const mostFollowers = 20;

/** A short hash of a firing's id, because sids are long. */
export function firingMark(firing: string): string {
  return hashOf([1, firing], 12);
}

/**
 * Begins an incident, or a new episode of one. Within `reopenWithin` of an end that recipients were told of, the episode
 * continues the earlier conversation. Episode numbers always go on counting.
 *
 * @param earlier the record of the ended incident, if there is one
 */
export function beginIncident(
  earlier: IncidentRecord | undefined,
  detection: Detection,
  { now, settings, shadow }: IncidentContext,
): IncidentRecord {
  const { occurrence, ownership, search, link } = detection;
  const episode = (earlier?.episode ?? 0) + 1;
  const continues =
    earlier !== undefined &&
    (earlier.told.length > 0 || earlier.thread < earlier.episode) &&
    now - (earlier.endedAt ?? earlier.lastSeen) <= settings.reopenWithin;
  const alert: Alert = {
    id: "",
    identity: occurrence.identity,
    episode,
    revision: 0,
    transition: "trigger",
    reason: continues ? "reopened" : "first_seen",
    severity: occurrence.severity,
    service: occurrence.service,
    ownership,
    anomaly: occurrence.anomaly,
    ...(occurrence.incident && { incident: occurrence.incident }),
    count: occurrence.count,
    first: occurrence.first,
    last: occurrence.last,
    hosts: occurrence.hosts,
    hostCount: occurrence.hostCount,
    examples: occurrence.examples,
    judgedBy: occurrence.judgedBy,
    link,
    search,
    time: now,
  };
  const end = endsWith(undefined, detection, now, settings.resolveAfter);
  return {
    identity: occurrence.identity,
    shadow,
    open: true,
    episode,
    revision: 0,
    lastSeen: now,
    ...end,
    alert: fitAlert(alert),
    severity: occurrence.severity,
    severitySeen: now,
    severityHolds: end.resolveAfter,
    thread: continues ? earlier.thread : episode,
    countNotified: 0,
    ...allMembers(undefined, occurrence),
    sids: sidsWith(earlier?.sids ?? [], detection.firing),
    told: [],
  };
}

/** Merges a new detection into an open incident: counts grow, texts are those of the latest detection. */
export function mergeDetection(
  record: IncidentRecord,
  detection: Detection,
  { now, settings }: IncidentContext,
): IncidentRecord {
  const { occurrence } = detection;
  const { alert } = record;
  const overruled = isOverruled(record, detection, now);
  const severity: Severity = overruled ? record.severity : occurrence.severity;
  const hosts = [...new Set([...alert.hosts, ...occurrence.hosts])];
  const examples = [
    ...new Set(
      mayTell(alert, occurrence)
        ? [...occurrence.examples, ...alert.examples]
        : [...alert.examples, ...occurrence.examples],
    ),
  ];
  const fresh = newEvents(record, occurrence, now);
  const end = endsWith(record, detection, now, settings.resolveAfter);
  const isTold = overruled || !mayTell(alert, occurrence);
  const incident = isTold ? withFollowers(alert.incident, occurrence.incident) : occurrence.incident;
  const known: Alert = {
    ...alert,
    severity,
    service: alert.service || occurrence.service,
    ownership: betterKnown(alert.ownership, detection.ownership),
    anomaly: isTold ? alert.anomaly : occurrence.anomaly,
    ...(incident && { incident }),
    count: alert.count + fresh,
    first: ofBoth(Math.min, alert.first, occurrence.first),
    last: ofBoth(Math.max, alert.last, occurrence.last),
    hosts: hosts.slice(0, mostHostsShown),
    hostCount: Math.max(alert.hostCount, occurrence.hostCount, hosts.length),
    examples: examples.slice(0, mostExamples),
    judgedBy: bothJudged(alert.judgedBy, occurrence.judgedBy, fresh / Math.max(1, occurrence.count)),
    ...(overruled ? {} : { search: detection.search, link: detection.link }),
    time: now,
  };
  return {
    ...record,
    alert: fitAlert(known),
    severity,
    severitySeen: overruled ? Math.min(record.severitySeen, now) : now,
    severityHolds: overruled ? holdOf(record) : end.resolveAfter,
    lastSeen: now,
    ...end,
    ...allMembers(record, occurrence),
    sids: sidsWith(record.sids, detection.firing),
  };
}

/**
 * Whether a later detection may say what an incident is. One that sees a part of it, such as the consequences that still
 * go on, only adds to it; one that names another origin has to show more of a fault there, or reach as far back.
 */
function mayTell({ incident: known, first }: Alert, { incident, first: seen }: Occurrence): boolean {
  if (known === undefined) return true;
  if (incident === undefined) return false;
  if (incident.origin[0] === known.origin[0] || known.shown === 0 || incident.shown > known.shown)
    return true;
  return first !== undefined && seen !== undefined && seen <= first;
}

function withFollowers(
  known: AlertIncident | undefined,
  read: AlertIncident | undefined,
): AlertIncident | undefined {
  if (known === undefined || read === undefined) return known;
  const followed = new Map(known.followed.map(({ service, count }) => [service, count]));
  for (const { service, count } of read.followed)
    followed.set(service, Math.max(count, followed.get(service) ?? 0));
  return {
    ...known,
    followed: [...followed].slice(0, mostFollowers).map(([service, count]) => ({ service, count })),
  };
}

/** None for an incident of one kind, so that its record stays as it was. */
function allMembers(
  record: IncidentRecord | undefined,
  occurrence: Occurrence,
): Pick<IncidentRecord, "members"> {
  const all = new Set([...(record === undefined ? [] : membersOf(record)), ...membersOf(occurrence)]);
  if (all.size === 1 && all.has(occurrence.identity)) return {};
  return { members: [...all].slice(0, mostMembers) };
}

/**
 * Two searches may rate one incident differently. If each one counted, every firing would notify of a changed severity.
 * So a milder rating counts only from the search that rated it worse before, or once that worse rating has not been
 * seen for `holdOf` milliseconds.
 */
function isOverruled(record: IncidentRecord, { occurrence, search }: Detection, now: number): boolean {
  if (severityRank(occurrence.severity) <= severityRank(record.severity)) return false;
  const { name, app, owner } = record.alert.search;
  const same = name === search.name && app === search.app && owner === search.owner;
  return !same && now - record.severitySeen < holdOf(record);
}

function holdOf({ severityHolds, resolveAfter }: IncidentRecord): number {
  return severityHolds ?? resolveAfter;
}

/**
 * Estimates how many events were not counted before. Searches overlap in time, so they find counted events again. Only
 * events after the last known one are new; the estimate assumes that events are spread evenly over the time found.
 *
 * A last known time ahead of the machine's clock is capped at `lastSeen`, or else one host whose clock runs ahead would
 * make the events of all other hosts look old. It is not capped when the same events were found again, or when all
 * events found are ahead of the clock.
 */
function newEvents(
  { alert, lastSeen }: IncidentRecord,
  { first, last, count }: Occurrence,
  now: number,
): number {
  if (alert.last === undefined || first === undefined || last === undefined) return count;
  const sameSpan = first === alert.first && last === alert.last;
  const known = sameSpan || first > now ? alert.last : Math.min(alert.last, lastSeen);
  if (first > known) return count;
  if (last <= known) return Math.max(0, count - alert.count);
  return Math.max(1, Math.round((count * (last - known)) / (last - first)));
}

/** @param part fraction of the other's events that are new */
function bothJudged(one: Alert["judgedBy"], other: Alert["judgedBy"], part: number): Alert["judgedBy"] {
  return {
    llm: one.llm + Math.round(other.llm * part),
    cached: one.cached + Math.round(other.cached * part),
    local: one.local + Math.round(other.local * part),
    model: other.model || one.model,
  };
}

function ofBoth(
  pick: (one: number, other: number) => number,
  one: number | undefined,
  other: number | undefined,
): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : pick(one, other);
}

/** The marks of the counted firings, with this one added. */
export function sidsWith(sids: readonly string[], firing: string): readonly string[] {
  return firing === "" ? sids : [...sids, firingMark(firing)].slice(-mostFirings);
}
