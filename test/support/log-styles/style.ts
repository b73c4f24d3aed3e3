import { seededRandom } from "../../engine/asking/simulated-server.ts";
import { plainMessages } from "./plain-messages.ts";

/** Texts to choose from, the first ones more often, each with holes of its own; or a function that makes one text. */
export type Values = readonly string[] | ((draw: Draw) => string);

/** A log of an invented system, whose true templates are known because its lines are made from them. */
export interface Style {
  readonly name: string;
  /** Number of lines, 300 to 2,000. */
  readonly lines: number;
  /** What stands before each message, with holes. */
  readonly head: string;
  /** The style's own holes, by name. */
  readonly values: Readonly<Record<string, Values>>;
  /** Weight and message: `{name}` is a hole. A hole is one `<*>` of the true template, whatever it holds. */
  readonly templates: readonly (readonly [weight: number, message: string])[];
}

export interface StyledLine {
  readonly whole: string;
  readonly message: string;
  /** Number of the true template within the style. */
  readonly group: string;
  /** The true template's text. */
  readonly template: string;
}

/** Draws values by a random number generator with a seed: the same style has the same lines each time. */
export class Draw {
  private readonly random: () => number;
  private readonly values: Readonly<Record<string, Values>>;

  constructor(seed: number, values: Readonly<Record<string, Values>>) {
    this.random = seededRandom(seed);
    this.values = values;
  }

  /** A whole number, both bounds included. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.random() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  /** One of them; early ones come more often, as names in real logs do. */
  oneOf<Item>(items: readonly Item[]): Item {
    return items[Math.floor(items.length * this.random() ** 2)] as Item;
  }

  /** By weight. */
  weighted<Item extends readonly [weight: number, ...rest: unknown[]]>(items: readonly Item[]): Item {
    let left = this.random() * items.reduce((sum, [weight]) => sum + weight, 0);
    for (const item of items) {
      left -= item[0];
      if (left < 0) return item;
    }
    return items[items.length - 1] as Item;
  }

  /** `count` texts with the separator between. */
  list(item: string, least: number, most: number, separator: string): string {
    const texts = Array.from({ length: this.integer(least, most) }, () => this.fill(item));
    return texts.join(separator);
  }

  /** The text with a value in each hole. */
  fill(text: string): string {
    return text.replace(/\{([a-z][A-Za-z0-9]*)\}/g, (_, name: string) => {
      const values = this.values[name];
      if (values === undefined) throw new Error(`No values for {${name}} in ${text}`);
      return typeof values === "function" ? values(this) : this.fill(this.oneOf(values));
    });
  }
}

/** Plain rare messages that each style has beside its own. */
const plainMessagesOfEach = 20;

/** All lines of a style. Nearly every template comes at least once. @param plain number of plain rare messages beside its own */
export function linesOf(
  style: Style,
  common: Readonly<Record<string, Values>>,
  plain = plainMessagesOfEach,
): StyledLine[] {
  const seed = [...style.name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  const draw = new Draw(seed, { ...common, ...style.values });
  const templates = [...style.templates, ...plainMessages(seed, plain)];
  const numbered = templates.map(([weight, text], at) => [weight, text, at] as const);
  const once = new Map(numbered.map((template) => [draw.integer(0, style.lines - 1), template]));
  return Array.from({ length: style.lines }, (_, at) => {
    const [, text, group] = once.get(at) ?? draw.weighted(numbered);
    const head = draw.fill(style.head);
    const message = draw.fill(text);
    const template = text.replace(/\{[a-z][A-Za-z0-9]*\}/g, "<*>");
    return { whole: head + message, message, group: String(group), template };
  });
}
