import { kinds } from "../masking/kinds.ts";
import type { Question } from "./question.ts";

/** Placeholders of values, as masking writes them; a log's own have a `~` behind their `<`. */
const written = /<(~*)([A-Za-z][A-Za-z0-9_]{1,23})(?::([A-Za-z0-9]{1,16}))?>/g;
/** A placeholder whose brackets the model left out. */
const bare = /(?<![\w<~:./-])([A-Z][A-Z0-9_]{1,23}:\d{1,5})(?![\w>:.]*[\w>:])/g;

interface OwnSentence {
  readonly text: string;
  readonly isForeign: boolean;
  readonly isInvented: boolean;
}

/**
 * Numbers the placeholders of all texts in a batch one after the other, so that each stands for one value of one text: a
 * verdict that names another text's value proves that verdicts were mixed up. Everywhere else a text keeps its own
 * numbers, from 1. In a batch of one they are the same.
 */
export class BatchPlaceholders {
  /** The texts as they are sent, lower case, to look placeholders up. */
  private readonly sent: readonly string[];
  /** For each text: its own name of a value → the name in the batch. */
  private readonly names: readonly ReadonlyMap<string, string>[];
  /** The name in the batch → whose value it is, and its own name there. */
  private readonly owners = new Map<string, { readonly index: number; readonly own: string }>();
  private readonly kinds = new Set<string>(kinds);

  constructor(questions: readonly Question[]) {
    const numbers = new Map<string, number>();
    this.names = questions.map(({ slots = [] }, index) => {
      const names = new Map<string, string>();
      for (const { name: own } of slots) {
        const kind = own.slice(0, own.indexOf(":"));
        const number = (numbers.get(kind) ?? 0) + 1;
        numbers.set(kind, number);
        this.kinds.add(kind);
        names.set(own, `${kind}:${number}`);
        this.owners.set(`${kind}:${number}`, { index, own });
      }
      return names;
    });
    this.sent = questions.map(({ log, template = "", fixed = "" }, index) =>
      [this.asSent(index, log), template, fixed].join("\n").toLowerCase(),
    );
  }

  /** A question's text with the numbers of the batch. */
  asSent(index: number, text: string): string {
    const names = this.names[index];
    if (names === undefined || names.size === 0) return text;
    return text.replace(/<([A-Z][A-Z0-9_]{1,23}:\d{1,4})>/g, (whole, own: string) => {
      const name = names.get(own);
      return name === undefined ? whole : `<${name}>`;
    });
  }

  /**
   * A sentence about a question, with the question's own numbers.
   *
   * @returns `isForeign` when it names a value of another text, `isInvented` when it names one that no text has
   */
  asOwn(index: number, sentence: string): OwnSentence {
    let [isForeign, isInvented] = [false, false];
    const bracketed = sentence.replace(bare, (whole, name: string) =>
      this.owners.has(name) && !this.hasBare(index, name) ? `<${whole}>` : whole,
    );
    const text = bracketed.replace(written, (whole, marks: string, letters: string, label?: string) => {
      const kind = letters.toUpperCase();
      if (marks !== "" || !this.kinds.has(kind)) return whole;
      const name = label === undefined ? kind : `${kind}:${label.toLowerCase()}`;
      const owner = this.owners.get(name);
      if (owner?.index === index) return `<${owner.own}>`;
      // The log itself may hold what looks like a placeholder; the model may drop the mark that says so.
      if (this.isIn(index, `<~${name}>`)) return `<~${whole.slice(1)}`;
      if (this.isIn(index, `<${name}>`)) return whole;
      const isOfOther = this.sent.some((_, other) => this.isIn(other, `<${name}>`));
      isForeign ||= isOfOther;
      // A kind without a number is a word of the instructions.
      isInvented ||= !isOfOther && label !== undefined;
      return whole;
    });
    return { text, isForeign, isInvented };
  }

  /** Whether a text holds a name without brackets, as a log may. */
  private hasBare(index: number, name: string): boolean {
    const text = this.sent[index]?.replaceAll(`<${name.toLowerCase()}>`, "") ?? "";
    return text.includes(name.toLowerCase());
  }

  private isIn(index: number, text: string): boolean {
    return this.sent[index]?.includes(text.toLowerCase()) === true;
  }
}
