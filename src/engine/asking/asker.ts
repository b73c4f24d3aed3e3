import { LRUCache } from "lru-cache";
import type { Slot } from "../masking/slots.ts";
import type { Flag, Judgement, Reason } from "../verdict.ts";
import type { AdaptiveLimit } from "./adaptive-limit.ts";
import type { Budget } from "./budget.ts";
import { promptTokensAtMost } from "./call-size.ts";
import { BudgetSpent, type CallCounts, type Caller } from "./caller.ts";
import { isEndpointError, type ModelReply, reasonOfFault } from "./model-endpoint.ts";
import { keyOf, type Question } from "./question.ts";
import { readReply } from "./reply-reader.ts";
import { type Admitted, halves, type Waiting, WaitingLine } from "./waiting-line.ts";

/** What came of asking about one text: the model's judgement, or why there is none. */
export type Answer =
  | {
      readonly judgement: Judgement;
      readonly flags: readonly Flag[];
      /** Of the question that was asked: what the judgement's placeholders stand for. */
      readonly slots?: readonly Slot[] | undefined;
      /** The model that gave it, where that is not the endpoint's own. */
      readonly model?: string;
      /** Of the answer and its share of the prompt. */
      readonly tokens?: number;
      /** It was given in an earlier run, or in another process. */
      readonly remembered?: boolean;
    }
  | {
      readonly reason: Reason;
      /** What would have been sent, as JSON, for the first question of a batch that was planned only. */
      readonly messages?: string;
    };

export interface Asking {
  /** Asks even what was asked before. */
  readonly again?: boolean;
  /** How much depends on the answer, by what is known when it is looked at: of two units the riskier is asked first. */
  readonly risk?: () => number;
}

/** Who is asked about units: a model, or a planner that only says what would be asked. */
export interface Questions {
  /** Puts a question in line; it is asked after `flush`. Never rejects. */
  ask(question: Question, asking?: Asking): Promise<Answer>;
  /** @param last nothing more comes in this search */
  flush(last?: boolean): void;
  readonly counts: CallCounts;
  /** The first sentence about each kind of fault. */
  readonly faults: ReadonlyMap<Reason, string>;
}

export interface AskerOptions {
  readonly batchSize: number;
  /** Calls side by side; it watches the caller's endpoint. */
  readonly limit: AdaptiveLimit;
  /** Tries of one question in all, the first included. */
  readonly maxTries: number;
  /** Why nothing is asked any more: the search is over, one way or the other. */
  readonly ended: () => Reason | undefined;
  /** Without one, all is asked. */
  readonly budget?: Budget | undefined;
  /** Tokens that so many bytes of a prompt come to at most. */
  readonly promptTokens?: (bytes: number) => number;
}

/** Answers kept within a search; each is about a kilobyte. */
const mostAnswers = 10_000;
/**
 * The endpoint counts as gone for this search after three batches in a row that failed for good, or twelve that
 * failed and may be asked again, or held no verdict; whatever held one starts the count anew.
 */
const strikesToGiveUp = 12;
const strikesOfFailure = 4;

/**
 * Asks a model many questions: identical ones once, the riskiest first, in batches, side by side. Every question
 * gets an answer, whatever the endpoint does, and no answer is ever given to another question: what does not check
 * is asked again, alone or in a smaller batch, and at last given back with its reason. What the budget has nothing
 * left for waits while calls under way may turn out smaller than reckoned, and then is given back as well.
 */
export class Asker implements Questions {
  private readonly caller: Caller;
  private readonly options: AskerOptions;
  private readonly line: WaitingLine;
  private readonly answers = new LRUCache<string, Promise<Answer>>({ max: mostAnswers });
  /** Batches that are being asked. */
  private running = 0;
  private strikes = 0;
  private everAnswered = false;
  private gone: Reason | undefined;
  readonly faults = new Map<Reason, string>();

  constructor(caller: Caller, options: AskerOptions) {
    this.caller = caller;
    this.options = options;
    const { batchSize, budget, promptTokens = promptTokensAtMost } = options;
    this.line = new WaitingLine({ batchSize, budget, promptTokens });
  }

  get counts(): CallCounts {
    return this.caller.counts;
  }

  ask(question: Question, { again = false, risk = () => 0 }: Asking = {}): Promise<Answer> {
    const key = keyOf(question);
    const known = again ? undefined : this.answers.get(key);
    if (known !== undefined) return known;
    const answer = new Promise<Answer>((resolve) => this.line.join(question, risk, resolve));
    if (!again) this.answers.set(key, answer);
    return answer;
  }

  /** Starts asking what is in line. What comes later joins the batches that are not yet on their way. */
  flush(last = false): void {
    if (last) this.options.budget?.release();
    this.line.close();
    // Afterwards, so that chunks which are read in one go are one line.
    void Promise.resolve().then(() => this.askOn());
  }

