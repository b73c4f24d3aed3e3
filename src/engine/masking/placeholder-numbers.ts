import type { Kind } from "./kinds.ts";
import { normalised } from "./normalised.ts";

/** Numbers values by kind in the order they first appear: equal values get equal placeholders. */
export class PlaceholderNumbers {
  readonly #placeholders = new Map<string, string>();
  readonly #distinct = new Map<Kind, number>();
  readonly #masked = new Map<Kind, number>();
  readonly #onNew: (placeholder: string, kind: Kind, value: string) => void;

  /** @param onNew is told of each placeholder once, with the value as it was first written */
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

  /** How many values were masked, and how many of them differ, by kind. */
  counts(): ReadonlyMap<Kind, { readonly masked: number; readonly distinct: number }> {
    return new Map(
      [...this.#masked].map(([kind, masked]) => [kind, { masked, distinct: this.#distinct.get(kind) ?? 0 }]),
    );
  }
}
