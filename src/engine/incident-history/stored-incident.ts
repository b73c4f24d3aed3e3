import type { Incident, TimelineEntry } from "../correlation/incident.ts";
import type { NarratedIncident } from "../narrative/narrated-incident.ts";
import { severityRank } from "../verdict.ts";
import type { Claim } from "../verdicts/narrative.ts";

/** `merged`: it turned out to be part of an elder one. */
export const incidentStates = ["open", "over", "merged"] as const;
export type IncidentState = (typeof incidentStates)[number];

/** An incident, perhaps in sentences. */
export type ToldIncident = Incident & Partial<NarratedIncident>;

/**
 * An incident as it is kept from run to run. Its texts are masked, and its names are pseudonyms where they identify
 * somebody. Times are epoch seconds: those of `Incident` by the events, the others by the machine's clock.
 */
export interface StoredIncident extends ToldIncident {
  readonly state: IncidentState;
  /** Empty unless merged. */
  readonly merged_into: string;
  /** Somebody was paged: its fingerprint is fixed. */
  readonly paged: boolean;
  /** Other fingerprints under which it was found, or which it took in. No two open incidents share a name. */
  readonly aliases: readonly string[];
  /** 1, and one more each time that it comes back after it was over. */
  readonly episode: number;
  /** How many events more than usual fail, in all. */
  readonly count: number;
  /** Entries of the timeline that were left out, because the record would be too long. */
  readonly left_out: number;
  /** Of its last failure that was found, but never later than the clock was then. */
  readonly seen: number;
  /** Runs that looked further than all before, and found nothing new of it. */
  readonly missed: number;
  /** How far the events of the runs went, by their own times. */
  readonly looked: number;
  /** When it was last changed. */
  readonly updated: number;
}

/** Bytes of the timeline's JSON. */
export const longestTimeline = 16_384;
const mostKinds = 40;
const mostNames = 100;

/** What every kept incident is bounded to. */
export function bounded<Kept extends StoredIncident>(incident: Kept): Kept {
  const { timeline, kinds, hosts, services, left_out: before } = incident;
  const kept = fittingTimeline(timeline);
  return {
    ...withTimeline(incident, kept),
    left_out: before + timeline.length - kept.length,
    kinds: kinds.slice(0, mostKinds),
    hosts: hosts.slice(0, mostNames),
    services: services.slice(0, mostNames),
  };
}

/** With another timeline: sentences cite the same entries at their new places, and none that is gone. */
export function withTimeline<Told extends ToldIncident>(
  incident: Told,
  timeline: readonly TimelineEntry[],
): Told {
  const { timeline: before, summary, cause, steps } = incident;
  const places = new Map(timeline.map((entry, at) => [keyOfEntry(entry), at + 1]));
  const cited = ({ text, lines }: Claim): Claim => ({
    text,
    lines: lines.flatMap((line) => {
      const entry = before[line - 1];
      return entry === undefined ? [] : (places.get(keyOfEntry(entry)) ?? []);
    }),
  });
  return {
    ...incident,
    ...(summary && { summary: summary.map(cited) }),
    ...(cause && { cause: cited(cause) }),
    ...(steps && { steps: steps.map(cited) }),
    timeline,
  };
}

/** What is one entry from run to run. */
export function keyOfEntry({ service, cause, template_id: template }: TimelineEntry): string {
  return JSON.stringify([service, cause, template]);
}

/** Whole entries that are short enough together: the origin's own and the worst, in their order. */
export function fittingTimeline(
  timeline: readonly TimelineEntry[],
  longest = longestTimeline,
): readonly TimelineEntry[] {
  const sizes = new Map(timeline.map((entry) => [entry, Buffer.byteLength(JSON.stringify(entry)) + 1]));
  const ranked = timeline.toSorted(
    (one, other) =>
      Number(one.consequence) - Number(other.consequence) ||
      severityRank(one.severity) - severityRank(other.severity) ||
      one.first - other.first,
  );
  const kept = new Set<TimelineEntry>();
  let left = longest - 1;
  for (const entry of ranked) {
    const size = sizes.get(entry) as number;
    if (size > left) continue;
    left -= size;
    kept.add(entry);
  }
  return timeline.filter((entry) => kept.has(entry));
}
