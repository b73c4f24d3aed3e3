import { readFileSync } from "node:fs";
import type { Severity } from "../../src/engine/verdict.ts";

/** Seen from the repository's folder, where tests and scripts run. */
const file = "test/fixtures/labelled-lines.jsonl";

/** Lines of the half `choose` may be looked at while rules are made; those of `report` are only counted. */
export const halves = ["choose", "report"] as const;
export type Half = (typeof halves)[number];

/** A line of our own and how bad it is; docs/benchmarks.md tells how it was labelled. */
export interface LabelledLine {
  readonly id: string;
  /** The kind of system that writes such lines. */
  readonly system: string;
  /** The whole event; it may have several lines. */
  readonly line: string;
  /** The label of the first pass. */
  readonly first: Severity;
  /** The label of the second pass. */
  readonly second: Severity;
  /** What counts. */
  readonly severity: Severity;
  /** Whether the severity is P0 or P1. */
  readonly pages: boolean;
  readonly half: Half;
  /** Why it has this severity; where the passes differ, why this one. */
  readonly why: string;
}

export function labelledLines(): readonly LabelledLine[] {
  return readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as LabelledLine);
}
