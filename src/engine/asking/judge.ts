import type { Reason } from "../verdict.ts";
import type { Answer, Question } from "./question.ts";
import type { CallCounts } from "./retrying-client.ts";
import type { Doubt } from "./verdict-doubt.ts";

export interface AskOptions {
  /** Asks even if the same question was asked before. */
  readonly again?: boolean;
  /** The unit's risk as it is known now. The riskier of two units is asked first. */
  readonly risk?: () => number;
}

/** Judges units: a model, or a planner that only tells what would be asked. */
export interface Judge {
  /** Queues a question; `flush` starts asking. Never rejects. */
  ask(question: Question, asking?: AskOptions): Promise<Answer>;
  /** @param last the search has no more units */
  flush(last?: boolean): void;
  readonly counts: CallCounts;
  /** How many verdicts were not believed, by kind. */
  readonly doubts?: ReadonlyMap<Doubt, number> | undefined;
  /** The first sentence about each kind of fault. */
  readonly faults: ReadonlyMap<Reason, string>;
}
