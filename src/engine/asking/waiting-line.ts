import type { Answer } from "./asker.ts";
import type { Budget, Refusal, Share } from "./budget.ts";
import { bytesOf, callSizeOf } from "./call-size.ts";
import { byTemplate, type Question } from "./question.ts";

/** A question that has no answer yet. */
export interface Waiting {
  readonly question: Question;
  /** By what is known when it is looked at. */
  readonly riskNow: () => number;
  /** When it was looked at last. */
  risk: number;
  /** Its place among all units, once it is in line. */
  place: number;
  /** Bytes of its line in a prompt, once they were counted. */
  bytes: number | undefined;
  tries: number;
  /** It was asked again in a smaller batch; that is done once. */
  halved: boolean;
  readonly answer: (answer: Answer) => void;
}

export interface WaitingLineOptions {
  readonly batchSize: number;
  readonly budget: Budget | undefined;
  readonly promptTokens: (bytes: number) => number;
}

/** What may be asked now, from its share of the budget. */
export interface Admitted {
  readonly batch: readonly Waiting[];
  readonly share: Share | undefined;
}

/** What may be asked next, or what may not be asked at all. */
type Next = Admitted | { readonly left: readonly Waiting[]; readonly refusal: Refusal };

/**
 * Who waits to be asked, the riskiest first, and in batches what is to be asked again. Within a batch like stands
 * beside like: it then begins as others do.
 */
export class WaitingLine {
  private readonly options: WaitingLineOptions;
  private arrived: Waiting[] = [];
  /** The riskiest last, where it is cheap to take. */
  private line: Waiting[] = [];
  private readonly again: (readonly Waiting[])[] = [];
  private met = 0;

  constructor(options: WaitingLineOptions) {
    this.options = options;
  }

  /** It is in line after `close`. */
  join(question: Question, riskNow: () => number, answer: Waiting["answer"]): void {
    this.arrived.push({
      ...{ question, riskNow, answer },
      ...{ risk: 0, place: 0, bytes: undefined, tries: 0, halved: false },
    });
  }

  /** Looks at the risks of all that wait anew: what came meanwhile may have raised them. */
  close(): void {
    const { arrived } = this;
    this.arrived = [];
    for (const waiting of this.line) waiting.risk = waiting.riskNow();
    for (const waiting of arrived) {
      waiting.risk = waiting.riskNow();
      this.met++;
      waiting.place = this.options.budget?.meet(waiting.risk) ?? this.met;
      this.line.push(waiting);
    }
    this.line.sort(
      (one, other) => one.risk - other.risk || byTemplate(other, one) || other.place - one.place,
    );
  }

  /** These are to be asked together, and with no others. */
  askAgain(batches: readonly (readonly Waiting[])[]): void {
    this.again.push(...batches);
  }

  /** @returns undefined when nobody waits, or who does may have to wait until a call ends */
  next(): Next | undefined {
    const again = this.riskiestAgain();
    const first = this.line.at(-1);
    if (again !== undefined && (first === undefined || riskOf(again) > first.risk)) {
      return this.fitting(again, (count) => {
        this.again.splice(
          this.again.indexOf(again),
          1,
          ...(count < again.length ? [again.slice(count)] : []),
        );
      });
    }
    if (first === undefined) return undefined;
    const riskiest = this.line.slice(-this.options.batchSize).reverse();
    return this.fitting(riskiest, (count) => this.line.splice(-count));
  }

  /** All that wait, who then wait no more. */
  takeAll(): Waiting[] {
    const all = [...this.line, ...this.again.flat()];
    this.line = [];
    this.again.length = 0;
    return all;
  }

  /** As many of them, from the first, as the budget lets through; where it lets through not even one, that one is left. */
  private fitting(batch: readonly Waiting[], take: (count: number) => void): Next | undefined {
    for (let count = batch.length; ; count--) {
      const part = batch.slice(0, count);
      const share = this.shareOf(part);
      const refusal = share?.hold();
      if (refusal?.mayPass === true) return undefined;
      if (refusal !== undefined && count > 1) continue;
      take(count);
      return refusal === undefined ? { batch: this.inOrder(part), share } : { left: part, refusal };
    }
  }

  /** As they came, where nobody else waits who could stand beside them. */
  private inOrder(batch: Waiting[]): Waiting[] {
    const alone = this.line.length === 0;
    return batch.sort((one, other) => (alone ? 0 : byTemplate(one, other)) || one.place - other.place);
  }

  private shareOf(batch: readonly Waiting[]): Share | undefined {
    const { budget, promptTokens } = this.options;
    if (budget === undefined) return undefined;
    let bytes = 0;
    for (const waiting of batch) bytes += waiting.bytes ??= bytesOf(waiting.question);
    const risk = Math.min(...batch.map((waiting) => waiting.risk));
    const place = Math.min(...batch.map((waiting) => waiting.place));
    return budget.share(callSizeOf(batch.length, bytes, promptTokens), { risk, place });
  }

  private riskiestAgain(): readonly Waiting[] | undefined {
    if (this.again.length === 0) return undefined;
    return this.again.reduce((one, other) => (riskOf(other) > riskOf(one) ? other : one));
  }
}

function riskOf(batch: readonly Waiting[]): number {
  return Math.max(...batch.map(({ risk }) => risk));
}

export function halves(questions: readonly Waiting[]): Waiting[][] {
  const middle = Math.ceil(questions.length / 2);
  return [questions.slice(0, middle), questions.slice(middle)];
}
