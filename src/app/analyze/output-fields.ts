import type { Unit } from "../../engine/unit.ts";
import type { Judgement, Verdict } from "../../engine/verdict.ts";
import type { AnalyzeOptions } from "../../programs/declarations/llamaanalyze.ts";
import { toBytes } from "../../splunk/byte-string.ts";
import { quoteField } from "../../splunk/csv.ts";
import type { OptionValues } from "../../splunk/declaration.ts";
import { encodeMultivalue, multivalueColumn } from "../../splunk/multivalue.ts";
import { controlColumns } from "../event-fields.ts";

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

/** The field that `mode=plan show=true` adds. */
export const promptField = "llama_prompt";

/** The options that decide which fields are added, and their names. */
type Naming = Pick<OptionValues<AnalyzeOptions>, "prefix" | "mode" | "show">;

/** Whether the messages of planned calls are added as a field. */
export function showsPrompts({ mode, show }: Naming): boolean {
  return mode === "plan" && show === "true";
}

/** The names of the fields that this search adds. */
function addedFields(naming: Naming): string[] {
  const fields = [...outputFields, ...(showsPrompts(naming) ? [promptField] : [])];
  return fields.map((field) => naming.prefix + field);
}

/** The columns that we add to a reply, including `__mv_` columns. */
export function outputColumns(naming: Naming): string[] {
  const flags = `${naming.prefix}llama_flags`;
  return addedFields(naming).flatMap((field) =>
    field === flags ? [field, multivalueColumn(field)] : [field],
  );
}

/** All fields of an event that the command sets or empties. */
export function outputFieldNames(naming: Naming): string[] {
  return [...addedFields(naming), ...controlColumns(naming.prefix)];
}

/** The values of `outputColumns` as the end of a CSV row, one byte in each character. */
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
    String(judgement?.confidence ?? ""),
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
