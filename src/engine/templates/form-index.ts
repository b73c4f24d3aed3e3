import { CoveringIndex } from "./covering-index.ts";
import { Introductions } from "./introductions.ts";
import { StemIndex } from "./stem-index.ts";
import type { Template } from "./template.ts";
import { TemplateTree, type TreeLimits } from "./template-tree.ts";
import { hashesOf } from "./token-keys.ts";
import { variableMark } from "./token-match.ts";
import { VariantIndex, type Variants } from "./variant-index.ts";

/** What a form that was added has in common with others. */
export interface Relatives {
  /** Groups of forms in which it has revealed a variable. */
  readonly variants: readonly Variants[];
  /** Forms with the same words beside optional parts. */
  readonly alike: readonly Template[];
}

/** Finds forms by their tokens, and the forms that are alike. A form is the template that brought it. */
export class FormIndex {
  private readonly limits: TreeLimits;
  /** Forms by their joined tokens. */
  private exact = new Map<string, Template>();
  private tree: TemplateTree;
  private readonly introductions = new Introductions();
  private readonly variants = new VariantIndex((word) => this.introductions.has(word));
  private readonly stems = new StemIndex();
  readonly covering = new CoveringIndex();
  /** Characters of the tokens of all forms. */
  characters = 0;

  private lastTokens: readonly string[] = [];
  private lastKey = "";

  constructor(limits: TreeLimits) {
    this.limits = limits;
    this.tree = new TemplateTree(limits, ({ form }) => form);
  }

  /** Number of forms. */
  get size(): number {
    return this.exact.size;
  }

  /** Number of entries by which alike forms are found, those of former forms included. */
  get entries(): number {
    return this.variants.size + this.stems.size;
  }

  /** The form with exactly these tokens. */
  get(tokens: readonly string[]): Template | undefined {
    return this.exact.get(this.keyOf(tokens));
  }

  /** A new form is looked for several times before it is added. */
  private keyOf(tokens: readonly string[]): string {
    if (tokens !== this.lastTokens) {
      this.lastTokens = tokens;
      this.lastKey = tokens.join("");
    }
    return this.lastKey;
  }

  /** The form that matches these tokens: the one that equals them, or the oldest. */
  find(tokens: readonly string[]): Template | undefined {
    return this.get(tokens) ?? this.tree.find(tokens);
  }

  /** As `TemplateTree.nearest`. */
  nearest(tokens: readonly string[], threshold: number): Template | undefined {
    return this.tree.nearest(tokens, threshold);
  }

  /** Forms whose texts these more general tokens match as well. */
  coveredBy(tokens: readonly string[]): Template[] {
    const same = this.get(tokens);
    const narrower = this.tree.subsumedBy(tokens);
    return same === undefined || narrower.includes(same) ? narrower : [same, ...narrower];
  }

  add(form: Template): Relatives {
    const key = this.keyOf(form.form);
    if (!this.exact.has(key)) this.characters += key.length;
    if (this.exact.get(key) !== form) this.introductions.add(form);
    this.exact.set(key, form);
    const isBroad = form.form.some((token) => token.includes(variableMark));
    if (isBroad) this.tree.add(form);
    const hashes = hashesOf(form.stem.tokens);
    const alike = this.stems.add(form, hashes);
    this.covering.add(form);
    return { variants: this.variants.add(form, hashes), alike };
  }

  remove(form: Template): void {
    const key = this.keyOf(form.form);
    if (this.exact.get(key) === form) {
      this.exact.delete(key);
      this.introductions.remove(form);
      this.characters -= key.length;
    }
    this.tree.remove(form);
    this.covering.remove(form);
  }

  clear(): void {
    this.exact = new Map();
    this.tree = new TemplateTree(this.limits, ({ form }) => form);
    this.variants.clear();
    this.covering.clear();
    this.stems.clear();
    this.introductions.clear();
    this.characters = 0;
  }
}
