import type { Severity } from "../verdict.ts";
import type { Symptom } from "./symptom.ts";

/** What a symptom says, in words of people. */
export interface SymptomWords {
  readonly severity: Severity;
  readonly cause: string;
  readonly action: string;
}

const silence: SymptomWords = {
  severity: "P2",
  cause: "It wrote nothing any more, while the rest of the log went on.",
  action: "See whether it still runs and answers, and whether its logs still arrive.",
};
const actionOnSlowness =
  "See what it waits for: its processor, disk and memory, locks, and those whom it calls; then what changed just before.";
/** More is said in round numbers only. */
const exact = 10;

/** The verdict on its lines; of normal lines what became of them. */
export function wordsOf({ kind, slower }: Symptom): SymptomWords {
  if (kind === undefined) return silence;
  if (slower !== undefined) {
    const times = slower < exact ? slower.toFixed(1) : String(Math.round(slower));
    return { severity: "P3", cause: `It takes ${times} times as long as usual.`, action: actionOnSlowness };
  }
  const { rootCause, recommendedAction } = kind.unit.verdict?.judgement ?? kind.unit.assessment;
  return { severity: kind.severity, cause: rootCause, action: recommendedAction };
}
