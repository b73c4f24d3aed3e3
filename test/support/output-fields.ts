/** What the contract says of the fields that come back, checked cell by cell. */
import assert from "node:assert/strict";
import { cellValue, decodeMultivalue, fromBytes } from "./csv.ts";

/** In the order of the contract; `__mv_llama_flags` goes with `llama_flags`. */
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

type OutputField = (typeof outputFields)[number];
export type Verdict = Readonly<Record<OutputField | "__mv_llama_flags", string>>;

const statuses = ["llm", "cached", "local", "skipped", "error"];
const reasons =
  "empty no_endpoint unreachable refused timeout bad_reply too_long budget_calls budget_tokens budget_time budget_cost cancelled".split(
    " ",
  );
const flags = ["suspected_injection", "raised_to_floor", "unverified_evidence", "cleaned", "truncated"];

/** The names a reply must carry for `prefix`, the multivalue twin included. */
export function outputColumns(prefix: string): string[] {
  return [...outputFields.map((field) => prefix + field), `__mv_${prefix}llama_flags`];
}

/** Fields that a reply empties, whatever an event brought in them. */
export function controlColumns(prefix: string): string[] {
  return [...new Set(["", prefix].flatMap((before) => [`${before}llama_state`, `${before}incident_id`]))];
}

/** All fields that an event's own values give way in. */
export function ownFields(prefix: string): string[] {
  return [...outputFields.map((field) => prefix + field), ...controlColumns(prefix)];
}

/** Reads one row's verdict out of raw cells. */
export function readVerdict(names: readonly string[], cells: readonly string[], prefix: string): Verdict {
  const verdict: Record<string, string> = {};
  for (const field of [...outputFields, "__mv_llama_flags"]) {
    const name = field === "__mv_llama_flags" ? `__mv_${prefix}llama_flags` : prefix + field;
    verdict[field] = fromBytes(cellValue(cells[names.lastIndexOf(name)] ?? ""));
  }
  return verdict as Verdict;
}

/**
 * Fails unless the verdict is one that `text` may get.
 *
 * @param model the model that is asked; none when no endpoint is configured
 */
export function checkVerdict(
  verdict: Verdict,
  text: string,
  fallback: "local" | "none" = "local",
  model?: string,
): void {
  const about = `for ${JSON.stringify(text.slice(0, 120))}: ${JSON.stringify(verdict).slice(0, 600)}`;
  assert.ok(statuses.includes(verdict.llama_status), `llama_status ${about}`);
  assert.ok(verdict.llama_reason === "" || reasons.includes(verdict.llama_reason), `llama_reason ${about}`);
  checkFlags(verdict, about);
  assert.match(verdict.llama_template_id, /^(?:t[a-z2-7]{12})?$/i, `llama_template_id ${about}`);
  if (text === "") assert.equal(verdict.llama_status, "skipped", `an empty text is skipped ${about}`);
  const unanswered =
    fallback === "local" ? ["local"] : ["error", ...(model === undefined ? [] : ["skipped"])];
  const judged = model === undefined ? unanswered : ["llm", ...unanswered];
  if (/[\p{L}\p{N}]/u.test(text)) {
    assert.ok(judged.includes(verdict.llama_status), `a text is judged ${about}`);
    checkReason(verdict, about, model);
  }
  if (verdict.llama_status === "skipped" || verdict.llama_status === "error")
    checkNoVerdict(verdict, text, about);
  else checkJudgement(verdict, about, model);
}

/** A reason is given exactly where the model did not answer, and budgets are not failures. */
function checkReason({ llama_status, llama_reason }: Verdict, about: string, model?: string): void {
  if (model === undefined) assert.equal(llama_reason, "no_endpoint", `llama_reason ${about}`);
  else if (llama_status === "llm") assert.equal(llama_reason, "", `llama_reason ${about}`);
  else assert.ok(!["", "empty", "no_endpoint"].includes(llama_reason), `llama_reason ${about}`);
  if (llama_status === "skipped") assert.match(llama_reason, /^budget_/, `llama_reason ${about}`);
  if (llama_status === "error") assert.doesNotMatch(llama_reason, /^budget_/, `llama_reason ${about}`);
}

function checkJudgement(verdict: Verdict, about: string, model?: string): void {
  const by = verdict.llama_status === "llm" ? model : "embedded";
  assert.equal(verdict.llama_model, by, `llama_model ${about}`);
  assert.match(verdict.severity, /^P[0-5]$/, `severity ${about}`);
  assert.equal(
    verdict.anomaly_detected,
    verdict.severity === "P5" ? "false" : "true",
    `anomaly_detected ${about}`,
  );
  assert.match(verdict.llama_confidence, /^(?:100|[1-9]?\d)$/, `llama_confidence ${about}`);
  for (const field of ["root_cause", "recommended_action"] as const) {
    assert.ok(verdict[field].trim() !== "", `${field} says something ${about}`);
    assert.ok([...verdict[field]].length <= 240, `${field} is at most 240 characters ${about}`);
  }
  checkAnalysis(verdict, about);
}

function checkNoVerdict(verdict: Verdict, text: string, about: string): void {
  assert.equal(verdict.severity, "", `severity is empty ${about}`);
  assert.equal(verdict.anomaly_detected, "", `anomaly_detected is empty ${about}`);
  if (verdict.llama_status === "skipped" && !/[\p{L}\p{N}]/u.test(text))
    assert.equal(verdict.llama_reason, "empty", `llama_reason ${about}`);
  if (verdict.llm_analysis !== "") checkAnalysis(verdict, about);
}

function checkFlags(verdict: Verdict, about: string): void {
  const values = verdict.llama_flags === "" ? [] : verdict.llama_flags.split("\n");
  for (const flag of values) assert.ok(flags.includes(flag), `llama_flags ${about}`);
  const twin = values.length > 1 ? values : [];
  assert.deepEqual(decodeMultivalue(verdict.__mv_llama_flags), twin, `__mv_llama_flags ${about}`);
}

function checkAnalysis(verdict: Verdict, about: string): void {
  const analysis = JSON.parse(verdict.llm_analysis) as Record<string, unknown>;
  const text = (value: unknown) => (value === null || value === undefined ? "" : String(value));
  const keys = ["anomaly_detected", "confidence", "recommended_action", "root_cause", "severity"];
  assert.deepEqual(Object.keys(analysis).sort(), keys, `llm_analysis has these keys ${about}`);
  for (const field of ["anomaly_detected", "severity", "root_cause", "recommended_action"] as const)
    assert.equal(text(analysis[field]), verdict[field], `llm_analysis.${field} ${about}`);
  const types = { anomaly_detected: "boolean", confidence: "number" };
  for (const [field, type] of Object.entries(types))
    assert.equal(typeof analysis[field], type, `llm_analysis.${field} is a ${type} ${about}`);
  assert.equal(text(analysis.confidence), verdict.llama_confidence, `llm_analysis.confidence ${about}`);
}
