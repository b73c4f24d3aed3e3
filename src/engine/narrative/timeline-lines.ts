import type { DataLine } from "../asking/data-lines.ts";
import { suspectsInjection } from "../asking/severity-floor.ts";
import { cutByCodePoint } from "../code-points.ts";
import type { Incident, TimelineEntry } from "../correlation/incident.ts";
import type { Masker } from "../masking/masker.ts";
import { severityRank } from "../verdict.ts";

/** An entry of a timeline as a model sees it. */
export interface TimelineLine {
  /** The entry's place in the timeline, from 1. */
  readonly id: number;
  readonly entry: TimelineEntry;
  /** Masked; empty for a silence, and where the line seems to address a model. */
  readonly log: string;
  /** Where it says more than the log. */
  readonly template: string;
  readonly service: string;
  readonly host: string;
  readonly sent: DataLine;
}

/** What a model is shown of an incident. Everything in it is masked. */
export interface ShownIncident {
  readonly title: string;
  readonly origin: readonly string[];
  /** In the order of the timeline. */
  readonly lines: readonly TimelineLine[];
  /** Entries of the timeline that are not shown. */
  readonly leftOut: number;
}

const longestLog = 400;
const longestTemplate = 240;
const longestName = 80;
const mostOrigins = 3;
/** Bytes of all lines of a timeline, about 3,000 tokens. */
export const mostLineBytes = 6_000;

/**
 * The entries that a model is shown: those of the origin first, then the worst and the earliest, as far as there is room.
 *
 * @param room bytes of all lines; one line is always shown
 */
export function shownIncident(
  { title, origin, timeline, kinds }: Incident,
  masker: Pick<Masker, "redact">,
  room = mostLineBytes,
): ShownIncident {
  const templates = new Map(kinds.map((kind) => [kind.template_id, kind.template]));
  const masked = (text: string, limit: number): string => cutByCodePoint(masker.redact(text), limit);
  const lines = timeline.map((entry, place) => lineOf(entry, place, templates, masked));
  const ranked = lines.toSorted(
    ({ entry: one }, { entry: other }) =>
      Number(one.consequence) - Number(other.consequence) ||
      severityRank(one.severity) - severityRank(other.severity) ||
      one.first - other.first,
  );
  const shown = new Set<TimelineLine>();
  let bytes = 0;
  for (const line of ranked) {
    bytes += Buffer.byteLength(JSON.stringify(line.sent));
    if (bytes > room && shown.size > 0) break;
    shown.add(line);
  }
  return {
    title: unlessHostile(masked(title, longestLog)),
    origin: origin.slice(0, mostOrigins).map((name) => masked(name, longestName)),
    lines: lines.filter((line) => shown.has(line)),
    leftOut: lines.length - shown.size,
  };
}

function lineOf(
  entry: TimelineEntry,
  place: number,
  templates: ReadonlyMap<string, string>,
  masked: (text: string, limit: number) => string,
): TimelineLine {
  const [example = ""] = entry.examples;
  // Examples are masked already, and masking escapes what looks like a placeholder.
  const log = unlessHostile(cutByCodePoint(example, longestLog));
  const known = unlessHostile(masked(templates.get(entry.template_id) ?? "", longestTemplate));
  const template = log !== "" && known.includes("<*>") ? known : "";
  const service = unlessHostile(masked(entry.service, longestName));
  const host = unlessHostile(masked(entry.host, longestName));
  const said =
    example === "" ? { silent: "wrote nothing any more" } : { withheld: "it addresses its reader" };
  return {
    ...{ id: place + 1, entry, log, template, service, host },
    sent: {
      ...{ id: place + 1, time: timeOf(entry.first), service, host: host === "" ? undefined : host },
      ...{ severity: entry.severity, count: entry.count },
      ...(log === "" ? said : { log, template: template === "" ? undefined : template }),
    },
  };
}

/** A text that seems to address a model is kept from it. */
function unlessHostile(text: string): string {
  return suspectsInjection(text) ? "" : text;
}

/** `2026-03-14T03:11:02Z` @param time epoch seconds */
export function timeOf(time: number): string {
  return `${new Date(time * 1000).toISOString().slice(0, 19)}Z`;
}
