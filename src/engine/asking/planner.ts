import type { Reason } from "../verdict.ts";
import type { Answer, Asking, Questions } from "./asker.ts";
import type { CallCounts } from "./caller.ts";
import { systemMessage, userMessage } from "./prompt.ts";
import { byTemplate, keyOf, type Question } from "./question.ts";
import { answerCap } from "./verdict-schema.ts";

/** Bytes of a log in a token, as far as nothing is known of the model: hexadecimal digits have fewer, prose has more. */
const bytesPerToken = 2;

export interface PlannerOptions {
  readonly batchSize: number;
  /** As for a call: 8 to 64 letters and digits, new each time. */
  readonly newTag: () => string;
}

/**
 * Takes questions as an asker does, and sends none: it makes the messages that would be sent and counts them. The
 * first question of each batch is answered with its messages.
 */
export class Planner implements Questions {
  readonly counts: CallCounts = { calls: 0, promptTokens: 0, answerTokens: 0, latencies: [] };
  readonly faults: ReadonlyMap<Reason, string> = new Map();
  readonly #options: PlannerOptions;
  readonly #known = new Set<string>();
  readonly #waiting: { question: Question; answer: (answer: Answer) => void }[] = [];

  constructor(options: PlannerOptions) {
    this.#options = options;
  }

  ask(question: Question, { again = false }: Asking = {}): Promise<Answer> {
    const key = keyOf(question);
    if (!again && this.#known.has(key)) return Promise.resolve({ reason: "plan" });
    if (!again) this.#known.add(key);
    return new Promise((answer) => this.#waiting.push({ question, answer }));
  }

  flush(): void {
    const { batchSize, newTag } = this.#options;
    if (this.#waiting.length > batchSize) this.#waiting.sort(byTemplate);
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, batchSize);
      const messages = [
        { role: "system", content: systemMessage },
        {
          role: "user",
          content: userMessage(
            batch.map(({ question }) => question),
            newTag(),
          ),
        },
      ];
      this.counts.calls++;
      this.counts.promptTokens += tokensIn(messages);
      this.counts.answerTokens += answerCap(batch.length);
      for (const [index, { answer }] of batch.entries())
        answer(index === 0 ? { reason: "plan", messages: JSON.stringify(messages) } : { reason: "plan" });
    }
  }
}

function tokensIn(messages: readonly { content: string }[]): number {
  const bytes = messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  return Math.ceil(bytes / bytesPerToken);
}
