/**
 * The terms that all rooms share: what a verdict says about a log line, who gave it, and why.
 * docs/search-commands.md explains each severity, status and reason in "What comes back".
 */

/** From P0 (outage or data loss now) to P5 (normal). The index is the rank: lower is worse. */
export const severities = ["P0", "P1", "P2", "P3", "P4", "P5"] as const;
export type Severity = (typeof severities)[number];

/** Where the verdict came from; see `llama_status`. */
type Status = "llm" | "cached" | "local" | "skipped" | "error";

/** Why the model gave no verdict; see `llama_reason`. */
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

/** What the model or the embedded analyst says about a unit. */
export interface Judgement {
  readonly anomalyDetected: boolean;
  /** P5 exactly when `anomalyDetected` is false. */
  readonly severity: Severity;
  /** Whole sentences, at most 240 characters. */
  readonly rootCause: string;
  /** Whole sentences, at most 240 characters. */
  readonly recommendedAction: string;
  /** 0 to 100; null when the model gave none that can be read. */
  readonly confidence: number | null;
}

/** A judgement and its origin. `judgement` is null when the unit was not judged. */
export interface Verdict {
  readonly judgement: Judgement | null;
  readonly status: Status;
  readonly reason?: Reason;
  readonly flags: readonly Flag[];
  /** The model's name, or `embedded`; empty when the unit was not judged. */
  readonly model: string;
}

/** Rank of a severity: 0 for P0 to 5 for P5. */
export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

/** Whether a severity is as bad as another, or worse. Each is where there is no other. */
export function isAsBadAs(severity: Severity, other: Severity | undefined): boolean {
  return other === undefined || severityRank(severity) <= severityRank(other);
}

/** The severity that is `steps` milder (negative: worse), within P0 to P5. */
export function shiftSeverity(severity: Severity, steps: number): Severity {
  const rank = Math.min(severities.length - 1, Math.max(0, severityRank(severity) + steps));
  return severities[rank] as Severity;
}
