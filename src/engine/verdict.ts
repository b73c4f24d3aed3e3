/**
 * The nouns that every room speaks: what is said of a log line, who said it, and why.
 * The meaning of each severity, status and reason is in README.md, "What comes back".
 */

/** From P0 (outage or data loss now) to P5 (normal); the index is the rank, lower is worse. */
export const severities = ["P0", "P1", "P2", "P3", "P4", "P5"] as const;
export type Severity = (typeof severities)[number];

/** Who the verdict came from; see `llama_status`. */
type Status = "llm" | "cached" | "local" | "skipped" | "error";

/** Why the model did not give the verdict; see `llama_reason`. */
export type Reason =
  | "empty"
  | "no_endpoint"
  | "unreachable"
  | "refused"
  | "timeout"
  | "bad_reply"
  | "too_long"
  | "budget_calls"
  | "budget_tokens"
  | "budget_time"
  | "budget_cost"
  | "cancelled"
  | "plan";

/** Remarks on a verdict; see `llama_flags`. */
export type Flag =
  | "suspected_injection"
  | "raised_to_floor"
  | "unverified_evidence"
  | "cleaned"
  | "truncated";

/** What the model or the embedded analyst says of one unit. */
export interface Judgement {
  readonly anomalyDetected: boolean;
  /** P5 exactly when `anomalyDetected` is false. */
  readonly severity: Severity;
  /** Whole sentences, at most 240 characters. */
  readonly rootCause: string;
  /** Whole sentences, at most 240 characters. */
  readonly recommendedAction: string;
  /** 0 to 100. */
  readonly confidence: number;
}

/** A judgement with where it came from; `judgement` is null when nobody judged. */
export interface Verdict {
  readonly judgement: Judgement | null;
  readonly status: Status;
  readonly reason?: Reason;
  readonly flags: readonly Flag[];
  /** The model's name, or `embedded`; empty when nobody judged. */
  readonly model: string;
}

/** Rank of a severity: 0 for P0 to 5 for P5. */
export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

/** The severity `steps` milder (negative: worse), held within P0 to P5. */
export function shiftSeverity(severity: Severity, steps: number): Severity {
  const rank = Math.min(severities.length - 1, Math.max(0, severityRank(severity) + steps));
  return severities[rank] as Severity;
}
