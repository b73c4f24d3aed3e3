import type { Budget, Refusal, Reservation } from "./budget.ts";
import { type Answer, byTemplate, type Question } from "./question.ts";
import { bytesOf, callSizeOf } from "./token-estimate.ts";

/** A question without an answer. */
export interface QueuedQuestion {
  readonly question: Question;
  /** The risk as it is known now. */
  readonly riskNow: () => number;
  /** The risk at the last `reprioritise`. */
  risk: number;
  /** Its place in the order of arrival, set by `reprioritise`. */
  place: number;
  /** Bytes of its line in a prompt; undefined until they are counted. */
  bytes: number | undefined;
  attempts: number;
  /** It was retried in a smaller batch. This is done once. */
  halved: boolean;
  /** A verdict on it was not believed. It is asked again once. */
  doubted: boolean;
  readonly answer: (answer: Answer) => void;
}

export interface RiskQueueOptions {
  /** How many texts the next batch may hold. It is read each time. */
  readonly batchSize: () => number;
  /** Tokens of the longest verdict. It is read each time. */
  readonly longestVerdict: () => number;
  readonly budget: Budget | undefined;
  readonly promptTokens: (bytes: number) => number;
}

/** A batch that may be asked now, and its part of the budget. */
export interface Admitted {
  readonly batch: readonly QueuedQuestion[];
  readonly reservation: Reservation | undefined;
}

/** The next batch, or questions that the budget refuses. */
type Next = Admitted | { readonly refused: readonly QueuedQuestion[]; readonly refusal: Refusal };

/**
 * The questions that wait: new ones by risk, and batches to be retried. Within a batch questions are ordered by
 * template, so that prompts reservation prefixes and a server with prefix caching reads them once.
 */
export class RiskQueue {
  private readonly options: RiskQueueOptions;
  private arrived: QueuedQuestion[] = [];
  /** Sorted by risk. The riskiest is last, because removing from the end is cheap. */
  private queue: QueuedQuestion[] = [];
  private readonly retries: (readonly QueuedQuestion[])[] = [];
  private count = 0;

  constructor(options: RiskQueueOptions) {
    this.options = options;
  }

  /** Adds a question; it waits for the next `reprioritise`. */
  enqueue(question: Question, riskNow: () => number, answer: QueuedQuestion["answer"]): void {
    this.arrived.push({
      ...{ question, riskNow, answer },
      ...{ risk: 0, place: 0, bytes: undefined, attempts: 0, halved: false, doubted: false },
    });
  }

  /** Updates the risk of all waiting questions, because later events may have changed it, and sorts them. */
  reprioritise(): void {
    const { arrived } = this;
    this.arrived = [];
    for (const waiting of this.queue) waiting.risk = waiting.riskNow();
    for (const waiting of arrived) {
      waiting.risk = waiting.riskNow();
      this.count++;
      waiting.place = this.options.budget?.register(waiting.risk) ?? this.count;
      this.queue.push(waiting);
    }
    this.queue.sort(
      (one, other) => one.risk - other.risk || byTemplate(other, one) || other.place - one.place,
    );
  }

  /** Queues batches to be retried. Their questions are not mixed with others. */
  enqueueRetries(batches: readonly (readonly QueuedQuestion[])[]): void {
    this.retries.push(...batches);
  }

  /** @returns undefined when no question waits, or when the next must wait until a call in flight ends */
  next(): Next | undefined {
    const retry = this.riskiestRetry();
    const first = this.queue.at(-1);
    if (retry !== undefined && (first === undefined || comesBefore(retry, first))) {
      return this.admit(retry.slice(0, this.options.batchSize()), (count) => {
        this.retries.splice(
          this.retries.indexOf(retry),
          1,
          ...(count < retry.length ? [retry.slice(count)] : []),
        );
      });
    }
    if (first === undefined) return undefined;
    const riskiest = this.queue.slice(-this.options.batchSize()).reverse();
    return this.admit(riskiest, (count) => this.queue.splice(-count));
  }

  /** Removes and returns all waiting questions. */
  takeAll(): QueuedQuestion[] {
    const all = [...this.queue, ...this.retries.flat()];
    this.queue = [];
    this.retries.length = 0;
    return all;
  }

  /** Admits as many questions of a batch, from the first, as the budget allows. If it allows none, the first is refused. */
  private admit(batch: readonly QueuedQuestion[], take: (count: number) => void): Next | undefined {
    for (let count = batch.length; ; count--) {
      const part = batch.slice(0, count);
      const reservation = this.reserve(part);
      const refusal = reservation?.hold();
      if (refusal?.isTemporary === true) return undefined;
      if (refusal !== undefined && count > 1) continue;
      take(count);
      return refusal === undefined ? { batch: this.inOrder(part), reservation } : { refused: part, refusal };
    }
  }

  /** Orders by template, then by arrival; only by arrival if no other questions wait, because no prefix is shared then. */
  private inOrder(batch: QueuedQuestion[]): QueuedQuestion[] {
    const alone = this.queue.length === 0;
    return batch.sort((one, other) => (alone ? 0 : byTemplate(one, other)) || one.place - other.place);
  }

  private reserve(batch: readonly QueuedQuestion[]): Reservation | undefined {
    const { budget, promptTokens, longestVerdict } = this.options;
    if (budget === undefined) return undefined;
    let bytes = 0;
    for (const waiting of batch) bytes += waiting.bytes ??= bytesOf(waiting.question);
    const risk = Math.min(...batch.map((waiting) => waiting.risk));
    const place = Math.min(...batch.map((waiting) => waiting.place));
    return budget.reserve(callSizeOf(batch.length, bytes, promptTokens, longestVerdict()), { risk, place });
  }

  private riskiestRetry(): readonly QueuedQuestion[] | undefined {
    if (this.retries.length === 0) return undefined;
    return this.retries.reduce((one, other) => (riskOf(other) > riskOf(one) ? other : one));
  }
}

/** Whether a retry goes first. A single text wins a tie: it shows whether a model that fails on batches works at all. */
function comesBefore(retry: readonly QueuedQuestion[], first: QueuedQuestion): boolean {
  const risk = riskOf(retry);
  return risk > first.risk || (risk === first.risk && retry.length === 1);
}

function riskOf(batch: readonly QueuedQuestion[]): number {
  return Math.max(...batch.map(({ risk }) => risk));
}

export function halves(questions: readonly QueuedQuestion[]): QueuedQuestion[][] {
  const middle = Math.ceil(questions.length / 2);
  return [questions.slice(0, middle), questions.slice(middle)];
}
