import type { Kind } from "./kinds.ts";
import type { Masker } from "./masker.ts";
import type { Pseudonyms } from "./pseudonyms.ts";
import { readable } from "./readable.ts";
import { isOneWay, type Slot, SlotMasker, type SlottedText } from "./slots.ts";
import type { Sensitive } from "./worksheet.ts";

type Tokens = { readonly tokens: readonly string[] };

/** Stands between events and the model: what is asked passes it on the way out, what is answered on the way back. */
export interface Guard {
  /** Part of the verdict key. */
  readonly version: string;
  /** Values that were masked on their way out, by kind. */
  readonly counts: ReadonlyMap<Kind, number>;
  /** The example of a unit. @param template as it is while the unit lasts */
  ofUnit(text: string, template: Tokens): SlottedText;
  /** An event that is judged by itself; equal values have equal names in all events. */
  ofEvent(text: string): string;
  /** A text of which nothing is put back. */
  remove(text: string): string;
  /** Sentences about a unit, with the values of one of its events. */
  backIntoUnit(
    sentences: readonly string[],
    slots: readonly Slot[],
    text: string,
    template: Tokens,
  ): readonly string[];
  /** Sentences about an event that was judged by itself. */
  backIntoEvent(sentences: readonly string[], text: string): readonly string[];
}

export class MaskingGuard implements Guard {
  readonly counts = new Map<Kind, number>();
  readonly #masker: Masker;
  readonly #slots: SlotMasker;
  readonly #pseudonyms: () => Pseudonyms;

  /** @param pseudonyms is called once they are needed */
  constructor(masker: Masker, pseudonyms: () => Pseudonyms) {
    this.#masker = masker;
    this.#slots = new SlotMasker(masker);
    this.#pseudonyms = pseudonyms;
  }

  get version(): string {
    return this.#masker.version;
  }

  ofUnit(text: string, template: Tokens): SlottedText {
    return this.#slots.mask(text, template, (part) => this.#count(part));
  }

  ofEvent(text: string): string {
    return this.#masker.mask(text, (value, part) => {
      this.#count(part);
      if (isOneWay(part.kind)) return `<${part.kind}>`;
      return `<${this.#pseudonyms().nameOf(value, part.kind)}>`;
    });
  }

  remove(text: string): string {
    return this.#masker.remove(text);
  }

  backIntoUnit(
    sentences: readonly string[],
    slots: readonly Slot[],
    text: string,
    template: Tokens,
  ): readonly string[] {
    return this.#slots.putBack(sentences, slots, text, template);
  }

  backIntoEvent(sentences: readonly string[], text: string): readonly string[] {
    const values = new Map(
      this.#masker.find(text).map(({ start, end, kind }) => {
        const value = text.slice(start, end);
        return [this.#pseudonyms().nameOf(value, kind), value];
      }),
    );
    return sentences.map((sentence) =>
      this.#masker.placeholders.putBack(sentence, (name) => readable(values.get(name))),
    );
  }

  #count({ kind }: Sensitive): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }
}

/** `mask=off`: everything passes as it is. */
export const openGuard: Guard = {
  version: "off",
  counts: new Map(),
  ofUnit: (text) => ({ text, slots: [] }),
  ofEvent: (text) => text,
  remove: (text) => text,
  backIntoUnit: (sentences) => sentences,
  backIntoEvent: (sentences) => sentences,
};
