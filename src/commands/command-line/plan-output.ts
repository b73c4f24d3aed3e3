import { promptField } from "../output-fields.ts";
import type { Answers } from "./answers.ts";
import { printable } from "./printable.ts";
import { print } from "./terminal.ts";

interface ChatMessage {
  readonly role: string;
  readonly content: string;
}

/** Prints what a plan would send, call by call: the messages as a person reads them, or one JSON object a call. */
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
