import { readFileSync } from "node:fs";
import type { Severity } from "../../src/engine/verdict.ts";
import type { Half, LabelledSet } from "./labelled-lines.ts";

/** Seen from the repository's folder, where tests and scripts run. */
const files: Readonly<Record<LabelledSet, string>> = {
  first: "test/known-failures.json",
  second: "test/fixtures/known-failures-2.json",
};

/** A log of a healthy system, in which nothing may be P0 to P2. */
export interface CleanLog {
  readonly name: string;
  readonly lines: readonly string[];
  readonly half: Half;
}

/** A log of a known failure, in the format of the software that writes it. */
export interface KnownFailure extends CleanLog {
  readonly application: string;
  /** The mildest severity that is right. */
  readonly severity: Severity;
  /** The cause of the verdict must hold at least one word, or beginning of a word, of each group. */
  readonly cause: readonly (readonly string[])[];
}

/** The failures and the clean logs of our own, written before the rules that find them. */
export function knownFailures(set: LabelledSet): {
  failures: readonly KnownFailure[];
  clean: readonly CleanLog[];
} {
  return JSON.parse(readFileSync(files[set], "utf8"));
}
