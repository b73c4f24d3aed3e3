import type { Incident, TimelineEntry } from "../../engine/correlation/incident.ts";
import type { NarratedIncident } from "../../engine/narrative/narrated-incident.ts";
import { displayWidth, padded, printable, truncate, truncateWithin, wrap } from "../../engine/printable.ts";
import { Reading } from "../../engine/reading/reading.ts";
import { roughDuration } from "../../engine/rough-duration.ts";
import { severityRank } from "../../engine/verdict.ts";
import type { Claim } from "../../engine/verdicts/narrative.ts";
import { secondOf } from "./evidence-text.ts";
import { counted, grouped, paint, severityStyles } from "./triage-table.ts";

export interface IncidentLook {
  readonly columns: number;
  readonly colour: boolean;
  /** Show every entry of the timelines. */
  readonly all: boolean;
  /** Fewer entries, and nothing of other suspects: something else comes below. */
  readonly brief?: boolean;
}

const widest = 120;
const narrowest = 40;
const labelWidth = 8;
const longestService = 18;
const longestName = 40;
/** Epoch seconds before which no log was written: 1973. */
const firstTime = 1e8;
const shownHosts = 4;
const shownEntries = 8;
/** The rank of P2. */
const mildestGrave = 2;
/** Of the first incident and of each further one, where they are few, and where there are more. */
const briefEntries = { few: [6, 3], more: [5, 2] } as const;
const fewIncidents = 2;

type ShownIncident = Incident | NarratedIncident;

/** Incidents as lines of text, for people who were woken: what broke, since when, what followed, and what to do first. */
export function incidentText(incidents: readonly ShownIncident[], look: IncidentLook): string[] {
  const said = new Set<string>();
  const brief = incidents.length > fewIncidents ? briefEntries.more : briefEntries.few;
  const [first, further] = look.brief === true ? brief : [shownEntries, shownEntries];
  return incidents.flatMap((incident, at) => {
    // What the log does not tell holds for all of its incidents.
    const gaps = incident.gaps.filter((gap) => !said.has(gap));
    for (const gap of gaps) said.add(gap);
    return [...oneIncident({ ...incident, gaps }, look, at === 0 ? first : further), ""];
  });
}

function oneIncident(incident: ShownIncident, look: IncidentLook, most: number): string[] {
  const { columns, colour, all, brief = false } = look;
  const width = Math.min(widest, Math.max(narrowest, columns));
  const { severity, first, last, hosts, timeline, ruled_out: ruledOut } = incident;
  const labelled = (label: string, text: string): string[] =>
    wrap(printable(text), width - labelWidth).map(
      (line, at) =>
        (at === 0 ? paint("dim", padded(label, labelWidth), colour) : " ".repeat(labelWidth)) + line,
    );
  const [headline = "", ...more] = wrap(titleOf(incident), width - 4);
  const where = hosts.length === 0 ? "" : `; ${hostsText(hosts)}`;
  const entries = all ? timeline : mostTelling(timeline, most);
  const left = timeline.length - entries.length;
  const told = "llama_status" in incident && incident.llama_status !== "local" ? incident : undefined;
  return [
    `${paint(severityStyles[severity], severity, colour)}  ${paint("bold", headline, colour)}`,
    ...more.map((line) => `    ${paint("bold", line, colour)}`),
    ...labelled("since", sinceText(first, last) + where),
    ...(told === undefined ? [] : labelled("told", told.summary.map(withLines).join(" "))),
    ...(told === undefined ? [] : labelled("why", withLines(told.cause))),
    ...entryLines(entries, width, colour, told && timeline),
    ...(left === 0 ? [] : [`${" ".repeat(labelWidth)}… and ${counted(left, "more kind")}; --all shows them`]),
    ...(told?.steps ?? [{ text: incident.action, lines: [] }]).flatMap((step) =>
      labelled("do", withLines(step)),
    ),
    ...(brief ? [] : ruledOut.slice(0, 2)).flatMap(({ name, reason }) =>
      labelled("not", `${shortName(name)}: ${reason}`),
    ),
    ...[...incident.gaps, ...doubtsOf(incident)].flatMap((gap) => labelled("but", gap)),
  ];
}

