import { FormIndex } from "./form-index.ts";
import { elderOf, FormMerger, inOrderOfBirth } from "./form-merger.ts";
import { functionWords, prepositions } from "./known-words.ts";
import { tokensWithout } from "./parameters.ts";
import { type ShapeEntry, ShapeMap } from "./shape-map.ts";
import { ShapeScanner } from "./shape-scanner.ts";
import { tokensOf } from "./shape-tokens.ts";
import { longestScanned } from "./shape-writer.ts";
import { formsOf, readSnapshot, type StoredTemplate, snapshotOf, type TemplateSnapshot } from "./snapshot.ts";
import { finalOf, Template, type TemplateMatch } from "./template.ts";
import { TemplateIds } from "./template-ids.ts";
import type { TreeLimits } from "./template-tree.ts";
import { variableMark } from "./token-match.ts";
import { isTruth, saysState } from "./word-kind.ts";

export interface MinerOptions extends Partial<TreeLimits> {
  /** Templates kept at most. The least recently used are evicted. */
  readonly mostTemplates?: number;
  /** Share of equal constant positions from which a new template takes over the variables of a similar one. */
  readonly threshold?: number;
  readonly mostShapes?: number;
  /** Finds the parts of a line that are masked. A template's constant words in such a part are not stored or shown. */
  readonly sensitive?: FindSensitive;
}

/** Finds parts of a text; gives them in the order of the text. */
export type FindSensitive = (text: string) => readonly { readonly start: number; readonly end: number }[];

/** Bounds of memory: characters of all templates, and index entries for each template. */
const mostCharacters = 8_000_000;
const mostIndexEntries = 40;
/** Constant words lie within the part that the scanner reads; a masked value may end a little behind it. */
const longestSearched = longestScanned + 1_000;

/**
 * Finds the templates of log lines. The algorithm is Drain's, with two changes: the scanner recognises values by their
 * form, and words become variables by evidence instead of by similarity alone. The result depends only on the lines and
 * their order; memory is bounded.
 */
export class TemplateMiner {
  readonly scanner = new ShapeScanner();
  private readonly mostTemplates: number;
  private readonly threshold: number;
  private readonly shapes: ShapeMap;
  private readonly forms: FormIndex;
  private readonly ids: TemplateIds;
  private readonly merger: FormMerger;
  private readonly sensitive: FindSensitive | undefined;
  private lines = 0;
  private births = 0;
  private hiddenChanges = 0;

  constructor(options: MinerOptions = {}) {
    const { mostTemplates = 10_000, threshold = 0.5, mostShapes = 100_000 } = options;
    const { depth = 4, mostBranches = 100, mostAtLeaf = 200 } = options;
    this.mostTemplates = mostTemplates;
    this.threshold = threshold;
    this.forms = new FormIndex({ depth, mostBranches, mostAtLeaf });
    this.ids = new TemplateIds(mostTemplates);
    this.merger = new FormMerger(this.forms, this.ids);
    this.shapes = new ShapeMap(mostShapes, 16_000_000);
    this.sensitive = options.sensitive;
  }

  /** Number of templates. */
  get size(): number {
    return this.ids.size;
  }

  /** Grows with every new template and with every change of a template or of its shown text. */
  get changes(): number {
    return this.births + this.merger.merges + this.hiddenChanges;
  }

  /** Counts a line and finds its template. */
  learn(text: string): TemplateMatch {
    const births = this.births;
    const { template } = this.observe(text);
    return births !== this.births && template.birth === this.births
      ? { template, isNew: true }
      : template.known;
  }

  /** Counts a line. Afterwards `scanner` holds the positions of its values. */
  observe(text: string): ShapeEntry {
    const { scanner } = this;
    scanner.scan(text);
    const { codes, length } = scanner;
    const hash = scanner.hash();
    let entry = this.shapes.get(codes, length, hash);
    if (entry === undefined) {
      const shape = stringOf(codes, length);
      const form = this.formFor(tokensOf(shape).tokens);
      const { merges } = this.merger;
      const template = finalOf(form);
      entry = this.shapes.put({ shape, form, template, merges, facts: undefined, next: undefined }, hash);
      if (this.sensitive !== undefined) this.hide(text, form, this.sensitive);
    }
    const template = this.current(entry);
    template.count++;
    template.lastMet = ++this.lines;
    return entry;
  }

  /** Hides the form's constant words that are masked in a text, the first of its shape. */
  private hide(text: string, form: Template, sensitive: FindSensitive): void {
    const parts = sensitive(text.length > longestSearched ? text.slice(0, longestSearched) : text);
    if (parts.length === 0) return;
    const tokens = tokensWithout(parts, text, { tokens: form.form }, this.scanner);
    if (tokens !== undefined && form.hide(tokens)) this.hiddenChanges++;
  }

  /** The template of all texts of a shape, as it is known so far. */
  current(entry: ShapeEntry): Template {
    if (entry.merges !== this.merger.merges) {
      // After a merge an older form may match: the remembered one must equal what a new search would find.
      entry.form = this.forms.find(tokensOf(entry.shape).tokens) ?? entry.form;
      entry.template = finalOf(entry.form);
      entry.merges = this.merger.merges;
    }
    return entry.template;
  }

