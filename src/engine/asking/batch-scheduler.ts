import { LRUCache } from "lru-cache";
import type { Reason } from "../verdict.ts";
import type { AdaptiveLimit } from "./adaptive-limit.ts";
import { readAnswers } from "./answer-reading.ts";
import { type Budget, BudgetSpent } from "./budget.ts";
import { GivingUp, weightOfFinalFailure } from "./giving-up.ts";
import type { AskOptions, Judge } from "./judge.ts";
import { EndpointError, reasonOfFault } from "./model-endpoint.ts";
import { type Answer, keyOf, type Question } from "./question.ts";
import type { ReplyReading } from "./reply-reader.ts";
import { sentences } from "./reply-sentences.ts";
import type { CallCounts, FormedReply, RetryingClient } from "./retrying-client.ts";
import { type Admitted, halves, type QueuedQuestion, RiskQueue } from "./risk-queue.ts";
import { promptTokensAtMost } from "./token-estimate.ts";
import { verdictCall } from "./verdict-call.ts";
import type { Doubt } from "./verdict-doubt.ts";

export interface BatchSchedulerOptions {
  readonly batchSize: number;
  /** How many calls run side by side; it watches the client's endpoint. */
  readonly limit: AdaptiveLimit;
  /** The most attempts for one question, including the first. */
  readonly maxAttempts: number;
  /** Why nothing may be asked any more; undefined while the search goes on. */
  readonly ended: () => Reason | undefined;
  /** Without a budget everything is asked. */
  readonly budget?: Budget | undefined;
  /** The most tokens that so many bytes of a prompt can have. */
  readonly promptTokens?: (bytes: number) => number;
}

/** Answers cached within a search; each takes about a kilobyte. */
const mostAnswers = 10_000;

/**
 * Asks a model many questions in batches, side by side: the riskiest first, identical ones once. Every question gets an
 * answer, whatever the endpoint does, and never another question's answer. A question without a reliable verdict is
 * asked again, alone or in a smaller batch, and is finally answered with a reason. A question that the budget refuses
 * waits while calls in flight may use less than estimated, and is then answered with a reason as well.
 */
export class BatchScheduler implements Judge {
  private readonly client: RetryingClient;
  private readonly options: BatchSchedulerOptions;
  private readonly queue: RiskQueue;
  private readonly answers = new LRUCache<string, Promise<Answer>>({ max: mostAnswers });
  /** Batches in flight. */
  private running = 0;
  private readonly endpoint = new GivingUp();
  readonly faults = new Map<Reason, string>();
  readonly doubts = new Map<Doubt, number>();

  constructor(client: RetryingClient, options: BatchSchedulerOptions) {
    this.client = client;
    this.options = options;
    const { batchSize, budget, promptTokens = promptTokensAtMost } = options;
    this.queue = new RiskQueue({
      ...{ budget, promptTokens },
      batchSize: () => client.pace.batchSize(batchSize),
      longestVerdict: () => client.pace.calibration.longestVerdict,
    });
  }

  get counts(): CallCounts {
    return this.client.counts;
  }

  ask(question: Question, { again = false, risk = () => 0 }: AskOptions = {}): Promise<Answer> {
    const key = keyOf(question);
    const known = again ? undefined : this.answers.get(key);
    if (known !== undefined) return known;
    const answer = new Promise<Answer>((resolve) => this.queue.enqueue(question, risk, resolve));
    if (!again) this.answers.set(key, answer);
    return answer;
  }

  /** Starts asking the queued questions. Later questions join the batches that have not been sent. */
  flush(last = false): void {
    if (last) this.options.budget?.release();
    this.queue.reprioritise();
    // Deferred, so that chunks that arrive together form one queue.
    void Promise.resolve().then(() => this.pump());
  }

  /** Starts as many batches as the limit allows. Each batch that ends pumps again. */
  private pump(): void {
    for (;;) {
      const stop = this.endpoint.reason ?? this.options.ended();
      if (stop !== undefined) {
        this.stop(stop);
        return;
      }
      if (this.running >= this.callLimit || this.isTooLate()) return;
      const next = this.queue.next();
      if (next === undefined) return;
      if ("refusal" in next) {
        this.recordFault(next.refusal.reason, next.refusal.sentence);
        this.answerWithReason(next.refused, next.refusal.reason);
      } else {
        this.running++;
        void this.runBatch(next);
      }
    }
  }

