import { renderTokens } from "../templates/token-match.ts";
import type { Kind } from "./kinds.ts";
import type { Masker } from "./masker.ts";
import type { Pseudonyms } from "./pseudonyms.ts";
import { readable } from "./readable.ts";
import type { Sensitive } from "./redaction-pass.ts";
import { isOneWay, type MaskedUnit, type PlaceholderSlot, SlotMasker, type SlotValue } from "./slots.ts";

type Tokens = { readonly tokens: readonly string[] };

/** Stands between events and the model: masks questions on the way out, and restores values in answers on the way back. */
export interface PromptMasking {
  /** Part of the verdict key. */
  readonly version: string;
  /** The number of masked values, by kind. */
  readonly counts: ReadonlyMap<Kind, number>;
  /** Masks a unit's example and template. @param template the unit's, as it was when the unit was made */
  maskUnit(text: string, template: Tokens): MaskedUnit;
  /** Masks an event that is judged by itself. Equal values get equal pseudonyms in all events. */
  maskEvent(text: string): string;
  /** Masks a text for good: its values are not restored. */
  redact(text: string): string;
  /** The values of one of a unit's events for slots of the unit. */
  valuesInUnit(text: string, slots: readonly PlaceholderSlot[], template: Tokens): readonly SlotValue[];
  /** Restores these values in sentences about the unit. */
  restoreInUnit(
    sentences: readonly string[],
    slots: readonly PlaceholderSlot[],
    values: readonly SlotValue[],
  ): readonly string[];
  /** Restores the values of an event that was judged by itself in sentences about it. */
  restoreInEvent(sentences: readonly string[], text: string): readonly string[];
}

export class PlaceholderMasking implements PromptMasking {
  readonly counts = new Map<Kind, number>();
  readonly #masker: Masker;
  readonly #slots: SlotMasker;
  readonly #pseudonyms: () => Pseudonyms;
  #known: { readonly event: string; readonly masker: Masker } | undefined;

  /** @param pseudonyms called when the first one is needed */
  constructor(masker: Masker, pseudonyms: () => Pseudonyms) {
    this.#masker = masker;
    this.#slots = new SlotMasker(masker);
    this.#pseudonyms = pseudonyms;
  }

  get version(): string {
    return this.#masker.version;
  }

  maskUnit(text: string, template: Tokens): MaskedUnit {
    return this.#slots.mask(text, template, (part) => this.#count(part));
  }

  maskEvent(text: string): string {
    return this.#pseudonymise(text, this.#masker);
  }

  /** Masks a text about an event, including the values that are masked in the event itself. */
  maskAbout(text: string, event: string): string {
    // Kept, because callers mask several texts about one event.
    if (this.#known?.event !== event) this.#known = { event, masker: this.#masker.withValuesOf(event) };
    return this.#pseudonymise(text, this.#known.masker);
  }

  #pseudonymise(text: string, masker: Masker): string {
    return masker.mask(text, (value, part) => {
      this.#count(part);
      if (isOneWay(part.kind)) return `<${part.kind}>`;
      return `<${this.#pseudonyms().nameOf(value, part.kind)}>`;
    });
  }

  redact(text: string): string {
    return this.#masker.redact(text);
  }

  valuesInUnit(text: string, slots: readonly PlaceholderSlot[], template: Tokens): readonly SlotValue[] {
    return this.#slots.valuesIn(text, slots, template);
  }

  restoreInUnit(
    sentences: readonly string[],
    slots: readonly PlaceholderSlot[],
    values: readonly SlotValue[],
  ): readonly string[] {
    return this.#slots.restore(sentences, slots, values);
  }

  restoreInEvent(sentences: readonly string[], text: string): readonly string[] {
    const values = new Map(
      this.#masker.find(text).map(({ start, end, kind }) => {
        const value = text.slice(start, end);
        return [this.#pseudonyms().nameOf(value, kind), value];
      }),
    );
    return sentences.map((sentence) =>
      this.#masker.placeholders.restore(sentence, (name) => readable(values.get(name))),
    );
  }

  #count({ kind }: Sensitive): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }
}

/** `mask=off`: every text passes unchanged. */
export const noMasking: PromptMasking = {
  version: "off",
  counts: new Map(),
  maskUnit: (text, { tokens }) => ({ text, slots: [], template: renderTokens(tokens) }),
  maskEvent: (text) => text,
  redact: (text) => text,
  valuesInUnit: () => [],
  restoreInUnit: (sentences) => sentences,
  restoreInEvent: (sentences) => sentences,
};