  /** The template with this id, or the one that it was merged into. */
  get(id: string): Template | undefined {
    return this.ids.get(id);
  }

  /** From the oldest to the youngest. */
  templates(): Template[] {
    return this.ids.templates();
  }

  private formFor(tokens: readonly string[]): Template {
    const found = this.forms.find(tokens);
    if (found !== undefined) return found;
    const adopted = this.withVariablesOf(this.forms.nearest(tokens, this.threshold), tokens);
    const known = adopted === tokens ? undefined : this.forms.get(adopted);
    if (known !== undefined) return known;
    if (this.isFull()) this.evict();
    const form = new Template(adopted, ++this.births);
    this.merger.enter(form);
    const template = finalOf(form);
    if (template.id === "") this.ids.assign(template);
    return this.forms.find(tokens) ?? form;
  }

  /** Takes over the variables of a similar form, except where these tokens have a state word. */
  private withVariablesOf(form: Template | undefined, tokens: readonly string[]): readonly string[] {
    if (form === undefined) return tokens;
    return tokens.map((token, at) => {
      const pattern = form.form[at] as string;
      return pattern.includes(variableMark) && mayVary(token.trim()) ? pattern : token;
    });
  }

  private isFull(): boolean {
    const { forms, mostTemplates } = this;
    if (forms.size >= mostTemplates || forms.characters >= mostCharacters) return true;
    return forms.entries >= mostTemplates * mostIndexEntries;
  }

  /** Evicts the least recently used half at once, so that one sort serves many evictions. */
  private evict(): void {
    let room = Math.floor(Math.min(this.mostTemplates, this.forms.size) / 2);
    const kept = this.templates()
      .sort((one, other) => other.lastMet - one.lastMet)
      .filter(({ forms }) => {
        room -= forms.length;
        return room >= 0;
      });
    this.shapes.clear();
    this.forms.clear();
    this.ids.keep(kept);
    for (const form of inOrderOfBirth(kept.flatMap(({ forms }) => forms))) this.forms.add(form);
  }

  /** All templates as JSON. A miner restored from it continues as this one would. */
  snapshot(): TemplateSnapshot {
    return snapshotOf(this.templates(), this.ids.aliases);
  }

  /** @returns a miner with the snapshot's templates; undefined for anything but a snapshot of this version */
  static restore(value: unknown, options: MinerOptions = {}): TemplateMiner | undefined {
    const snapshot = readSnapshot(value);
    if (snapshot === undefined) return undefined;
    const miner = new TemplateMiner(options);
    const forms: Template[] = [];
    for (const [place, stored] of snapshot.templates.entries()) {
      const own = formsOf(stored, place + 1).map(({ tokens, birth }) => new Template(tokens, birth));
      const birth = stored.birth ?? place + 1;
      const template = own.find((form) => form.birth === birth) ?? new Template(stored.tokens, birth);
      template.setForms(own);
      miner.adopt(template, stored);
      miner.ids.set(template);
      miner.lines = Math.max(miner.lines, stored.lastMet);
      miner.births = own.reduce((most, form) => Math.max(most, form.birth), Math.max(miner.births, birth));
      forms.push(...own);
    }
    for (const form of inOrderOfBirth(forms)) miner.forms.add(form);
    if (miner.forms.size > miner.mostTemplates) miner.evict();
    return miner;
  }

  /**
   * Adds the templates that another miner has found. Where both have a template, this miner's id stays and the other
   * id becomes an alias, so merge the younger store into the older one.
   */
  merge({ templates }: TemplateSnapshot): void {
    for (const [place, stored] of templates.entries()) {
      const forms = formsOf(stored, place);
      const known = forms.map(({ tokens }) => this.forms.find(tokens)).filter((form) => form !== undefined);
      const own = known.length === 0 ? undefined : finalOf(elderOf(known));
      if (own !== undefined) own.count += stored.count;
      let head = own;
      for (const { tokens } of forms) {
        const found = this.forms.find(tokens);
        if (found !== undefined) {
          if (head !== undefined) this.merger.join(head, found);
          continue;
        }
        if (this.isFull()) this.evict();
        const form = new Template(tokens, ++this.births);
        if (head === undefined) {
          head = this.adopt(form, { ...stored, aliases: [], lastMet: this.lines });
          this.ids.assign(form, stored.id);
        } else {
          finalOf(head).takeIn(form);
        }
        this.merger.enter(form);
      }
      if (head === undefined) continue;
      for (const id of [stored.id, ...(stored.aliases ?? [])])
        if (!this.ids.has(id)) this.ids.addAlias(id, head);
    }
  }

  private adopt(template: Template, { id, count, lastMet, aliases = [] }: StoredTemplate): Template {
    template.id = id;
    template.count = count;
    template.lastMet = lastMet;
    for (const alias of aliases) this.ids.addAlias(alias, template);
    return template;
  }
}

/** Whether a word may stand in a variable's place; a word of grammar there shows that other words stand in other places. */
function mayVary(word: string): boolean {
  return isTruth(word) || !(saysState(word) || prepositions.has(word) || functionWords.has(word));
}

function stringOf(codes: Uint16Array, length: number): string {
  return String.fromCharCode.apply(null, codes.subarray(0, length) as unknown as number[]);
}
