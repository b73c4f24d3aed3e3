import type { Incident, IncidentKind, TimelineEntry } from "../correlation/incident.ts";
import { type Severity, severityRank } from "../verdict.ts";
import {
  bounded,
  keyOfEntry,
  type StoredIncident,
  type ToldIncident,
  withTimeline,
} from "./stored-incident.ts";

/** Seconds by which a reading may begin later than an earlier one of the same incident. */
const onsetSlack = 60;
/** The part of the events known so far that a reading has to have seen. */
const leastSeen = 0.9;

/** The first record of an incident. @param now epoch seconds @param looked how far the run's events went */
export function newRecord(
  { ended: _, ...found }: ToldIncident,
  { now, looked, episode }: { now: number; looked: number; episode: number },
): StoredIncident {
  return bounded({
    ...found,
    ...{ state: "open", merged_into: "", paged: false, aliases: [], episode, count: countOf(found) },
    ...{ left_out: 0, seen: Math.min(now, found.last), missed: 0, looked, updated: now },
  });
}

/** Whether a reading knows anything that the record does not. */
export function hasNews(stored: StoredIncident, found: ToldIncident): boolean {
  return found.last > stored.last || found.first < stored.first || countOf(found) > stored.count;
}

/**
 * The record with what a later reading says. A reading that saw all of the incident says what it is, which origin
 * included; one whose events begin in its midst only adds to it.
 */
export function withReading(stored: StoredIncident, found: ToldIncident, now: number): StoredIncident {
  const isWhole = seesAll(stored, found);
  const more = isWhole ? 0 : shareAfter(stored.last, found);
  const added = (known: number, read: number): number =>
    Math.max(known, read, Math.round(known + read * more));
  const { ended: _, ...whole } = found;
  const said = isWhole ? whole : withTimeline(stored, joinedTimeline(stored, found));
  return bounded({
    ...stored,
    ...said,
    fingerprint: stored.fingerprint,
    severity: isWhole ? found.severity : worse(stored.severity, found.severity),
    first: Math.min(stored.first, found.first),
    last: Math.max(stored.last, found.last),
    hosts: union(stored.hosts, found.hosts),
    services: union(stored.services, found.services),
    kinds: joinedKinds(stored.kinds, found.kinds, added),
    left_out: isWhole ? 0 : stored.left_out,
    count: added(stored.count, countOf(found)),
    ...{ seen: Math.max(stored.seen, Math.min(now, found.last)), missed: 0, updated: now },
  });
}

/** Whether a reading may say what the incident is. */
export function seesAll(stored: StoredIncident, found: ToldIncident): boolean {
  return found.first <= stored.first + onsetSlack && countOf(found) >= leastSeen * stored.count;
}

function countOf({ kinds }: Incident): number {
  return kinds.reduce((sum, { count }) => sum + count, 0);
}

/** The part of what was read that came after a time, in epoch seconds, if it came evenly. */
function shareAfter(
  time: number,
  { first, last }: { readonly first: number; readonly last: number },
): number {
  if (last <= time) return 0;
  return first >= time ? 1 : (last - time) / (last - first);
}

function joinedKinds(
  stored: readonly IncidentKind[],
  found: readonly IncidentKind[],
  added: (known: number, read: number) => number,
): IncidentKind[] {
  const kinds = new Map(stored.map((kind) => [keyOfKind(kind), kind]));
  for (const kind of found) {
    const known = kinds.get(keyOfKind(kind));
    kinds.set(
      keyOfKind(kind),
      known === undefined ? kind : { ...kind, count: added(known.count, kind.count) },
    );
  }
  return [...kinds.values()].sort(
    (one, other) => severityRank(one.severity) - severityRank(other.severity) || other.count - one.count,
  );
}

function keyOfKind({ service, template_id: template }: IncidentKind): string {
  return JSON.stringify([service, template]);
}

function joinedTimeline(stored: StoredIncident, found: ToldIncident): TimelineEntry[] {
  const isSameOrigin = stored.origin[0] === found.origin[0];
  const entries = new Map(stored.timeline.map((entry) => [keyOfEntry(entry), entry]));
  for (const entry of found.timeline) {
    const known = entries.get(keyOfEntry(entry));
    const consequence = known?.consequence ?? (entry.consequence || !isSameOrigin);
    const joined = known === undefined ? entry : joinedEntry(known, entry);
    entries.set(keyOfEntry(entry), { ...joined, consequence });
  }
  return [...entries.values()].sort((one, other) => one.first - other.first);
}

function joinedEntry(known: TimelineEntry, entry: TimelineEntry): TimelineEntry {
  return {
    ...known,
    first: Math.min(known.first, entry.first),
    last: Math.max(known.last, entry.last),
    host: known.host === entry.host ? known.host : "",
    severity: worse(known.severity, entry.severity),
    count: Math.max(
      known.count,
      entry.count,
      Math.round(known.count + entry.count * shareAfter(known.last, entry)),
    ),
    names: union(known.names, entry.names),
  };
}

function union(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])];
}

function worse(one: Severity, other: Severity): Severity {
  return severityRank(other) < severityRank(one) ? other : one;
}