  /** Asks one batch, and queues its unanswered questions again. */
  private async runBatch(next: Admitted): Promise<void> {
    const again = await this.askBatch(next);
    this.running--;
    this.queue.enqueueRetries(again);
    this.pump();
  }

  /** No call can end in the time that is left. Those that are under way may show that it goes faster. */
  private isTooLate(): boolean {
    if (this.client.pace.batchSize(1) > 0) return false;
    if (this.running === 0) this.stop("budget_time");
    return true;
  }

  private stop(reason: Reason): void {
    const waiting = this.queue.takeAll();
    if (waiting.length > 0 && reason === "budget_time") this.recordFault(reason, sentences.tooLate);
    this.answerWithReason(waiting, reason);
  }

  private get callLimit(): number {
    const { current } = this.options.limit;
    // New calls use the slots of a few calls that back off; not of all, because then the endpoint is in trouble.
    return current + Math.min(this.client.waiting, Math.ceil(current / 8));
  }

  /** @returns the batches to ask next */
  private async askBatch({ batch, reservation }: Admitted): Promise<QueuedQuestion[][]> {
    const answeredBefore = this.endpoint.answered;
    const attemptsLeft = this.options.maxAttempts - Math.max(...batch.map(({ attempts }) => attempts));
    try {
      const questions = batch.map(({ question }) => question);
      const { longestVerdict } = this.client.pace.calibration;
      const reply = await this.client.call(verdictCall(questions, longestVerdict), {
        attempts: attemptsLeft,
        onAttempt: () => {
          for (const question of batch) question.attempts++;
        },
        mayRetry: () => this.endpoint.reason === undefined,
        reservation,
      });
      return this.readAnswers(batch, reply, longestVerdict);
    } catch (error) {
      return this.afterFault(batch, error, this.endpoint.answered > answeredBefore);
    }
  }

  /** @param longestVerdict that the reply had room for, in tokens */
  private readAnswers(
    batch: readonly QueuedQuestion[],
    reply: FormedReply,
    longestVerdict: number,
  ): QueuedQuestion[][] {
    const { content, finishReason, model, promptTokens, answerTokens } = reply;
    const questions = batch.map(({ question }) => question);
    const reading = readAnswers(questions, content, finishReason);
    for (const [index, { judgement, flags }] of reading.verdicts) {
      const { question, answer } = batch[index] as QueuedQuestion;
      answer({
        judgement,
        flags,
        slots: question.slots,
        tokens: Math.round((promptTokens + answerTokens) / batch.length),
        ...(model === undefined ? {} : { model }),
      });
    }
    this.counts.verdicts += reading.verdicts.size;
    if (reading.verdicts.size > 0) this.endpoint.succeeded();
    else this.endpoint.heldNoVerdict(batch.length);
    const queued = (indexes: Iterable<number>) => [...indexes].map((index) => batch[index] as QueuedQuestion);
    const again = this.afterDoubt(queued(reading.doubts.keys()), reading.doubts.values());
    const missing = queued(reading.missing);
    if (missing.length === 0) return again;
    if (reading.cut)
      return [...again, ...this.afterCut(missing, reading.filledBy, { ...reply, longestVerdict })];
    this.recordFault("bad_reply", sentences.leftOut);
    return [...again, ...this.alone(missing)];
  }

  /** Asks about texts once more whose verdicts are not believed: alone, so that no other line can be mixed in. */
  private afterDoubt(doubted: readonly QueuedQuestion[], doubts: Iterable<Doubt>): QueuedQuestion[][] {
    if (doubted.length === 0) return [];
    for (const doubt of doubts) this.doubts.set(doubt, (this.doubts.get(doubt) ?? 0) + 1);
    this.recordFault("bad_reply", sentences.doubted);
    const twice = doubted.filter((question) => question.doubted);
    const once = doubted.filter((question) => !question.doubted);
    for (const question of once) question.doubted = true;
    this.answerWithReason(twice, "bad_reply");
    return this.alone(once);
  }