function sinceText(first: number, last: number): string {
  return isOrder(first)
    ? `line ${grouped(first)}, to line ${grouped(last)}`
    : `${secondOf(first)} UTC, for ${roughDuration(last - first)}`;
}

/** Eight columns: the time of day, or the line. */
function momentText(first: number): string {
  return isOrder(first) ? `#${first}`.padEnd(8) : secondOf(first).slice(-8);
}

/** Where no line has a time, the order of the lines stands for it. */
function isOrder(time: number): boolean {
  return time < firstTime;
}

/** A sentence with the numbers of the entries that it rests on. */
function withLines({ text, lines }: Claim): string {
  return lines.length === 0 ? text : `${text} [${lines.join(", ")}]`;
}

/** What to think of the model's sentences. */
function doubtsOf(incident: ShownIncident): string[] {
  if (!("llama_status" in incident) || incident.dropped_claims === 0) return [];
  const { dropped_claims: dropped, llama_model: model, llama_status: status } = incident;
  if (status === "local") return ["What the model told does not rest on the lines, so it is left out."];
  return [
    `${counted(dropped, "sentence")} of ${model} ${dropped === 1 ? "does" : "do"} not rest on the lines and ${dropped === 1 ? "is" : "are"} left out.`,
  ];
}

/** The title, with the name of the origin cut where it is long. */
function titleOf({ title, origin: [origin = ""] }: Incident): string {
  const rest = title.startsWith(origin) ? title.slice(origin.length) : undefined;
  return rest === undefined ? printable(title) : printable(shortName(origin) + rest);
}

function shortName(name: string): string {
  return truncateWithin(printable(name), longestName);
}

/** What the origin shows first of what is grave, for half of the room, and the worst of what followed; by onset. */
function mostTelling(timeline: readonly TimelineEntry[], most: number): TimelineEntry[] {
  const rank = ({ severity }: TimelineEntry): number => severityRank(severity);
  const followed = timeline
    .filter(({ consequence }) => consequence)
    .sort((one, other) => rank(one) - rank(other) || other.count - one.count);
  const isMild = (entry: TimelineEntry): number => Number(rank(entry) > mildestGrave);
  const own = timeline
    .filter(({ consequence }) => !consequence)
    .sort((one, other) => isMild(one) - isMild(other) || one.first - other.first);
  const room = Math.max(Math.ceil(most / 2), most - followed.length);
  const shownOwn = own.slice(0, room);
  const shown = new Set([...shownOwn, ...followed.slice(0, most - shownOwn.length)]);
  return timeline.filter((entry) => shown.has(entry));
}

/** @param numbered the whole timeline, where sentences name its entries by their places */
function entryLines(
  entries: readonly TimelineEntry[],
  width: number,
  colour: boolean,
  numbered: readonly TimelineEntry[] = [],
): string[] {
  const widestName = Math.max(0, ...entries.map(({ service }) => displayWidth(printable(service))));
  const serviceWidth = Math.min(longestService, Math.floor(width / 4), widestName);
  const countWidth = Math.max(0, ...entries.map(({ count }) => grouped(count).length));
  return entries.map((entry) => {
    const {
      first,
      service,
      severity,
      count,
      examples: [example],
      consequence,
    } = entry;
    const place = numbered.length === 0 ? "" : `[${numbered.indexOf(entry) + 1}]`.padEnd(5);
    const name = padded(truncateWithin(printable(service), serviceWidth), serviceWidth);
    const head = `${place}${momentText(first)}${consequence ? " └ " : "  "}${name}  `;
    const number = `  ${grouped(count).padStart(countWidth)}×  `;
    const room = width - displayWidth(head) - severity.length - number.length;
    const said = truncate(
      example === undefined ? "silent" : printable(new Reading(example).message),
      Math.max(1, room),
    );
    const style = (text: string): string => (consequence ? text : paint("bold", text, colour));
    return style(head) + paint(severityStyles[severity], severity, colour) + style(number + said);
  });
}

function hostsText(hosts: readonly string[]): string {
  const more = hosts.length > shownHosts ? ` and ${hosts.length - shownHosts} more` : "";
  return `${hosts.length === 1 ? "host" : "hosts"} ${hosts.slice(0, shownHosts).map(shortName).join(", ")}${more}`;
}
