import { promptField } from "../output-fields.ts";
import type { Answers } from "./answers.ts";
import { printable, wrap } from "./printable.ts";
import { outputColumns, print } from "./terminal.ts";

interface ChatMessage {
  readonly role: string;
  readonly content: string;
}

/**
 * Prints a plan: what would be sent, call by call, where the search shows it, and at the end what that comes to; for
 * a person to read, or as JSON objects, one for each call and one for the whole.
 */
export class PlanOutput {
  readonly #json: boolean;
  #calls = 0;

  constructor(json: boolean) {
    this.#json = json;
  }

  async take(answers: Answers, fieldPrefix: string): Promise<void> {
    const place = answers.place(fieldPrefix + promptField);
    if (place === -1) return;
    for (let event = 0; event < answers.events.length; event++) {
      const messages = answers.text(event, place);
      if (messages !== "") await this.#printCall(messages);
    }
  }

  /** @param remarks what the search said of the plan */
  async finish(inspector: Readonly<Record<string, unknown>>, remarks: readonly string[]): Promise<void> {
    await print(this.#json ? planAsJson(inspector) : planAsLines(remarks, outputColumns()));
  }

  async #printCall(messages: string): Promise<void> {
    this.#calls++;
    if (this.#json) return print(`{"messages":${messages}}\n`);
    const [system, user] = JSON.parse(messages) as [ChatMessage, ChatMessage];
    const head = this.#calls === 1 ? `# system message of every call\n\n${system.content}\n\n` : "";
    // Line ends are those of the message; everything else that a terminal would act upon is escaped in it.
    await print(
      `${head}# user message of call ${this.#calls}\n\n${user.content.split("\n").map(printable).join("\n")}\n\n`,
    );
  }
}

/** The sentences one below the other; what does not fit goes on further in. */
export function planAsLines(remarks: readonly string[], width: number): string {
  const sentences = remarks.flatMap((remark) => remark.split(/(?<=\.) (?=[A-Z\d]|\w+=)/));
  const lines = sentences.flatMap((sentence) => {
    const [first = "", ...more] = wrap(printable(sentence), width - 2);
    return [first, ...more.map((line) => `  ${line}`)];
  });
  return `${lines.join("\n")}\n`;
}

/** The numbers as the inspector has them: from the least to the most that is expected. */
export function planAsJson(inspector: Readonly<Record<string, unknown>>): string {
  const numbersOf = (name: string): readonly number[] => {
    const metric = inspector[`metric.llamaanalyze.plan.${name}`];
    return Array.isArray(metric) ? metric : [];
  };
  const [least, most] = [numbersOf("least"), numbersOf("most")];
  const [, calls = 0, tokensIn = 0] = least;
  const range = (at: number) => ({ low: least[at] ?? 0, high: most[at] ?? 0 });
  return `${JSON.stringify({ plan: { calls, tokens_in: tokensIn, tokens_out: range(3), seconds: range(0) } })}\n`;
}
