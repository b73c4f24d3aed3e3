import type { Reason } from "../verdict.ts";
import { Calibration, type Range } from "./calibration.ts";
import type { AskOptions, Judge } from "./judge.ts";
import { userMessage } from "./prompt.ts";
import { systemMessage } from "./prompts/verdicts.ts";
import { type Answer, byTemplate, keyOf, type Question, sharedSourcetype } from "./question.ts";
import type { CallCounts } from "./retrying-client.ts";
import { answerCap } from "./verdict-schema.ts";

/** The estimated size of one call. */
export interface CallEstimate {
  readonly questions: number;
  readonly promptTokens: number;
  readonly answerTokens: Range;
  /** The longest answer, in tokens. */
  readonly answerCap: number;
}

export interface PlannerOptions {
  readonly batchSize: number;
  /** Calls side by side. */
  readonly concurrency: number;
  /** Makes a new tag for each call: 8 to 64 letters and digits. */
  readonly newTag: () => string;
  /** What was learnt about the model's calls; without it estimates are rough. */
  readonly calibration?: Calibration;
  /** Spends a call from the budget, or tells why the budget would refuse it. Called once for each call, in order. */
  readonly spend?: (call: CallEstimate) => Reason | undefined;
}

/** What a search would do. */
export interface PlannedWork {
  readonly calls: number;
  /** Units in these calls. */
  readonly units: number;
  /** Units that the budget would leave unasked, by their reason. */
  readonly unasked: ReadonlyMap<Reason, number>;
  readonly promptTokens: number;
  readonly answerTokens: Range;
  /** Milliseconds until all calls are answered, without retries. */
  readonly duration: Range;
  /** Number of calls that the estimates rest on; 0 when they are rough. */
  readonly earlierCalls: number;
}

const zero: Range = { low: 0, likely: 0, high: 0 };

/**
 * A judge that sends nothing: it makes the messages that would be sent, and estimates their tokens and time. The first
 * question of each batch is answered with the batch's messages. `counts` stay 0, because nothing is spent.
 */
export class Planner implements Judge {
  readonly counts: CallCounts = { calls: 0, promptTokens: 0, answerTokens: 0, verdicts: 0, latencies: [] };
  readonly faults: ReadonlyMap<Reason, string> = new Map();
  readonly #options: PlannerOptions;
  readonly #calibration: Calibration;
  readonly #known = new Set<string>();
  readonly #waiting: { question: Question; risk: () => number; answer: (answer: Answer) => void }[] = [];
  readonly #unasked = new Map<Reason, number>();
  #calls = 0;
  #units = 0;
  #promptTokens = 0;
  #answerTokens = zero;
  /** The sum over all calls. */
  #milliseconds = zero;
  #longestCall = zero;

  constructor(options: PlannerOptions) {
    this.#options = options;
    this.#calibration = options.calibration ?? new Calibration();
  }

  /** The plan for the questions so far. */
  get work(): PlannedWork {
    return {
      calls: this.#calls,
      units: this.#units,
      unasked: this.#unasked,
      promptTokens: this.#promptTokens,
      answerTokens: this.#answerTokens,
      duration: this.#duration,
      earlierCalls: this.#calibration.calls,
    };
  }

  ask(question: Question, { again = false, risk = () => 0 }: AskOptions = {}): Promise<Answer> {
    const key = keyOf(question);
    if (!again && this.#known.has(key)) return Promise.resolve({ reason: "plan" });
    if (!again) this.#known.add(key);
    return new Promise((answer) => this.#waiting.push({ question, risk, answer }));
  }

  flush(): void {
    const { batchSize } = this.#options;
    if (this.#waiting.length > batchSize)
      this.#waiting.sort((one, other) => other.risk() - one.risk() || byTemplate(one, other));
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, batchSize);
      const messages = this.#plan(batch.map(({ question }) => question));
      for (const [index, { answer }] of batch.entries())
        answer(index === 0 && messages !== undefined ? { reason: "plan", messages } : { reason: "plan" });
    }
  }

  /** @returns the call's messages as JSON; undefined when the budget would refuse the call */
  #plan(questions: readonly Question[]): string | undefined {
    const { spend, newTag } = this.#options;
    const user = userMessage(questions, newTag());
    const count = questions.length;
    const estimate: CallEstimate = {
      questions: count,
      promptTokens: this.#calibration.promptTokens(Buffer.byteLength(user), sharedSourcetype(questions)),
      answerTokens: this.#calibration.answerTokens(count),
      answerCap: answerCap(count),
    };
    const refusal = spend?.(estimate);
    if (refusal !== undefined) {
      this.#unasked.set(refusal, (this.#unasked.get(refusal) ?? 0) + count);
      return undefined;
    }
    const time = this.#calibration.milliseconds(count);
    this.#calls++;
    this.#units += count;
    this.#promptTokens += estimate.promptTokens;
    this.#answerTokens = combined(this.#answerTokens, estimate.answerTokens, (one, other) => one + other);
    this.#milliseconds = combined(this.#milliseconds, time, (one, other) => one + other);
    this.#longestCall = combined(this.#longestCall, time, Math.max);
    return JSON.stringify([
      { role: "system", content: systemMessage },
      { role: "user", content: user },
    ]);
  }

  /** At best all slots are busy to the end. At worst all calls take equally long and the last round has a single call. */
  get #duration(): Range {
    const { concurrency } = this.#options;
    const shared = (part: keyof Range): number =>
      Math.max(this.#longestCall[part], this.#milliseconds[part] / concurrency);
    const rounds = Math.ceil(this.#calls / concurrency);
    const high = this.#calls === 0 ? 0 : (this.#milliseconds.high / this.#calls) * rounds;
    return { low: shared("low"), likely: shared("likely"), high: Math.max(high, shared("high")) };
  }
}

function combined(one: Range, other: Range, join: (one: number, other: number) => number): Range {
  return {
    low: join(one.low, other.low),
    likely: join(one.likely, other.likely),
    high: join(one.high, other.high),
  };
}
