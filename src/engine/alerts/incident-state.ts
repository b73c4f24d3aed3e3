import { type Severity, severityRank } from "../verdict.ts";
import type { Alert, Ownership } from "./alert.ts";
import { hashOf } from "./alert-keys.ts";
import { type AlertSettings, resolveAfterOf } from "./alert-settings.ts";
import { fitAlert } from "./fit-alert.ts";
import type { IncidentRecord } from "./incident-record.ts";
import { betterKnown } from "./ownership.ts";
import { mostExamples, mostHostsShown, type Sighting } from "./sighting.ts";

/** A firing of a search that saw the incident. */
export interface Seen {
  readonly sighting: Sighting;
  readonly ownership: Ownership;
  /** Tells firings apart: the `sid`, with the row's number where each row is a firing; empty where nothing does. */
  readonly firing: string;
  readonly search: Alert["search"];
  /** To the events in Splunk; empty for none. */
  readonly link: string;
  /** Between two runs of the search, in milliseconds. */
  readonly period: number | undefined;
}

export interface IncidentContext {
  readonly now: number;
  readonly settings: AlertSettings;
  readonly shadow: boolean;
}

/** A run again of an older firing than these counts anew. */
const mostFirings = 40;

/** As it is kept of a firing: sids are long. */
export function firingMark(firing: string): string {
  return hashOf([1, firing], 12);
}

/**
 * An incident that begins, or begins again. Within `reopenWithin` of an end that was told it continues the
 * conversation; episodes go on counting in any case.
 *
 * @param earlier its record, ended
 */
export function beginIncident(
  earlier: IncidentRecord | undefined,
  seen: Seen,
  { now, settings, shadow }: IncidentContext,
): IncidentRecord {
  const { sighting, ownership, search, link } = seen;
  const episode = (earlier?.episode ?? 0) + 1;
  const continues =
    earlier !== undefined &&
    (earlier.told.length > 0 || earlier.thread < earlier.episode) &&
    now - (earlier.endedAt ?? earlier.lastSeen) <= settings.reopenWithin;
  const alert: Alert = {
    id: "",
    identity: sighting.identity,
    episode,
    revision: 0,
    transition: "trigger",
    reason: continues ? "reopened" : "first_seen",
    severity: sighting.severity,
    service: sighting.service,
    ownership,
    anomaly: sighting.anomaly,
    count: sighting.count,
    first: sighting.first,
    last: sighting.last,
    hosts: sighting.hosts,
    hostCount: sighting.hostCount,
    examples: sighting.examples,
    judgedBy: sighting.judgedBy,
    link,
    search,
    time: now,
  };
  return {
    identity: sighting.identity,
    shadow,
    open: true,
    episode,
    revision: 0,
    lastSeen: now,
    resolveAfter: resolveAfterOf(settings, seen.period),
    alert: fitAlert(alert),
    severity: sighting.severity,
    severitySeen: now,
    thread: continues ? earlier.thread : episode,
    countNotified: 0,
    sids: sidsWith(earlier?.sids ?? [], seen.firing),
    told: [],
  };
}

/** An open incident that was seen once more: its counts grow, and what is said of it is what was found last. */
export function seenAgain(
  record: IncidentRecord,
  seen: Seen,
  { now, settings }: IncidentContext,
): IncidentRecord {
  const { sighting } = seen;
  const { alert } = record;
  const overruled = isOverruled(record, seen, now);
  const severity: Severity = overruled ? record.severity : sighting.severity;
  const hosts = [...new Set([...alert.hosts, ...sighting.hosts])];
  const examples = [...new Set([...sighting.examples, ...alert.examples])];
  const fresh = newEvents(record, sighting);
  const known: Alert = {
    ...alert,
    severity,
    service: alert.service || sighting.service,
    ownership: betterKnown(alert.ownership, seen.ownership),
    anomaly: overruled ? alert.anomaly : sighting.anomaly,
    count: alert.count + fresh,
    first: ofBoth(Math.min, alert.first, sighting.first),
    last: ofBoth(Math.max, alert.last, sighting.last),
    hosts: hosts.slice(0, mostHostsShown),
    hostCount: Math.max(alert.hostCount, sighting.hostCount, hosts.length),
    examples: examples.slice(0, mostExamples),
    judgedBy: bothJudged(alert.judgedBy, sighting.judgedBy, fresh / Math.max(1, sighting.count)),
    ...(overruled ? {} : { search: seen.search, link: seen.link }),
    time: now,
  };
  return {
    ...record,
    alert: fitAlert(known),
    severity,
    severitySeen: overruled ? Math.min(record.severitySeen, now) : now,
    lastSeen: now,
    // Of several searches that see an incident, the one that comes most seldom counts.
    resolveAfter: Math.max(record.resolveAfter, resolveAfterOf(settings, seen.period)),
    sids: sidsWith(record.sids, seen.firing),
  };
}

/**
 * Two searches may see one incident and rate it differently; taking turns, they would tell of a change each time. The
 * milder one counts when it is the same search that was worse before, or when the worse has not come back for long.
 */
function isOverruled(record: IncidentRecord, { sighting, search }: Seen, now: number): boolean {
  if (severityRank(sighting.severity) <= severityRank(record.severity)) return false;
  const { name, app, owner } = record.alert.search;
  const same = name === search.name && app === search.app && owner === search.owner;
  return !same && now - record.severitySeen < record.resolveAfter;
}

/**
 * Searches look back further than they have to, and two may look at the same time: what was counted is found again.
 * New are the events after the last that is known, taken as coming evenly. Times ahead of the machine's clock say
 * nothing of this.
 */
function newEvents({ alert, lastSeen }: IncidentRecord, { first, last, count }: Sighting): number {
  if (alert.last === undefined || first === undefined || last === undefined) return count;
  const known = Math.min(alert.last, lastSeen);
  if (first > known) return count;
  if (last <= known) return Math.max(0, count - alert.count);
  return Math.max(1, Math.round((count * (last - known)) / (last - first)));
}

/** @param part of the other's events that is new */
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

/** The firings that were counted, and this one. */
export function sidsWith(sids: readonly string[], firing: string): readonly string[] {
  return firing === "" ? sids : [...sids, firingMark(firing)].slice(-mostFirings);
}
