import { promptField } from "../../app/analyze/output-fields.ts";
import { printable, wrap } from "../../engine/printable.ts";
import type { JoinedReply } from "../search/joined-reply.ts";
import { outputColumns, print } from "../terminal.ts";

interface ChatMessage {
  readonly role: string;
  readonly content: string;
}

/**
 * Prints a plan: each planned call, if the search shows them, and the totals at the end. As text, or as JSON objects, one
 * for each call and one for the totals.
 */
export class PlanOutput {
  readonly #json: boolean;
  #calls = 0;

  constructor(json: boolean) {
    this.#json = json;
  }

  async take(answers: JoinedReply, fieldPrefix: string): Promise<void> {
    const place = answers.place(fieldPrefix + promptField);
    if (place === -1) return;
    for (let event = 0; event < answers.events.length; event++) {
      const messages = answers.text(event, place);
      if (messages !== "") await this.#printCall(messages);
    }
  }

  /** @param remarks the search's messages about the plan */
  async finish(inspector: Readonly<Record<string, unknown>>, remarks: readonly string[]): Promise<void> {
    await print(this.#json ? planAsJson(inspector) : planAsLines(remarks, outputColumns()));
  }

  async #printCall(messages: string): Promise<void> {
    this.#calls++;
    if (this.#json) return print(`{"messages":${messages}}\n`);
    const [system, user] = JSON.parse(messages) as [ChatMessage, ChatMessage];
    const head = this.#calls === 1 ? `# system message of every call\n\n${system.content}\n\n` : "";
    // Line ends stay; all other characters that a terminal would interpret are escaped.
    await print(
      `${head}# user message of call ${this.#calls}\n\n${user.content.split("\n").map(printable).join("\n")}\n\n`,
    );
  }
}

/** One sentence a line; continuation lines are indented. */
export function planAsLines(remarks: readonly string[], width: number): string {
  const sentences = remarks.flatMap((remark) => remark.split(/(?<=\.) (?=[A-Z\d]|\w+=)/));
  const lines = sentences.flatMap((sentence) => {
    const [first = "", ...more] = wrap(printable(sentence), width - 2);
    return [first, ...more.map((line) => `  ${line}`)];
  });
  return `${lines.join("\n")}\n`;
}

/** The inspector's numbers, as the least and the most that is expected. */
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
