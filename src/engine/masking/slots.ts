import { type Layout, layoutOf, tokensWithout } from "../templates/parameters.ts";
import { ShapeScanner } from "../templates/shape-scanner.ts";
import { longestScanned } from "../templates/shape-writer.ts";
import { renderTokens } from "../templates/token-match.ts";
import { freeTextKind, withFreeTexts } from "./free-texts.ts";
import type { Kind } from "./kinds.ts";
import type { Masker } from "./masker.ts";
import { readable } from "./readable.ts";
import type { Sensitive } from "./redaction-pass.ts";

/**
 * A masked value or a free text of a unit's example, and where each event of the unit has its own value: either the whole value of
 * the template's n-th `<*>`, or the n-th value of this kind that begins in a token. All counts start at 0.
 */
export interface PlaceholderSlot {
  /** `IP:1`, numbered by kind in the order of the example. */
  readonly name: string;
  readonly place: { readonly parameter: number } | { readonly token: number; readonly nth: number };
}

/** An event's value for a slot; undefined where the event has none. */
export type SlotValue = string | undefined;

export interface MaskedUnit {
  readonly text: string;
  readonly slots: readonly PlaceholderSlot[];
  /** With `<*>` for what varies and for what is masked; undefined when the template does not match the text. */
  readonly template: string | undefined;
}

type Tokens = { readonly tokens: readonly string[] };

/** Secrets are never restored: readers of a verdict need no password, and verdicts are copied to other places. */
export function isOneWay(kind: Kind): boolean {
  return kind === "SECRET" || kind === "PRIVATE_KEY";
}

/** For each slot the index of its value among the scanner's values; undefined if it is none of them. */
type Places = readonly (number | undefined)[];

interface KnownShape {
  readonly codes: Uint16Array;
  readonly places: Places;
}

/** Shapes remembered for each unit. A unit rarely has more. */
const mostShapes = 200;

/**
 * Finds the values of slots in the events of a unit. Events of one shape have them at the same indexes, so only the
 * first event of a shape is aligned with the template: aligning takes five times as long as scanning.
 */
class SlotValues {
  readonly #scanner: ShapeScanner;
  readonly #known = new WeakMap<readonly PlaceholderSlot[], Map<number, KnownShape>>();

  constructor(scanner: ShapeScanner) {
    this.#scanner = scanner;
  }

  /** Scans a text. The indexes are valid until the scanner scans another. */
  placesIn(
    text: string,
    slots: readonly PlaceholderSlot[],
    template: { readonly tokens: readonly string[] },
  ): Places {
    const scanner = this.#scanner;
    scanner.scan(text);
    const hash = scanner.hash();
    const shapes = this.#known.get(slots) ?? new Map<number, KnownShape>();
    const known = shapes.get(hash);
    if (known !== undefined && this.#isShape(known.codes)) return known.places;
    const layout = layoutOf(text, template, scanner);
    const places = slots.map((slot) => this.#valueOf(slot, layout));
    if (shapes.size < mostShapes) shapes.set(hash, { codes: scanner.codes.slice(0, scanner.length), places });
    this.#known.set(slots, shapes);
    return places;
  }

  #isShape(codes: Uint16Array): boolean {
    const { codes: read, length } = this.#scanner;
    if (codes.length !== length) return false;
    for (let at = 0; at < length; at++) if (codes[at] !== read[at]) return false;
    return true;
  }

  #valueOf({ place }: PlaceholderSlot, layout: Layout | undefined): number | undefined {
    const part = "parameter" in place ? layout?.parameters[place.parameter] : undefined;
    if (part === undefined) return undefined;
    const { starts, ends, count } = this.#scanner;
    for (let value = 0; value < count; value++)
      if (starts[value] === part.start && ends[value] === part.end) return value;
    return undefined;
  }
}

/** Masks a unit's example, so that the model can name its values, and finds the same slots in other events. */
export class SlotMasker {
  readonly #masker: Masker;
  readonly #scanner = new ShapeScanner();
  readonly #values = new SlotValues(this.#scanner);

  constructor(masker: Masker) {
    this.#masker = masker;
  }

  /**
   * @param template the unit's, as it was when the unit was made
   * @param onMasked called for each masked part
   */
  mask(text: string, template: Tokens, onMasked: (part: Sensitive) => void): MaskedUnit {
    const whole = this.#wholeText(text, template);
    const layout = layoutOf(whole, template, this.#scanner);
    const parts: Sensitive[] = [];
    const numbers = new Map<Kind, number>();
    const ordinal = ordinals(layout);
    const slots: PlaceholderSlot[] = [];
    const replacementOf = (_: string, part: Sensitive): string => {
      const { kind } = part;
      parts.push(part);
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
    };
    const found = withFreeTexts(this.#masker.find(text), this.#scanner.freeTexts(text.length));
    const masked = this.#masker.mask(text, replacementOf, found);
    const tokens = layout === undefined ? undefined : tokensWithout(parts, whole, template, this.#scanner);
    const shown = tokens === undefined ? undefined : this.#masker.placeholders.escape(renderTokens(tokens));
    return { text: masked, slots, template: shown };
  }

  /** Adds a character to an example that was cut at the scanner's limit: in the event, the rest was a value. */
  #wholeText(text: string, template: Tokens): string {
    if (text.length !== longestScanned) return text;
    return layoutOf(text, template, this.#scanner) === undefined ? `${text} ` : text;
  }

  /** The values of an event for the slots of its unit; undefined where it has none. @param text the event */
  valuesIn(text: string, slots: readonly PlaceholderSlot[], template: Tokens): SlotValue[] {
    if (slots.length === 0) return [];
    const places = this.#values.placesIn(text, slots, template);
    const { starts, ends } = this.#scanner;
    // All that the scanner found has to be cut out before it scans another text.
    const values = places.map((value) =>
      value === undefined ? undefined : text.slice(starts[value], ends[value]),
    );
    // A slot without a place is not a whole variable, or its variable is none of the scanner's values.
    const searched = places.includes(undefined) ? this.#search(slots, text, template) : undefined;
    return slots.map(({ name }, slot) => {
      const value = values[slot] ?? searched?.get(name);
      return value !== undefined && name.startsWith(freeTextKind) ? this.#withoutSecrets(value) : value;
    });
  }

  /** Puts an event's values into sentences about its unit. A placeholder without a value in the event stays. */
  restore(
    sentences: readonly string[],
    slots: readonly PlaceholderSlot[],
    values: readonly SlotValue[],
  ): string[] {
    const valueFor = (name: string): SlotValue => values[slots.findIndex((slot) => slot.name === name)];
    return sentences.map((sentence) =>
      this.#masker.placeholders.restore(sentence, (name) => readable(valueFor(name))),
    );
  }

  /** What a person typed may hold a secret. */
  #withoutSecrets(text: string): string {
    return this.#masker.mask(text, (value, { kind }) => (isOneWay(kind) ? `<${kind}>` : value));
  }

  #search(slots: readonly PlaceholderSlot[], text: string, template: Tokens): Map<string, string> {
    const layout = layoutOf(text, template, this.#scanner);
    const ordinal = ordinals(layout);
    const isWhole = slots.every(({ place }) => "parameter" in place);
    const found = new Map(
      (isWhole ? [] : withFreeTexts(this.#masker.find(text), this.#scanner.freeTexts(text.length))).map(
        (part) => {
          const { token, nth } = ordinal(part);
          return [`${part.kind} ${token} ${nth}`, part];
        },
      ),
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

/** Finds the token in which a part begins, and the number of earlier parts of its kind there. Call in the order of the text. */
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
