import type { Reason } from "../verdict.ts";
import type { Answer, Asking, Questions } from "./asker.ts";
import { Calibration, type Range } from "./calibration.ts";
import type { CallCounts } from "./caller.ts";
import { systemMessage, userMessage } from "./prompt.ts";
import { byTemplate, keyOf, type Question, sharedSourcetype } from "./question.ts";
import { answerCap } from "./verdict-schema.ts";

/** What one call is expected to come to. */
export interface CallEstimate {
  readonly questions: number;
  readonly promptTokens: number;
  readonly answerTokens: Range;
  /** The answer may be this long, in tokens. */
  readonly answerCap: number;
}

export interface PlannerOptions {
  readonly batchSize: number;
  /** Calls side by side. */
  readonly concurrency: number;
  /** As for a call: 8 to 64 letters and digits, new each time. */
  readonly newTag: () => string;
  /** What the model's calls have come to so far; without it estimates are rough. */
  readonly calibration?: Calibration;
  /** Why a budget would not let a call be made. Asked once for each call, in their order; those let through are spent. */
  readonly admits?: (call: CallEstimate) => Reason | undefined;
}

/** What a search would do. */
export interface PlannedWork {
  readonly calls: number;
  /** Units asked about in these calls. */
  readonly units: number;
  /** Units that a budget would leave, by the reason they would carry. */
  readonly left: ReadonlyMap<Reason, number>;
  readonly promptTokens: number;
  readonly answerTokens: Range;
  /** Milliseconds until all calls are answered, none of them made again. */
  readonly duration: Range;
  /** Calls that the estimates come from; 0 where they are rough. */
  readonly earlierCalls: number;
}

const zero: Range = { low: 0, likely: 0, high: 0 };

/**
 * Takes questions as an asker does, and sends none: it makes the messages that would be sent and estimates what they
 * come to. The first question of each batch is answered with its messages. Its `counts` stay at nothing, for nothing
 * is spent.
 */
export class Planner implements Questions {
  readonly counts: CallCounts = { calls: 0, promptTokens: 0, answerTokens: 0, latencies: [] };
  readonly faults: ReadonlyMap<Reason, string> = new Map();
  readonly #options: PlannerOptions;
  readonly #calibration: Calibration;
  readonly #known = new Set<string>();
  readonly #waiting: { question: Question; answer: (answer: Answer) => void }[] = [];
  readonly #left = new Map<Reason, number>();
  #calls = 0;
  #units = 0;
  #promptTokens = 0;
  #answerTokens = zero;
  /** Of all calls one after the other. */
  #milliseconds = zero;
  #longestCall = zero;

  constructor(options: PlannerOptions) {
    this.#options = options;
    this.#calibration = options.calibration ?? new Calibration();
  }

  /** What would be done about the questions so far. */
  get work(): PlannedWork {
    return {
      calls: this.#calls,
      units: this.#units,
      left: this.#left,
      promptTokens: this.#promptTokens,
      answerTokens: this.#answerTokens,
      duration: this.#duration,
      earlierCalls: this.#calibration.calls,
    };
  }

  ask(question: Question, { again = false }: Asking = {}): Promise<Answer> {
    const key = keyOf(question);
    if (!again && this.#known.has(key)) return Promise.resolve({ reason: "plan" });
    if (!again) this.#known.add(key);
    return new Promise((answer) => this.#waiting.push({ question, answer }));
  }

  flush(): void {
    const { batchSize } = this.#options;
    if (this.#waiting.length > batchSize) this.#waiting.sort(byTemplate);
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, batchSize);
      const messages = this.#plan(batch.map(({ question }) => question));
      for (const [index, { answer }] of batch.entries())
        answer(index === 0 && messages !== undefined ? { reason: "plan", messages } : { reason: "plan" });
    }
  }

  /** @returns the call's messages as JSON; undefined where a budget would not let it be made */
  #plan(questions: readonly Question[]): string | undefined {
    const { admits, newTag } = this.#options;
    const user = userMessage(questions, newTag());
    const count = questions.length;
    const estimate: CallEstimate = {
      questions: count,
      promptTokens: this.#calibration.promptTokens(Buffer.byteLength(user), sharedSourcetype(questions)),
      answerTokens: this.#calibration.answerTokens(count),
      answerCap: answerCap(count),
    };
    const refusal = admits?.(estimate);
    if (refusal !== undefined) {
      this.#left.set(refusal, (this.#left.get(refusal) ?? 0) + count);
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

  /** At best all slots are busy to the end; at worst the last round has a single call in it, and none is shorter than its like. */
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
