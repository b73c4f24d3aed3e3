import { type Layout, layoutOf } from "../templates/parameters.ts";
import { ShapeScanner } from "../templates/shape-scanner.ts";
import type { Kind } from "./kinds.ts";
import type { Masker } from "./masker.ts";
import { readable } from "./readable.ts";
import { SlotValues } from "./slot-values.ts";
import type { Sensitive } from "./worksheet.ts";

/**
 * A masked value of a unit's example, and where each event of the unit has its own: the whole of what the
 * template has its n-th `<*>` for, or else the n-th value of its kind that begins in a token. Numbers from 0.
 */
export interface Slot {
  /** `IP:1`, numbered by kind in the order of the example. */
  readonly name: string;
  readonly place: { readonly parameter: number } | { readonly token: number; readonly nth: number };
}

export interface SlottedText {
  readonly text: string;
  readonly slots: readonly Slot[];
}

type Tokens = { readonly tokens: readonly string[] };

/** Never put back: who reads a verdict needs no password, and verdicts are copied further. */
export function isOneWay(kind: Kind): boolean {
  return kind === "SECRET" || kind === "PRIVATE_KEY";
}

/** Masks the example of a unit so that the model can speak of its values, and finds the like in other events. */
export class SlotMasker {
  readonly #masker: Masker;
  readonly #scanner = new ShapeScanner();
  readonly #values = new SlotValues(this.#scanner);

  constructor(masker: Masker) {
    this.#masker = masker;
  }

  /**
   * @param template of the unit, as it is while the unit lasts
   * @param onMasked is told of each value
   */
  mask(text: string, template: Tokens, onMasked: (part: Sensitive) => void): SlottedText {
    const layout = layoutOf(text, template, this.#scanner);
    const numbers = new Map<Kind, number>();
    const ordinal = ordinals(layout);
    const slots: Slot[] = [];
    const masked = this.#masker.mask(text, (_, part) => {
      const { kind } = part;
      onMasked(part);
      if (isOneWay(kind)) return `<${kind}>`;
      const number = (numbers.get(kind) ?? 0) + 1;
      numbers.set(kind, number);
      const name = `${kind}:${number}`;
      const at = ordinal(part);
      const parameter = layout?.parameters.findIndex(
        ({ start, end }) => start === part.start && end === part.end,
      );
      slots.push({ name, place: parameter === undefined || parameter < 0 ? at : { parameter } });
      return `<${name}>`;
    });
    return { text: masked, slots };
  }

  /**
   * A sentence about a unit with the values that one of its events has in the slots. What the event has no value for
   * stays as it is.
   *
   * @param text the event
   */
  putBack(sentences: readonly string[], slots: readonly Slot[], text: string, template: Tokens): string[] {
    const places = this.#values.placesIn(text, slots, template);
    const { starts, ends } = this.#scanner;
    const direct = places.map((value) => value !== undefined && text.slice(starts[value], ends[value]));
    let searched: Map<string, string> | undefined;
    const valueIn = (name: string): string | undefined => {
      const index = slots.findIndex((known) => known.name === name);
      if (index === -1) return undefined;
      const value = direct[index];
      if (value !== false) return value;
      // Values that are no whole variable, or whose variable is none of the scanner's values.
      searched ??= this.#search(slots, text, template);
      return searched.get(name);
    };
    return sentences.map((sentence) =>
      this.#masker.placeholders.putBack(sentence, (name) => readable(valueIn(name))),
    );
  }

  #search(slots: readonly Slot[], text: string, template: Tokens): Map<string, string> {
    const layout = layoutOf(text, template, this.#scanner);
    const ordinal = ordinals(layout);
    const isWhole = slots.every(({ place }) => "parameter" in place);
    const found = new Map(
      (isWhole ? [] : this.#masker.find(text)).map((part) => {
        const { token, nth } = ordinal(part);
        return [`${part.kind} ${token} ${nth}`, part];
      }),
    );
    const values = new Map<string, string>();
    for (const { name, place } of slots) {
      const kind = name.slice(0, name.indexOf(":"));
      const part =
        "parameter" in place
          ? layout?.parameters[place.parameter]
          : found.get(`${kind} ${place.token} ${place.nth}`);
      if (part !== undefined) values.set(name, text.slice(part.start, part.end));
    }
    return values;
  }
}

/** Tells the token that a part begins in, and how many of its kind began there before. Asked in the order of the text. */
function ordinals(layout: Layout | undefined): (part: Sensitive) => { token: number; nth: number } {
  const seen = new Map<string, number>();
  let token = 0;
  return ({ start, kind }) => {
    while (
      layout !== undefined &&
      token < layout.tokens.length - 1 &&
      (layout.tokens[token]?.end ?? 0) <= start
    )
      token++;
    const key = `${kind} ${token}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return { token, nth };
  };
}
