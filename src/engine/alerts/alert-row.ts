import { type Severity, severityRank } from "../verdict.ts";

/** One row of a search's results: each field's values, in their order. */
export interface ResultRow {
  get(field: string): readonly string[] | undefined;
  entries(): Iterable<[string, readonly string[]]>;
}

/** What a row says of an incident, as it came: neither masked nor cut, except where that is said. */
export interface AlertRow {
  /** Empty where the row names none. */
  readonly service: string;
  readonly incidentId: string;
  readonly templateId: string;
  readonly template: string;
  /** The log event. */
  readonly text: string;
  /** P5 is what is not anomalous. */
  readonly severity: Severity;
  /** False where neither the model nor the embedded analyst judged the event. */
  readonly judged: boolean;
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
  /** Events that the row stands for, at least 1. */
  readonly count: number;
  /** The row says that the incident is over. */
  readonly resolved: boolean;
}

/** Where an event's text is looked for; after these, in any field of the search's own that holds a sentence. */
const textFields = ["_raw", "message", "msg", "log", "text", "event"];
/** Fields of the row that are no log text even where they hold words. */
const notText =
  /^(?:_|host|source|sourcetype|index|splunk_server|punct|linecount|eventtype|tag|service(?:_|$)|escalation_policy|slack_channel|pagerduty_key_name|incident_id|count$|llama_|llm_|severity$|anomaly_|root_cause$|recommended_action$)/;
/** A longer analysis is none of ours. */
const longestAnalysis = 32_000;
const mostEvents = 1e12;
const mostTimes = 1_000;

/**
 * Reads a row's fields. Where `severity` is missing or none of P0 to P5, the row is P3 when `anomaly_detected` is true,
 * else P5: an anomaly that nobody rated is worth a look and no page. `anomaly_detected=false` means P5, and `true` with
 * P5 becomes P4, as everywhere.
 *
 * @param prefix stands before the names of the fields that llamaanalyze adds
 */
export function readAlertRow(row: ResultRow, prefix = ""): AlertRow {
  const all = (field: string): readonly string[] => row.get(field) ?? [];
  const first = (field: string): string => all(field).find((value) => value.trim() !== "") ?? "";
  const own = (field: string): string => first(prefix + field);
  const either = (field: string): readonly string[] =>
    row.get(prefix + field) === undefined ? all(field) : all(prefix + field);
  const analysis = analysisOf(own("llm_analysis"));
  const anomaly = truthOf(own("anomaly_detected") || analysis.anomaly_detected || "");
  const rated = severityOf([...all(`${prefix}severity`), analysis.severity ?? ""]);
  const times = all("_time")
    .slice(0, mostTimes)
    .flatMap((value) => timeOf(value) ?? []);
  const states = either("llama_state").filter((value) => value !== "");
  return {
    service: (first("service_name") || first("service")).trim(),
    incidentId: first("incident_id").trim(),
    templateId: own("llama_template_id").trim(),
    template: own("llama_template"),
    text: textOf(row, prefix),
    severity: effectiveSeverity(rated, anomaly),
    judged: rated !== undefined || anomaly !== undefined,
    cause: own("root_cause") || (analysis.root_cause ?? ""),
    action: own("recommended_action") || (analysis.recommended_action ?? ""),
    evidence: analysis.evidence ?? "",
    confidence: confidenceOf(own("llama_confidence") || (analysis.confidence ?? "")),
    status: own("llama_status"),
    model: own("llama_model"),
    hosts: all("host").filter((host) => host !== ""),
    first: times.length === 0 ? undefined : Math.min(...times),
    last: times.length === 0 ? undefined : Math.max(...times),
    count: countOf(either("llama_count")[0] ?? first("count")),
    resolved: states.length > 0 && states.every((state) => state.trim().toLowerCase() === "resolved"),
  };
}

function effectiveSeverity(rated: Severity | undefined, anomaly: boolean | undefined): Severity {
  if (anomaly === false) return "P5";
  if (rated === undefined) return anomaly === true ? "P3" : "P5";
  return rated === "P5" && anomaly === true ? "P4" : rated;
}

/** The worst of several, as `stats values(severity)` gives them. */
function severityOf(values: readonly string[]): Severity | undefined {
  const known = values.map((value) => value.slice(0, 20).trim().toUpperCase()).filter(isSeverity);
  return known.sort((a, b) => severityRank(a) - severityRank(b))[0];
}

function isSeverity(text: string): text is Severity {
  return /^P[0-5]$/.test(text);
}

function truthOf(text: string): boolean | undefined {
  const word = text.slice(0, 20).trim().toLowerCase();
  if (/^(?:true|t|1|yes|y)$/.test(word)) return true;
  return /^(?:false|f|0|no|n)$/.test(word) ? false : undefined;
}

/** Seconds since 1970, or ISO 8601 with its zone. */
export function timeOf(text: string): number | undefined {
  const trimmed = text.slice(0, 40).trim();
  if (/^\d{1,11}(?:\.\d+)?$/.test(trimmed)) return Math.round(Number(trimmed) * 1000);
  if (!/^\d{4}-\d\d-\d\d/.test(trimmed)) return undefined;
  // Without a zone a machine would take its own, and another one another.
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

/** The analysis' own values as texts; whatever is no such object has none. */
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
