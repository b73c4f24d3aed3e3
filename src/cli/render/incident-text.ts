import type { Incident, TimelineEntry } from "../../engine/correlation/incident.ts";
import { displayWidth, padded, printable, truncate, wrap } from "../../engine/printable.ts";
import { Reading } from "../../engine/reading/reading.ts";
import { severityRank } from "../../engine/verdict.ts";
import { secondOf } from "./evidence-text.ts";
import { roughDuration } from "./rough-duration.ts";
import { counted, grouped, paint, severityStyles } from "./triage-table.ts";

export interface IncidentLook {
  readonly columns: number;
  readonly colour: boolean;
  /** Show every entry of the timelines. */
  readonly all: boolean;
}

const widest = 120;
const narrowest = 60;
const labelWidth = 8;
const longestService = 18;
const shownEntries = 8;
const shownHosts = 4;

/** Incidents as lines of text, for people who were woken: what broke, since when, what followed, and what to do first. */
export function incidentText(incidents: readonly Incident[], look: IncidentLook): string[] {
  return incidents.flatMap((incident) => [...oneIncident(incident, look), ""]);
}

function oneIncident(incident: Incident, look: IncidentLook): string[] {
  const width = Math.min(widest, Math.max(narrowest, look.columns));
  const { severity, title, first, last, hosts, timeline, ruled_out: ruledOut } = incident;
  const labelled = (label: string, text: string): string[] =>
    wrap(printable(text), width - labelWidth).map(
      (line, at) =>
        (at === 0 ? paint("dim", padded(label, labelWidth), look.colour) : " ".repeat(labelWidth)) + line,
    );
  const [headline = "", ...more] = wrap(printable(title), width - 4);
  const where = hosts.length === 0 ? "" : `; ${hostsText(hosts)}`;
  const entries = look.all ? timeline : mostTelling(timeline);
  return [
    `${paint(severityStyles[severity], severity, look.colour)}  ${paint("bold", headline, look.colour)}`,
    ...more.map((line) => `    ${line}`),
    ...labelled("since", `${secondOf(first)} UTC, for ${roughDuration(last - first)}${where}`),
    ...entryLines(entries, width, look.colour),
    ...(entries.length < timeline.length
      ? [
          `${" ".repeat(labelWidth)}… and ${counted(timeline.length - entries.length, "more kind")}; --all shows them`,
        ]
      : []),
    ...labelled("do", incident.action),
    ...ruledOut.slice(0, 2).flatMap(({ name, reason }) => labelled("not", `${name}: ${reason}`)),
    ...incident.gaps.flatMap((gap) => labelled("but", gap)),
  ];
}

/** The origin's own entries and the worst others, by onset. */
function mostTelling(timeline: readonly TimelineEntry[]): TimelineEntry[] {
  const ranked = timeline.toSorted(
    (one, other) =>
      Number(one.consequence) - Number(other.consequence) ||
      severityRank(one.severity) - severityRank(other.severity) ||
      other.count - one.count,
  );
  const shown = new Set(ranked.slice(0, shownEntries));
  return timeline.filter((entry) => shown.has(entry));
}

function entryLines(entries: readonly TimelineEntry[], width: number, colour: boolean): string[] {
  const serviceWidth = Math.min(
    longestService,
    Math.max(0, ...entries.map(({ service }) => displayWidth(service))),
  );
  const countWidth = Math.max(0, ...entries.map(({ count }) => grouped(count).length));
  return entries.map(({ first, service, severity, count, examples: [example], consequence }) => {
    const mark = consequence ? " └ " : "  ";
    const head =
      `${secondOf(first).slice(-8)}${mark}${padded(truncate(service, serviceWidth), serviceWidth)}  ` +
      `${severity}  ${grouped(count).padStart(countWidth)}×  `;
    const said = example === undefined ? "silent" : printable(new Reading(example).message);
    const line = truncate(head + said, width);
    return consequence ? line : paint("bold", line, colour);
  });
}

function hostsText(hosts: readonly string[]): string {
  const more = hosts.length > shownHosts ? ` and ${hosts.length - shownHosts} more` : "";
  return `${hosts.length === 1 ? "host" : "hosts"} ${hosts.slice(0, shownHosts).join(", ")}${more}`;
}
