import type { Flag, Judgement } from "../verdict.ts";
import { BatchPlaceholders } from "./batch-placeholders.ts";
import type { Question } from "./question.ts";
import { type ReplyReading, readReply } from "./reply-reader.ts";
import { VerdictChecks } from "./verdict-checks.ts";
import type { Doubt } from "./verdict-doubt.ts";

/** A reply that was read and checked. Indexes are those of the questions. */
export interface AnswerReading {
  /** The verdicts that are believed, with each text's own placeholders. */
  readonly verdicts: ReadonlyMap<number, { readonly judgement: Judgement; readonly flags: readonly Flag[] }>;
  /** Questions that the reply left without a verdict. */
  readonly missing: readonly number[];
  /** Questions whose verdict is not believed; they are not among the missing. */
  readonly doubts: ReadonlyMap<number, Doubt>;
  readonly cut: boolean;
  readonly filledBy: ReplyReading["filledBy"];
}

/** Reads a reply about a batch, and checks whose verdict each is. */
export function readAnswers(
  questions: readonly Question[],
  content: string,
  finishReason: string,
): AnswerReading {
  const reading = readReply(content, questions.length, finishReason);
  const doubts = new Map<number, Doubt>([...reading.doubts].map(([id, doubt]) => [id - 1, doubt]));
  const placeholders = new BatchPlaceholders(questions);
  const own = new Map<number, Judgement>();
  const invented = new Set<number>();
  for (const [id, judgement] of reading.verdicts) {
    const cause = placeholders.asOwn(id - 1, judgement.rootCause);
    const action = placeholders.asOwn(id - 1, judgement.recommendedAction);
    if (cause.isForeign || action.isForeign) doubts.set(id - 1, "foreign_placeholder");
    else if (cause.isInvented || action.isInvented) invented.add(id - 1);
    if (!doubts.has(id - 1))
      own.set(id - 1, { ...judgement, rootCause: cause.text, recommendedAction: action.text });
  }
  const checks = new VerdictChecks(questions);
  for (const [index, doubt] of checks.doubtsOf(own)) doubts.set(index, doubt);
  const verdicts = new Map<number, { judgement: Judgement; flags: Flag[] }>();
  for (const [index, judgement] of own) {
    if (doubts.has(index)) continue;
    const flags = [...(reading.flags.get(index + 1) ?? [])];
    if (invented.has(index) || checks.isUnverified(index, judgement)) flags.push("unverified_evidence");
    verdicts.set(index, { judgement, flags });
  }
  const missing = reading.missing.map((id) => id - 1).filter((index) => !doubts.has(index));
  return { verdicts, missing, doubts, cut: reading.cut, filledBy: reading.filledBy };
}
