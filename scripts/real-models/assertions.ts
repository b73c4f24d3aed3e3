import { type Reason, severities } from "../../src/engine/verdict.ts";
import type { Event, Row } from "./search.ts";

/**
 * Why a row may not be the model's although a server answers: small models say much that is not believed, and a busy
 * machine is slow.
 */
const legalReasons = new Set<string>(["bad_reply", "too_long", "budget_time"] satisfies Reason[]);

/** Everything that is wrong with what came back, a sentence each. */
export function problemsOf(events: readonly Event[], rows: readonly Row[], model: string): string[] {
  const problems: string[] = [];
  if (rows.length !== events.length)
    problems.push(`${events.length} rows went in and ${rows.length} came out.`);
  const verdicts = new Map<string, string>();
  for (const [index, { number, text }] of events.entries()) {
    const row = rows[index];
    if (row === undefined) break;
    if (row.number !== number || row._raw !== text) {
      problems.push(`In place ${index + 1} event ${number} was expected and event ${row.number} came.`);
      break;
    }
    const fault = faultOf(row, model);
    if (fault !== undefined) problems.push(`Event ${number} ${fault}.`);
    const verdict = `${row.llama_status} ${row.llm_analysis}`;
    if ((verdicts.get(text) ?? verdict) !== verdict) {
      problems.push(`Event ${number} has another verdict than an earlier one with the same text.`);
    }
    verdicts.set(text, verdict);
  }
  return problems;
}

/** What is wrong with one row, as the rest of a sentence. */
function faultOf(row: Row, model: string): string | undefined {
  const { llama_status: status, llama_reason: reason = "", llama_model: answeredBy } = row;
  if (status !== "llm" && status !== "local") return `has the status "${status}", neither llm nor local`;
  if (status === "local" && !legalReasons.has(reason)) return `is local for the reason "${reason}"`;
  if (status === "llm" && reason !== "") return `is answered by the model and has the reason "${reason}"`;
  const expected = status === "llm" ? model : "embedded";
  if (answeredBy !== expected)
    return `is ${status} and names "${answeredBy}" as its model, not "${expected}"`;
  if (!(severities as readonly string[]).includes(row.severity ?? "")) {
    return `has the severity "${row.severity}"`;
  }
  if (row.anomaly_detected !== String(row.severity !== "P5")) {
    return `has the severity ${row.severity} and says anomaly_detected=${row.anomaly_detected}`;
  }
  if (!/^(?:\d\d?|100)$/.test(row.llama_confidence ?? ""))
    return `has the confidence "${row.llama_confidence}"`;
  const cause = row.root_cause ?? "";
  if (cause === "" || cause.length > 240) return `has a root cause of ${cause.length} characters`;
  return undefined;
}
