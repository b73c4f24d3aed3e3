import type { Assessment } from "./analyst/assess.ts";
import type { Answer } from "./asking/question.ts";
import { type Authority, applyFloor, suspectsInjection } from "./asking/severity-floor.ts";
import type { PlaceholderSlot } from "./masking/slots.ts";
import type { Unit } from "./unit.ts";
import type { Flag, Judgement, Reason, Verdict } from "./verdict.ts";

/** The verdict on an event whose text is empty. */
export const emptyVerdict: Verdict = {
  judgement: null,
  status: "skipped",
  reason: "empty",
  flags: [],
  model: "",
};

/** An answer with the model's judgement. */
export type ModelAnswer = Exclude<Answer, { reason: Reason }>;

/**
 * The verdict from the model's answer: the judgement, held to the floor that the embedded analyst sets.
 *
 * @param answer with the name of the model
 */
export function modelVerdict(
  { judgement, flags, cached, model }: ModelAnswer & { readonly model: string },
  unit: Unit,
  assessment: Assessment,
  authority?: Authority,
): Verdict {
  const suspected = suspectsInjection(unit.text);
  const floored = applyFloor(judgement, assessment, suspected, authority);
  const allFlags: Flag[] = [...flags, ...truncationFlags(unit)];
  if (suspected) allFlags.push("suspected_injection");
  if (floored.raised) allFlags.push("raised_to_floor");
  return {
    judgement: floored.judgement,
    status: cached === true ? "cached" : "llm",
    flags: allFlags,
    model,
  };
}

/** The embedded analyst's verdict. @param reason why the model gave none */
export function localVerdict(judgement: Judgement, unit: Unit, reason: Reason): Verdict {
  return { judgement, status: "local", reason, flags: truncationFlags(unit), model: "embedded" };
}

/** The verdict on a unit that was not judged. A unit that a plan or a budget left out was skipped. */
export function missingVerdict(unit: Unit, reason: Reason): Verdict {
  const skipped = reason === "plan" || reason.startsWith("budget_");
  const status = skipped ? "skipped" : "error";
  return { judgement: null, status, reason, flags: truncationFlags(unit), model: "" };
}

/** Whether sentences may hold a placeholder, or the escape of one that stood in the log: all begin with `<`. */
export function mayHoldPlaceholder({ rootCause, recommendedAction }: Judgement): boolean {
  return rootCause.includes("<") || recommendedAction.includes("<");
}

/** Those of an answer's slots that its sentences name: only they make one event's row differ from another's. */
export function slotsNamedIn({ judgement, slots = [] }: ModelAnswer): PlaceholderSlot[] {
  const { rootCause, recommendedAction } = judgement;
  return slots.filter(({ name }) => `${rootCause}\n${recommendedAction}`.includes(`<${name}>`));
}

/** The judgement with its sentences changed. */
export function mapSentences(
  judgement: Judgement,
  change: (sentences: readonly string[]) => readonly string[],
): Judgement {
  const [rootCause = "", recommendedAction = ""] = change([judgement.rootCause, judgement.recommendedAction]);
  return { ...judgement, rootCause, recommendedAction };
}

function truncationFlags({ truncated }: Unit): Flag[] {
  return truncated ? ["truncated"] : [];
}
