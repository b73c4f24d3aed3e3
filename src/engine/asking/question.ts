import type { PromptMasking } from "../masking/prompt-masking.ts";
import type { PlaceholderSlot } from "../masking/slots.ts";
import { ownCopy, type Unit } from "../unit.ts";
import type { Flag, Judgement, Reason } from "../verdict.ts";

const wildcard = "<*>";

/** A question about a unit or an event, with secrets and personal data masked. */
export interface Question {
  /** The text of the unit's first event. */
  readonly log: string;
  /** The unit's template and the values that its events share; undefined when the event is judged by itself. */
  readonly template?: string;
  readonly fixed?: string;
  /** The placeholders that the answer may use. Not sent. */
  readonly slots?: readonly PlaceholderSlot[];
  /** The id of the unit's template; stored with the verdict. Not sent. */
  readonly templateId?: string;
  /** The event's sourcetype; only for estimates. Not sent. */
  readonly sourcetype?: string;
}

/**
 * @param alone judges the event by itself, even if others share its unit
 * @param sourcetype of the unit's first event
 */
export function questionOf(unit: Unit, alone: boolean, masking: PromptMasking, sourcetype = ""): Question {
  return {
    ...textsOf(unit, alone, masking),
    ...(sourcetype === "" ? {} : { sourcetype: ownCopy(sourcetype) }),
  };
}

function textsOf(unit: Unit, alone: boolean, masking: PromptMasking): Question {
  if (alone) return { log: masking.maskEvent(unit.text), templateId: unit.templateId };
  const { text: log, slots, template } = masking.maskUnit(unit.text, unit);
  const { templateId } = unit;
  // A text without variables equals its template; the model need not read it twice.
  if (template === undefined || template === log) return { log, slots, templateId };
  const fixed = unit.keptValues === "" ? {} : { fixed: masking.redact(unit.keptValues) };
  return { log, slots, templateId, template, ...fixed };
}

/** Questions with equal keys are the same question. */
export function keyOf({ log, template, fixed }: Question): string {
  return template === undefined ? log : `${template}\n${fixed ?? ""}`;
}

/**
 * As `keyOf`, for verdicts that outlast the search: a template that has gained an optional part since has the same words
 * in the same order, and keeps its verdicts.
 */
export function lastingKeyOf(question: Question): string {
  const { template, fixed } = question;
  const words = template?.split(wildcard).join(" ").replace(/\s+/g, " ").trim() ?? "";
  return /\p{L}{2}/u.test(words) ? `${words}\n${fixed ?? ""}` : keyOf(question);
}

/** How many values a question's template leaves open; the places of its slots count them. */
export function wildcardsOf({ template = "" }: Question): number {
  return template.split(wildcard).length - 1;
}

/** Orders questions by template, so that prompts have common prefixes. Questions without a template keep their order. */
export function byTemplate(
  { question: one }: { readonly question: Question },
  { question: other }: { readonly question: Question },
): number {
  const [first, second] = [one.template ?? "", other.template ?? ""];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** The sourcetype of all these questions; undefined when they differ or have none. */
export function sharedSourcetype(questions: readonly Question[]): string | undefined {
  const first = questions[0]?.sourcetype;
  return questions.every(({ sourcetype }) => sourcetype === first) ? first : undefined;
}

/** The answer to a question: the model's judgement, or why there is none. */
export type Answer =
  | {
      readonly judgement: Judgement;
      readonly flags: readonly Flag[];
      /** The placeholders that the judgement may use. */
      readonly slots?: readonly PlaceholderSlot[] | undefined;
      /** The model that answered, if it is not the endpoint's own. */
      readonly model?: string;
      /** Tokens of the answer and its share of the prompt. */
      readonly tokens?: number;
      /** The answer comes from an earlier run or from another process. */
      readonly cached?: boolean;
    }
  | {
      readonly reason: Reason;
      /** The messages that would have been sent, as JSON; for the first question of a planned batch. */
      readonly messages?: string;
    };
