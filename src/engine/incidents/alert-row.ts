import { readTruth } from "../truth.ts";
import type { Severity } from "../verdict.ts";
import { readSeverity, type SeverityReading, worse } from "./severity-words.ts";

/** One row of a search's results: each field's values, in their order. */
export interface ResultRow {
  get(field: string): readonly string[] | undefined;
  entries(): Iterable<[string, readonly string[]]>;
}

/** What a row says about an incident, as it arrived: neither masked nor shortened unless stated. */
export interface AlertRow {
  /** Empty if the row names none. */
  readonly service: string;
  /** `service` is only a host name. It does not identify an incident: one fault may hit many hosts. */
  readonly serviceIsHost: boolean;
  /** The row names several services; the first counts. */
  readonly severalServices: boolean;
  /** Empty if control fields are off. */
  readonly incidentId: string;
  readonly templateId: string;
  readonly template: string;
  /** The log event. */
  readonly text: string;
  /** Where it comes from, as Splunk says. */
  readonly source: string;
  /** P5 for a row that is not anomalous. */
  readonly severity: Severity;
  /** False if neither the model nor the embedded analyst judged the event. */
  readonly judged: boolean;
  /** The severity word is not known. A row that has a verdict all the same counts as P1. */
  readonly oddSeverity: boolean;
  /** The unknown word, empty where it may be log text. */
  readonly oddWord: string;
  readonly cause: string;
  readonly action: string;
  readonly evidence: string;
  /** 0 to 100. */
  readonly confidence: number;
  readonly status: string;
  readonly model: string;
  readonly hosts: readonly string[];
  /** Epoch milliseconds of the first and the last event of the row. */
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** Number of events that the row stands for, at least 1. */
  readonly count: number;
  /** The row says that the incident is over; always false where control fields are off. */
  readonly resolved: boolean;
  /** The row has a control field with a value, but control fields are off. */
  readonly controlIgnored: boolean;
}

/** How to read the rows of a search. */
export interface RowReading {
  /** The prefix of the fields that llamaanalyze added. */
  readonly prefix?: string;
  /** Whether to obey `llama_state` and `incident_id`: only the search's author knows that no event contains them. */
  readonly controlFields?: boolean;
  /** Fields that name the service; the first with a value counts. */
  readonly serviceFields?: readonly string[];
}

const defaultServiceFields: readonly string[] = ["service_name", "host", "sourcetype"];

/** Fields that may hold the event's text. After these, any other field that holds a sentence is taken. */
const textFields = ["_raw", "message", "msg", "log", "text", "event"];
/** Fields that are never log text, even when they hold words. */
const notText =
  /^(?:_|host|source|sourcetype|index|splunk_server|punct|linecount|eventtype|tag|service(?:_|$)|escalation_policy|slack_channel|pagerduty_key_name|incident_id|count$|llama_|llm_|severity$|anomaly_|root_cause$|recommended_action$)/;
/** Characters; llamaanalyze writes no longer analysis. */
const longestAnalysis = 32_000;
const mostEvents = 1e12;
const mostTimes = 1_000;

/**
 * Reads a row's fields. `anomaly_detected=false` means P5, and `true` with P5 becomes P4, as everywhere. A row without
 * a severity is P3 when `anomaly_detected` is true, else P5: an unrated anomaly is worth a look but not a page. An
 * unknown severity beside a verdict counts as P1, because a needless page does less harm than a missing one.
 */
