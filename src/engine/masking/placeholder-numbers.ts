import type { Kind } from "./kinds.ts";
import { normalised } from "./normalised.ts";

/** Numbers the values of each kind in the order of first appearance. Equal values get equal placeholders. */
export class PlaceholderNumbers {
  readonly #placeholders = new Map<string, string>();
  readonly #distinct = new Map<Kind, number>();
  readonly #masked = new Map<Kind, number>();
  readonly #onNew: (placeholder: string, kind: Kind, value: string) => void;

  /** @param onNew called once for each placeholder, with the value as it was first written */
  constructor(onNew: (placeholder: string, kind: Kind, value: string) => void = () => {}) {
    this.#onNew = onNew;
  }

  placeholderFor(value: string, kind: Kind): string {
    this.#masked.set(kind, (this.#masked.get(kind) ?? 0) + 1);
    const key = `${kind} ${normalised(value, kind)}`;
    const known = this.#placeholders.get(key);
    if (known !== undefined) return known;
    const number = (this.#distinct.get(kind) ?? 0) + 1;
    const placeholder = `<${kind}:${number}>`;
    this.#distinct.set(kind, number);
    this.#placeholders.set(key, placeholder);
    this.#onNew(placeholder, kind, value);
    return placeholder;
  }

  /** The number of masked values and of distinct values, by kind. */
  counts(): ReadonlyMap<Kind, { readonly masked: number; readonly distinct: number }> {
    return new Map(
      [...this.#masked].map(([kind, masked]) => [kind, { masked, distinct: this.#distinct.get(kind) ?? 0 }]),
    );
  }
}
