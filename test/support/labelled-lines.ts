import { readFileSync } from "node:fs";
import type { Severity } from "../../src/engine/verdict.ts";

/** The second set was written when the analyst was tuned to the first. */
export const sets = ["first", "second"] as const;
export type LabelledSet = (typeof sets)[number];

/** Seen from the repository's folder, where tests and scripts run. */
const files: Readonly<Record<LabelledSet, string>> = {
  first: "test/fixtures/labelled-lines.jsonl",
  second: "test/fixtures/labelled-lines-2.jsonl",
};

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

export function labelledLines(set: LabelledSet = "first"): readonly LabelledLine[] {
  return readFileSync(files[set], "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as LabelledLine);
}
