import * as z from "zod";
import type { AlertIncident } from "../ledger/alert.ts";
import type { ResultRow } from "./alert-row.ts";
import { mostFollowers } from "./incident-state.ts";
import { maskedAround } from "./masked-around.ts";
import { longest, type MaskWords, mostExamples, mostHostsShown, type Occurrence } from "./occurrence.ts";
import { readSeverity } from "./severity-words.ts";
import { shownText } from "./shown-text.ts";

/** Columns that llamaincident makes, and that only rows of events have: Splunk's own fields, and our verdicts on events. */
const made = ["fingerprint", "timeline", "origin", "title"];
const ofEvents = ["_raw", "_cd", "_bkt", "_indextime", "punct", "linecount", "llm_analysis"];

/**
 * Whether results are the rows of llamaincident. Told by the columns and not by values: whoever writes a log line can bring
 * a field `fingerprint`, but cannot take away the columns of the event.
 */
export function isIncidentTable(columns: readonly string[]): boolean {
  return made.every((name) => columns.includes(name)) && !ofEvents.some((name) => columns.includes(name));
}

/** Whether a value has the form of llamaincident's fingerprints. */
export function isFingerprint(value: string): boolean {
  return /^i[a-z2-7]{12}$/.test(value);
}

export interface IncidentRowReading {
  readonly mask: MaskWords;
  /** Fields that name the service; those that name a host or sourcetype are none of an incident's. */
  readonly serviceFields?: readonly string[];
}

const fingerprintForm = /^[\w-]{1,64}$/;
const longestTimeline = 64_000;
const ofSource = new Set(["host", "sourcetype"]);
/** How far an origin that wrote failures itself shows a fault of its own. */
const shownByOwn = 0.9;

const entries = z.array(
  z.looseObject({
    service: z.string(),
    count: z.number().default(1),
    template_id: z.string().default(""),
    examples: z.array(z.string()).default([]),
    consequence: z.boolean().default(true),
  }),
);
type Entry = z.infer<typeof entries>[number];

/** Whether it turned out to be part of another one, which has a row of its own. */
export function isMergedIncident(row: ResultRow): boolean {
  return row.get("state")?.[0]?.trim() === "merged";
}

/** An incident that llamaincident found; undefined for a row that is none. */
export function occurrenceOfIncident(row: ResultRow, reading: IncidentRowReading): Occurrence | undefined {
  const all = (field: string): readonly string[] =>
    (row.get(field) ?? []).filter((value) => value.trim() !== "");
  const first = (field: string): string => all(field)[0] ?? "";
  const fingerprint = first("fingerprint");
  const { known: severity } = readSeverity(all("severity"));
  if (!fingerprintForm.test(fingerprint) || severity === undefined) return undefined;
  const { mask } = reading;
  const shown = (text: string, limit: number): string => shownText(maskedAround(text, mask), limit);
  const timeline = timelineOf(first("timeline"));
  const own = timeline.filter(({ consequence }) => !consequence);
  const origin = all("origin").map((name) => shown(name, longest.name));
  const hosts = all("hosts").map((host) => shownText(host, longest.name));
  const count = countOf(first("count"), timeline);
  const status = first("llama_status");
  const judged = (as: string): number => (status === as ? count : 0);
  return {
    identity: fingerprint,
    members: [fingerprint, ...all("aliases").filter((name) => fingerprintForm.test(name))],
    incident: {
      ...{ origin, shown: own.length > 0 ? shownByOwn : 0 },
      followed: followersOf(timeline, (name) => shown(name, longest.name)),
    },
    service: shownText(
      namedService(row, reading) || (own[0] ?? timeline[0])?.service || first("services"),
      longest.name,
    ),
    ending: first("state") === "over",
    severity,
    anomaly: {
      cause: shown(withoutOrigin(first("title"), all("origin")[0] ?? ""), longest.sentence),
      action: shown(first("action"), longest.sentence),
      evidence: "",
      templateId: shownText((own[0] ?? timeline[0])?.template_id ?? "", longest.name),
      template: "",
    },
    ...{ count, first: timeOf(first("first")), last: timeOf(first("last")) },
    ...{ hosts: hosts.slice(0, mostHostsShown), hostCount: hosts.length },
    examples: examplesOf([...own, ...timeline]).map((line) => shown(line, longest.template)),
    judgedBy: {
      llm: judged("llm"),
      cached: judged("cached"),
      local: count - judged("llm") - judged("cached"),
      model: shownText(first("llama_model"), longest.name),
    },
  };
}

function timelineOf(json: string): Entry[] {
  if (json.length > longestTimeline) return [];
  try {
    const read = entries.safeParse(JSON.parse(json));
    return read.success ? read.data : [];
  } catch {
    return [];
  }
}

function namedService(row: ResultRow, { serviceFields = ["service_name"] }: IncidentRowReading): string {
  for (const field of serviceFields.filter((name) => !ofSource.has(name))) {
    const name = row.get(field)?.find((value) => value.trim() !== "");
    if (name !== undefined) return name.trim();
  }
  return "";
}

function followersOf(timeline: readonly Entry[], shown: (name: string) => string): AlertIncident["followed"] {
  const followed = new Map<string, number>();
  for (const { service, count, consequence } of timeline)
    if (consequence) followed.set(service, (followed.get(service) ?? 0) + count);
  return [...followed]
    .slice(0, mostFollowers)
    .map(([service, count]) => ({ service: shown(service), count }));
}

/** One line of each entry. */
function examplesOf(timeline: readonly Entry[]): string[] {
  return [...new Set(timeline.flatMap(({ examples }) => examples.slice(0, 1)))].slice(0, mostExamples);
}

/** The headline says the origin already. */
function withoutOrigin(title: string, origin: string): string {
  return origin !== "" && title.startsWith(`${origin}: `) ? title.slice(origin.length + 2) : title;
}

function countOf(text: string, timeline: readonly Entry[]): number {
  const count = Math.floor(Number(text));
  const sum = timeline.reduce((all, each) => all + each.count, 0);
  return Math.max(1, Number.isFinite(count) && text !== "" ? count : sum);
}

/** Epoch milliseconds. */
function timeOf(seconds: string): number | undefined {
  const time = Math.round(Number(seconds) * 1000);
  return seconds === "" || !Number.isFinite(time) ? undefined : time;
}
