import type { Severity } from "../../verdict.ts";

/** A severity that follows from a figure, and the words with the figure. */
export interface Measured {
  readonly severity: Severity;
  readonly evidence: string;
}

/** @returns undefined where there is no fault, or no figure */
export function measured(
  severity: Severity | undefined,
  found: RegExpMatchArray | null,
): Measured | undefined {
  return severity === undefined || found === null ? undefined : { severity, evidence: found[0] };
}