  /** Asks as many batches side by side as the limit says; goes on whenever one has ended. */
  private askOn(): void {
    for (;;) {
      const stop = this.gone ?? this.options.ended();
      if (stop !== undefined) return void this.settle(this.line.takeAll(), stop);
      if (this.running >= this.room) return;
      const next = this.line.next();
      if (next === undefined) return;
      if ("refusal" in next) {
        this.note(next.refusal.reason, next.refusal.sentence);
        this.settle(next.left, next.refusal.reason);
      } else {
        this.running++;
        void this.work(next);
      }
    }
  }

  /** Asks one batch; what is left of it takes its place in line again. */
  private async work(next: Admitted): Promise<void> {
    const again = await this.askBatch(next);
    this.running--;
    this.line.askAgain(again);
    this.askOn();
  }

  private get room(): number {
    const { current } = this.options.limit;
    // Somebody takes the place of a few that wait to be asked again; not of all, for then the endpoint is in trouble.
    return current + Math.min(this.caller.waiting, Math.ceil(current / 8));
  }

  /** @returns the batches to ask next */
  private async askBatch({ batch, share }: Admitted): Promise<Waiting[][]> {
    const triesLeft = this.options.maxTries - Math.max(...batch.map(({ tries }) => tries));
    try {
      const questions = batch.map(({ question }) => question);
      const reply = await this.caller.call(questions, {
        tries: triesLeft,
        onTry: () => {
          for (const question of batch) question.tries++;
        },
        worthwhile: () => this.gone === undefined,
        share,
      });
      return this.readAnswers(batch, reply);
    } catch (error) {
      return this.afterFault(batch, error);
    }
  }

  private readAnswers(batch: readonly Waiting[], reply: ModelReply): Waiting[][] {
    const { content, finishReason, model, promptTokens, answerTokens } = reply;
    const reading = readReply(content, batch.length, finishReason);
    for (const [id, judgement] of reading.verdicts) {
      const { question, answer } = batch[id - 1] as Waiting;
      answer({
        judgement,
        flags: reading.flags.get(id) ?? [],
        slots: question.slots,
        tokens: Math.round((promptTokens + answerTokens) / batch.length),
        ...(model === undefined ? {} : { model }),
      });
    }
    if (reading.verdicts.size > 0) {
      this.strikes = 0;
      this.everAnswered = true;
    } else {
      this.strike(1, "bad_reply");
    }
    const missing = reading.missing.map((id) => batch[id - 1] as Waiting);
    if (missing.length === 0) return [];
    this.note("bad_reply", "Some replies of the model left out lines or did not keep to the form.");
    if (reading.cut) return this.inHalves(missing, "too_long");
    const [again, spent] = this.byTriesLeft(missing);
    this.settle(spent, "bad_reply");
    return again.map((question) => [question]);
  }

  private afterFault(batch: readonly Waiting[], error: unknown): Waiting[][] {
    if (error instanceof BudgetSpent) {
      for (const question of batch) question.tries--;
      return [[...batch]];
    }
    const fault = isEndpointError(error) ? error.fault : "refused";
    const reason = this.options.ended() ?? reasonOfFault[fault];
    this.note(reason, isEndpointError(error) ? error.message : "The model could not be asked.");
    if (this.options.ended() !== undefined) return this.settle(batch, reason);
    switch (fault) {
      case "too_long":
        // Refused before any work was done: no try was spent, and it may be halved down to a single text.
        for (const question of batch) question.tries--;
        return batch.length > 1 ? halves(batch) : this.settle(batch, reason);
      case "timeout":
      case "server_error":
        this.strike(1, reason);
        return this.inHalves(batch, reason);
      default:
        // What is wrong with the key, the model or the URL is wrong for every text.
        this.strike(fault === "refused" && !this.everAnswered ? strikesToGiveUp : strikesOfFailure, reason);
        return this.settle(batch, reason);
    }
  }

  /** Asks once more in batches half as large; what was halved before is given back. */
  private inHalves(questions: readonly Waiting[], reason: Reason): Waiting[][] {
    const [again, spent] = this.byTriesLeft(questions.filter(({ halved }) => !halved));
    this.settle([...spent, ...questions.filter(({ halved }) => halved)], reason);
    for (const question of again) question.halved = true;
    return again.length > 1 ? halves(again) : again.map((question) => [question]);
  }

  private strike(count: number, reason: Reason): void {
    this.strikes += count;
    if (this.strikes >= strikesToGiveUp) this.gone ??= reason;
  }

  private byTriesLeft(questions: readonly Waiting[]): [again: Waiting[], spent: Waiting[]] {
    const left = (question: Waiting): boolean => question.tries < this.options.maxTries;
    return [questions.filter(left), questions.filter((question) => !left(question))];
  }

  private settle(questions: readonly Waiting[], reason: Reason): Waiting[][] {
    for (const question of questions) question.answer({ reason });
    return [];
  }

  private note(reason: Reason, sentence: string): void {
    if (!this.faults.has(reason)) this.faults.set(reason, sentence);
  }
}
