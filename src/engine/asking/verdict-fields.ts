import { readTruth } from "../truth.ts";
import { type Judgement, type Severity, severities, severityRank } from "../verdict.ts";
import { cleanText } from "./reply-text.ts";
import type { JsonObject, JsonValue } from "./tolerant-json.ts";
import type { Doubt } from "./verdict-doubt.ts";

/** A verdict that was read, or why there is none. */
export type FieldsReading =
  | {
      readonly judgement: Judgement;
      /** Markup was removed from its texts. */
      readonly cleaned: boolean;
    }
  | { readonly fault: string; readonly doubt?: Doubt };

/** The fields by their names without case and punctuation: `rootCause` and `Root Cause` are `root_cause`. */
const names = {
  id: "id",
  anomalydetected: "anomaly_detected",
  severity: "severity",
  rootcause: "root_cause",
  recommendedaction: "recommended_action",
  confidence: "confidence",
} as const;
type FieldName = (typeof names)[keyof typeof names];

export function fieldNameOf(key: string): FieldName | undefined {
  if (key.length < 2 || key.length > 40) return undefined;
  const plain = key.toLowerCase().replace(/[^a-z]/g, "");
  return Object.hasOwn(names, plain) ? names[plain as keyof typeof names] : undefined;
}

/** Whether an object is meant as a verdict: it has a severity and a finding. */
export function isVerdict(object: JsonObject): boolean {
  let [hasSeverity, hasFinding] = [false, false];
  for (const [key] of object.entries) {
    const name = fieldNameOf(key);
    hasSeverity ||= name === "severity";
    hasFinding ||= name === "root_cause" || name === "anomaly_detected";
  }
  return hasSeverity && hasFinding;
}

/**
 * Reads the fields of a verdict from a model that no grammar holds. Severity and cause must leave no doubt. The other
 * fields may be missing or in another form: a confidence that cannot be read is left empty, never guessed.
 */
export function readFields(object: JsonObject): FieldsReading {
  const fields = new Map<FieldName, JsonValue>();
  for (const [key, value] of object.entries) {
    const name = fieldNameOf(key);
    if (name === undefined) continue;
    if (fields.has(name)) return { fault: `holds ${name} twice` };
    fields.set(name, value);
  }
  const severity = severityOf(fields.get("severity"));
  if (severity === undefined) return { fault: "severity is missing or out of range" };
  const anomalyDetected = truthOf(fields.get("anomaly_detected"), severity);
  if (anomalyDetected === undefined) return { fault: "anomaly_detected is missing or out of range" };
  const cause = fields.get("root_cause");
  if (typeof cause !== "string") return { fault: "root_cause is missing or out of range" };
  const rootCause = cleanText(cause);
  if (!/[\p{L}\p{N}]/u.test(rootCause.text))
    return { fault: "root_cause says nothing", doubt: "says_nothing" };
  const recommendedAction = cleanText(sentenceOf(fields.get("recommended_action")));
  const contradicts = !anomalyDetected && severityRank(severity) <= severityRank("P3");
  if (contradicts) return { fault: "says no anomaly and a fault in one", doubt: "contradiction" };
  const mildest: Severity = anomalyDetected ? "P4" : "P5";
  const isMilder = severityRank(severity) > severityRank(mildest);
  return {
    judgement: {
      anomalyDetected,
      severity: isMilder || !anomalyDetected ? mildest : severity,
      rootCause: rootCause.text,
      recommendedAction: recommendedAction.text,
      confidence: confidenceOf(fields.get("confidence")),
    },
    cleaned: rootCause.cleaned || recommendedAction.cleaned,
  };
}

/** Characters of a short field that are read. */
const longestField = 300;

/** `P2`, `p2` or `P2: a fault …`, but no text that names two severities. */
function severityOf(value: JsonValue): Severity | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.trimStart().slice(0, longestField).toUpperCase();
  const word = /^["'([*]{0,3}(P[0-5])(?![\p{L}\p{N}_.])/u.exec(text)?.[1];
  const named = new Set(text.match(/P[0-9]/g));
  return named.size === 1 && severities.includes(word as Severity) ? (word as Severity) : undefined;
}

/** A missing value follows from the severity, because only P5 is no anomaly. */
function truthOf(value: JsonValue, severity: Severity): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (value === undefined || value === null) return severity !== "P5";
  return typeof value === "string" ? readTruth(value) : undefined;
}

function sentenceOf(value: JsonValue): string {
  if (typeof value === "string") return value;
  const items = typeof value === "object" && value !== null && value.kind === "array" ? value.items : [];
  return items.every((item) => typeof item === "string") ? items.join(" ") : "";
}

/** 0 to 100 from `80`, `"80"`, `"80%"`, `"80/100"` and `0.8`; null where none of these was written. */
export function confidenceOf(value: JsonValue): number | null {
  const [, digits, unit] =
    typeof value === "string"
      ? (/^\s{0,9}(\d{1,3}(?:\.\d{1,9})?)\s{0,9}(%|\/\s?100)?\s{0,9}$/.exec(value.slice(0, 40)) ?? [])
      : [];
  const number = typeof value === "number" ? value : Number(digits ?? Number.NaN);
  if (!(number >= 0 && number <= 100)) return null;
  const isShare = number > 0 && number < 1 && unit === undefined;
  return Math.round(isShare ? number * 100 : number);
}