export function readAlertRow(row: ResultRow, reading: RowReading = {}): AlertRow {
  const { prefix = "", controlFields = false, serviceFields = defaultServiceFields } = reading;
  const all = (field: string): readonly string[] => row.get(field) ?? [];
  const first = (field: string): string => all(field).find((value) => value.trim() !== "") ?? "";
  const own = (field: string): string => first(prefix + field);
  const analysis = analysisOf(own("llm_analysis"));
  const anomaly = readTruth(own("anomaly_detected") || analysis.anomaly_detected || "");
  const severity = readSeverity([...all(`${prefix}severity`), analysis.severity ?? ""]);
  const cause = own("root_cause") || (analysis.root_cause ?? "");
  const isVerdict = severity.known !== undefined || anomaly !== undefined || (severity.odd && cause !== "");
  const times = all("_time")
    .slice(0, mostTimes)
    .flatMap((value) => timeOf(value) ?? []);
  const states = [...new Set([`${prefix}llama_state`, "llama_state"])]
    .map((field) => all(field).filter((value) => value.trim() !== ""))
    .find((values) => values.length > 0);
  const incidentId = first("incident_id").trim();
  const service = serviceOf(row, serviceFields);
  return {
    // No spread here: it makes creating the object many times slower, and there may be a million rows.
    service: service.name,
    serviceIsHost: service.isHost,
    severalServices: service.several,
    incidentId: controlFields ? incidentId : "",
    templateId: own("llama_template_id").trim(),
    template: own("llama_template"),
    text: textOf(row, prefix),
    source: first("source"),
    severity: isVerdict ? effectiveSeverity(severity, anomaly) : "P5",
    judged: isVerdict,
    oddSeverity: severity.odd && anomaly !== false,
    oddWord: severity.oddWord,
    cause,
    action: own("recommended_action") || (analysis.recommended_action ?? ""),
    evidence: analysis.evidence ?? "",
    confidence: confidenceOf(own("llama_confidence") || (analysis.confidence ?? "")),
    status: own("llama_status"),
    model: own("llama_model"),
    hosts: all("host").filter((host) => host !== ""),
    first: times.length === 0 ? undefined : Math.min(...times),
    last: times.length === 0 ? undefined : Math.max(...times),
    count: countOf(own("llama_count") || first("llama_count") || first("count")),
    resolved: controlFields && states?.every((state) => state.trim().toLowerCase() === "resolved") === true,
    controlIgnored: !controlFields && (incidentId !== "" || states !== undefined),
  };
}

interface NamedService {
  readonly name: string;
  readonly isHost: boolean;
  readonly several: boolean;
}

/**
 * The service from the first field that names one. If the first field has several values, the first value counts. A
 * later field with several values (`stats values(host)` makes them) is ignored, because each run would name another
 * service.
 */
function serviceOf(row: ResultRow, fields: readonly string[]): NamedService {
  for (const [at, field] of fields.entries()) {
    const names = (row.get(field) ?? []).map((value) => value.trim()).filter((value) => value !== "");
    const several = new Set(names.map((name) => name.toLowerCase())).size > 1;
    if (names.length > 0 && (at === 0 || !several))
      return { name: names[0]!, isHost: field === "host", several };
  }
  return { name: "", isHost: false, several: false };
}

function effectiveSeverity({ known, odd }: SeverityReading, anomaly: boolean | undefined): Severity {
  if (anomaly === false) return "P5";
  const rated = odd ? worse("P1", known ?? "P1") : known;
  if (rated === undefined) return anomaly === true ? "P3" : "P5";
  return rated === "P5" && anomaly === true ? "P4" : rated;
}

/** Reads seconds since 1970 or ISO 8601. @returns epoch milliseconds */
export function timeOf(text: string): number | undefined {
  const trimmed = text.slice(0, 40).trim();
  if (/^\d{1,11}(?:\.\d+)?$/.test(trimmed)) return Math.round(Number(trimmed) * 1000);
  if (!/^\d{4}-\d\d-\d\d/.test(trimmed)) return undefined;
  // Times without a zone are UTC: the machine's own zone would make each machine read another time.
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(trimmed.slice(10)) ? trimmed : utcOf(trimmed);
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? undefined : time;
}

function utcOf(text: string): string {
  return text.length === 10 ? text : `${text.replace(" ", "T")}Z`;
}

function countOf(text: string): number {
  const count = Math.floor(Number(text.slice(0, 30).trim() || "1"));
  return count >= 1 ? Math.min(count, mostEvents) : 1;
}

function confidenceOf(text: string): number {
  const confidence = Number(text.slice(0, 30));
  return confidence >= 0 ? Math.min(confidence, 100) : 0;
}

/** The members of the analysis as texts; empty for anything but a JSON object. */
function analysisOf(json: string): Partial<Record<string, string>> {
  if (json.length > longestAnalysis || !json.trimStart().startsWith("{")) return {};
  try {
    const value: unknown = JSON.parse(json);
    const texts = Object.entries(value as object).map(([key, member]) => [key, textOfMember(member)]);
    return Object.assign(Object.create(null), Object.fromEntries(texts));
  } catch {
    return {};
  }
}

function textOfMember(member: unknown): string {
  if (Array.isArray(member)) return member.filter((part) => typeof part === "string").join("; ");
  return typeof member === "object" ? "" : String(member);
}

function textOf(row: ResultRow, prefix: string): string {
  for (const field of textFields) {
    const values = row.get(field)?.filter((value) => value !== "");
    if (values !== undefined && values.length > 0)
      return values.length === 1 ? values[0]! : values.join("\n");
  }
  for (const [field, [value = ""]] of row.entries()) {
    const ours = prefix !== "" && field.startsWith(prefix);
    if (!ours && !notText.test(field) && /\S\s\S/.test(value.slice(0, 200))) return value;
  }
  return "";
}