  /** Asks about each text by itself, where an attempt is left. */
  private alone(questions: readonly QueuedQuestion[]): QueuedQuestion[][] {
    const [again, exhausted] = this.splitByAttempts(questions);
    this.answerWithReason(exhausted, "bad_reply");
    return again.map((question) => [question]);
  }

  /** @param reply with the tokens that it had room for in a verdict */
  private afterCut(
    missing: readonly QueuedQuestion[],
    filledBy: ReplyReading["filledBy"],
    reply: FormedReply & { readonly longestVerdict: number },
  ): QueuedQuestion[][] {
    const { form, longestVerdict, content, answerTokens } = reply;
    if (filledBy === undefined) {
      this.recordFault("too_long", sentences.cutAtLimit);
      const { calibration } = this.client.pace;
      if (!calibration.wasCut(longestVerdict, { characters: content.length, tokens: answerTokens }))
        return this.inHalves(missing, "too_long");
      return this.together(missing, "too_long");
    }
    this.recordFault(
      "bad_reply",
      filledBy === "thoughts" ? sentences.filledByThoughts : sentences.filledByBlanks,
    );
    if (filledBy === "thoughts" || !this.client.giveUpForm(form)) return this.inHalves(missing, "bad_reply");
    return this.together(missing, "bad_reply");
  }

  /** Asks about the same texts again, where an attempt is left. */
  private together(questions: readonly QueuedQuestion[], reason: Reason): QueuedQuestion[][] {
    const [again, exhausted] = this.splitByAttempts(questions);
    this.answerWithReason(exhausted, reason);
    return again.length > 0 ? [again] : [];
  }

  /** @param servesOthers whether another batch got a verdict while this one was asked */
  private afterFault(
    batch: readonly QueuedQuestion[],
    error: unknown,
    servesOthers: boolean,
  ): QueuedQuestion[][] {
    if (error instanceof BudgetSpent) {
      for (const question of batch) question.attempts--;
      return [[...batch]];
    }
    const fault = error instanceof EndpointError ? error.fault : "refused";
    const reason = this.options.ended() ?? reasonOfFault[fault];
    this.recordFault(
      reason,
      error instanceof EndpointError ? error.message : "The model could not be asked.",
    );
    if (this.options.ended() !== undefined) return this.answerWithReason(batch, reason);
    switch (fault) {
      case "too_long":
        // The server refused before any work was done: this was no attempt, and the batch may be halved to single texts.
        for (const question of batch) question.attempts--;
        return batch.length > 1 ? halves(batch) : this.answerWithReason(batch, reason);
      case "timeout":
      case "server_error":
        if (fault === "server_error" || !servesOthers) this.endpoint.failed(1, reason);
        return this.inHalves(batch, reason);
      case "busy":
        if (!servesOthers) this.endpoint.failed(weightOfFinalFailure, reason);
        return this.answerWithReason(batch, reason);
      default:
        this.endpoint.failedForGood(fault === "refused", reason);
        return this.answerWithReason(batch, reason);
    }
  }

  /** Retries questions once in batches half as large; those that were halved before are answered with the reason. */
  private inHalves(questions: readonly QueuedQuestion[], reason: Reason): QueuedQuestion[][] {
    const [again, exhausted] = this.splitByAttempts(questions.filter(({ halved }) => !halved));
    this.answerWithReason([...exhausted, ...questions.filter(({ halved }) => halved)], reason);
    for (const question of again) question.halved = true;
    return again.length > 1 ? halves(again) : again.map((question) => [question]);
  }

  private splitByAttempts(questions: readonly QueuedQuestion[]): [again: QueuedQuestion[], QueuedQuestion[]] {
    const hasAttemptsLeft = ({ attempts }: QueuedQuestion): boolean => attempts < this.options.maxAttempts;
    return [questions.filter(hasAttemptsLeft), questions.filter((question) => !hasAttemptsLeft(question))];
  }

  private answerWithReason(questions: readonly QueuedQuestion[], reason: Reason): QueuedQuestion[][] {
    for (const question of questions) question.answer({ reason });
    return [];
  }

  private recordFault(reason: Reason, sentence: string): void {
    if (!this.faults.has(reason)) this.faults.set(reason, sentence);
  }
}
