import type { Unit } from "../engine/unit.ts";
import type { Judgement, Verdict } from "../engine/verdict.ts";
import { toBytes } from "../splunk/byte-string.ts";
import { quoteField } from "../splunk/csv.ts";
import { encodeMultivalue, multivalueColumn } from "../splunk/multivalue.ts";

/** The fields that llamaanalyze adds to an event, in the order of their columns. */
export const outputFields = [
  "anomaly_detected",
  "severity",
  "root_cause",
  "recommended_action",
  "llm_analysis",
  "llama_status",
  "llama_reason",
  "llama_flags",
  "llama_confidence",
  "llama_model",
  "llama_template",
  "llama_template_id",
] as const;

/** What `mode=plan show=true` adds. */
export const promptField = "llama_prompt";

/** The columns of a reply, `__mv_` twins included, with the search's prefix. */
export function outputColumns(prefix: string): string[] {
  return outputFields.flatMap((field) =>
    field === "llama_flags" ? [prefix + field, multivalueColumn(prefix + field)] : [prefix + field],
  );
}

/** The values under `outputColumns` as the end of a CSV row; one byte for each character. */
export function renderRow(verdict: Verdict, unit: Unit | undefined): string {
  const { judgement } = verdict;
  const flags = encodeMultivalue(verdict.flags);
  const values = [
    judgement === null ? "" : String(judgement.anomalyDetected),
    judgement?.severity ?? "",
    judgement?.rootCause ?? "",
    judgement?.recommendedAction ?? "",
    judgement === null ? "" : analysisJson(judgement),
    verdict.status,
    verdict.reason ?? "",
    flags.plain,
    flags.multivalue,
    judgement === null ? "" : String(judgement.confidence),
    verdict.model,
    unit?.template ?? "",
    unit?.templateId ?? "",
  ];
  return toBytes(values.map(quoteField).join(","));
}

/** `llm_analysis`: one JSON object for `spath`, with the same values as the single fields. */
function analysisJson(judgement: Judgement): string {
  return JSON.stringify({
    anomaly_detected: judgement.anomalyDetected,
    severity: judgement.severity,
    root_cause: judgement.rootCause,
    recommended_action: judgement.recommendedAction,
    confidence: judgement.confidence,
  });
}
