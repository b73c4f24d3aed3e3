import { type Layout, layoutOf } from "../templates/parameters.ts";
import type { ShapeScanner } from "../templates/shape-scanner.ts";
import type { Slot } from "./slots.ts";

/** For each slot the number of the value that it is, among those that the scanner finds; undefined for others. */
type Places = readonly (number | undefined)[];

interface KnownShape {
  readonly codes: Uint16Array;
  readonly places: Places;
}

/** A unit rarely has more shapes; what is not known is worked out. */
const mostShapes = 200;

/**
 * Finds the values of slots in the events of a unit. Events of one shape have them at the same values, so that only
 * the first of a shape is laid out against its template: that takes five times as long as reading the text.
 */
export class SlotValues {
  readonly #scanner: ShapeScanner;
  readonly #known = new WeakMap<readonly Slot[], Map<number, KnownShape>>();

  constructor(scanner: ShapeScanner) {
    this.#scanner = scanner;
  }

  /** Reads a text. The places hold until the scanner reads another. */
  placesIn(text: string, slots: readonly Slot[], template: { readonly tokens: readonly string[] }): Places {
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

  #valueOf({ place }: Slot, layout: Layout | undefined): number | undefined {
    const part = "parameter" in place ? layout?.parameters[place.parameter] : undefined;
    if (part === undefined) return undefined;
    const { starts, ends, count } = this.#scanner;
    for (let value = 0; value < count; value++)
      if (starts[value] === part.start && ends[value] === part.end) return value;
    return undefined;
  }
}
