import type { Guard } from "../masking/guard.ts";
import type { Slot } from "../masking/slots.ts";
import { ownCopy, type Unit } from "../unit.ts";

/** What the model is asked about, with secrets and personal data masked. */
export interface Question {
  /** One event's text: the unit's first. */
  readonly log: string;
  /** The unit's template and the values its events share; undefined where the event is judged by itself. */
  readonly template?: string;
  readonly fixed?: string;
  /** What the answer may speak of by placeholders; they are not sent. */
  readonly slots?: readonly Slot[];
  /** Of the unit's template, for whoever keeps the verdict; it is not sent. */
  readonly templateId?: string;
  /** Of the event; for estimates alone, it is not sent. */
  readonly sourcetype?: string;
}

/**
 * @param alone the event is judged by itself, whatever others are like it
 * @param sourcetype of the event that the unit is met by
 */
export function questionOf(unit: Unit, alone: boolean, guard: Guard, sourcetype = ""): Question {
  return {
    ...wordsOf(unit, alone, guard),
    ...(sourcetype === "" ? {} : { sourcetype: ownCopy(sourcetype) }),
  };
}

function wordsOf(unit: Unit, alone: boolean, guard: Guard): Question {
  if (alone) return { log: guard.ofEvent(unit.text), templateId: unit.templateId };
  const { text: log, slots } = guard.ofUnit(unit.text, unit);
  const { templateId } = unit;
  const template = guard.remove(unit.template);
  // A text without variables is its own template, and the model need not read it twice.
  if (template === log) return { log, slots, templateId };
  const fixed = unit.counts === "" ? {} : { fixed: guard.remove(unit.counts) };
  return { log, slots, templateId, template, ...fixed };
}

/** Two questions with one key are one question. */
export function keyOf({ log, template, fixed }: Question): string {
  return template === undefined ? log : `${template}\n${fixed ?? ""}`;
}

/** For batches of one kind, which begin as others do. Questions without a template keep the order in which they came. */
export function byTemplate(
  { question: one }: { readonly question: Question },
  { question: other }: { readonly question: Question },
): number {
  const [first, second] = [one.template ?? "", other.template ?? ""];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** The sourcetype of all these questions; undefined where they differ, or have none. */
export function sharedSourcetype(questions: readonly Question[]): string | undefined {
  const first = questions[0]?.sourcetype;
  return questions.every(({ sourcetype }) => sourcetype === first) ? first : undefined;
}
