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
const actionOnStrangeness =
  "Look at one of these requests beside one that went well (llama-log detect), and at what changed just before.";
/** More is said in round numbers only. */
const exact = 10;

/** The verdict on its lines; of normal lines what became of them. */
export function wordsOf({ kind, slower, strange }: Symptom): SymptomWords {
  if (kind === undefined) return silence;
  if (slower !== undefined) {
    const times = slower < exact ? slower.toFixed(1) : String(Math.round(slower));
    return { severity: "P3", cause: `It takes ${times} times as long as usual.`, action: actionOnSlowness };
  }
  if (strange !== undefined)
    return {
      severity: "P3",
      cause: `Requests went another way than nearly all: they ${strange} ${strange === "lack" ? "this line" : "this line, which few have"}.`,
      action: actionOnStrangeness,
    };
  const { rootCause, recommendedAction } = kind.unit.verdict?.judgement ?? kind.unit.assessment;
  return { severity: kind.severity, cause: rootCause, action: recommendedAction };
}
