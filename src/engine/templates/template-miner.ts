import { HoleIndex, type Siblings } from "./hole-index.ts";
import { type ShapeEntry, ShapeMap } from "./shape-map.ts";
import { ShapeScanner } from "./shape-scanner.ts";
import { tokensOf } from "./shape-tokens.ts";
import { readSnapshot, type StoredTemplate, snapshotOf, type TemplateSnapshot } from "./snapshot.ts";
import { finalOf, Template, type TemplateMatch, templateIdOf } from "./template.ts";
import { TemplateTree, type TreeLimits } from "./template-tree.ts";
import { variableMark } from "./token-match.ts";
import { saysState } from "./word-kind.ts";

export interface MinerOptions extends Partial<TreeLimits> {
  /** Templates kept; of more, those that were met longest ago go. */
  readonly mostTemplates?: number;
  /** Share of equal constant places from which a line takes over the variables of a template. */
  readonly threshold?: number;
  readonly mostShapes?: number;
}

/** Bounds of memory: characters of all templates, and places remembered for each template. */
const mostCharacters = 8_000_000;
const mostPlaces = 40;

/**
 * Finds the templates of log lines: Drain, with values masked by the scanner, and with variables among words
 * found by evidence instead of by similarity alone. Deterministic for a given order of lines; memory is bounded.
 */
export class TemplateMiner {
  readonly scanner = new ShapeScanner();
  private readonly mostTemplates: number;
  private readonly threshold: number;
  private readonly treeLimits: TreeLimits;
  private readonly shapes: ShapeMap;
  private readonly holes = new HoleIndex();
  private tree: TemplateTree;
  /** Templates by their tokens as they stand. */
  private exact = new Map<string, Template>();
  private byId = new Map<string, Template>();
  /** Former ids, of templates that were taken in. */
  private readonly aliases = new Map<string, Template>();
  /** Characters of the tokens of all templates. */
  private characters = 0;
  private lines = 0;
  private births = 0;
  private unions = 0;

  constructor(options: MinerOptions = {}) {
    const { mostTemplates = 10_000, threshold = 0.5, mostShapes = 100_000 } = options;
    const { depth = 4, mostBranches = 100, mostAtLeaf = 200 } = options;
    this.mostTemplates = mostTemplates;
    this.threshold = threshold;
    this.treeLimits = { depth, mostBranches, mostAtLeaf };
    this.tree = new TemplateTree(this.treeLimits);
    this.shapes = new ShapeMap(mostShapes, 16_000_000);
  }

  /** How many templates there are. */
  get size(): number {
    return this.exact.size;
  }

  /** Grows with every template that is found or grows more general. */
  get changes(): number {
    return this.births + this.unions;
  }

  /** Counts a line, and gives its template. */
  learn(text: string): TemplateMatch {
    const births = this.births;
    const { template } = this.observe(text);
    return births !== this.births && template.birth === this.births
      ? { template, isNew: true }
      : template.known;
  }

  /** Counts a line; `scanner` then holds the places of its values. */
  observe(text: string): ShapeEntry {
    const { scanner } = this;
    scanner.scan(text);
    const { codes, length } = scanner;
    const hash = scanner.hash();
    let entry = this.shapes.get(codes, length, hash);
    if (entry === undefined) {
      const shape = stringOf(codes, length);
      const template = this.templateOf(shape);
      const { unions } = this;
      entry = this.shapes.put({ shape, template, unions, facts: undefined, next: undefined }, hash);
    }
    const template = this.current(entry);
    template.count++;
    template.lastMet = ++this.lines;
    return entry;
  }

  /** The template of all texts of a shape, by what is known until now. */
  current(entry: ShapeEntry): Template {
    if (entry.unions !== this.unions) {
      // An older template may stand for it by now; what is remembered must not differ from what is worked out.
      entry.template = this.find(tokensOf(entry.shape).tokens) ?? finalOf(entry.template);
      entry.unions = this.unions;
    }
    return entry.template;
  }

  /** The template with an id, also one that it had before it was taken in by another. */
  get(id: string): Template | undefined {
    const template = this.byId.get(id) ?? this.aliases.get(id);
    return template === undefined ? undefined : finalOf(template);
  }

  /** From the oldest to the youngest. */
  templates(): Template[] {
    return [...this.exact.values()].sort((one, other) => one.birth - other.birth);
  }

  private templateOf(shape: string): Template {
    const { tokens } = tokensOf(shape);
    const found = this.find(tokens);
    if (found !== undefined) return found;
    const adopted = this.withVariablesOf(this.tree.nearest(tokens, this.threshold), tokens);
    const known = adopted === tokens ? undefined : this.exact.get(adopted.join(""));
    if (known !== undefined) return known;
    if (this.isFull()) this.evict();
    const template = new Template(adopted, ++this.births);
    this.enter(template);
    const final = finalOf(template);
    if (final.id === "") this.name(final, templateIdOf(final.tokens));
    return final;
  }

  private find(tokens: readonly string[]): Template | undefined {
    return this.exact.get(tokens.join("")) ?? this.tree.find(tokens);
  }

  /** What varies in a template much like this one varies here too, unless it says the state. */
  private withVariablesOf(template: Template | undefined, tokens: readonly string[]): readonly string[] {
    if (template === undefined) return tokens;
    return tokens.map((token, at) => {
      const pattern = template.tokens[at] as string;
      return pattern.includes(variableMark) && !saysState(token.trim()) ? pattern : token;
    });
  }

  private name(template: Template, id: string): void {
    const taken = this.byId.has(id) || this.aliases.has(id);
    template.id = taken ? templateIdOf(template.tokens, true) : id;
    this.byId.set(template.id, template);
  }

  /** Puts a template where it is found, and takes in what it shows to be the same. */
  private enter(template: Template): void {
    for (const group of this.place(template)) {
      if (template.mergedInto !== undefined) return;
      if (group.templates.every((member) => member.mergedInto === undefined)) this.unite(group);
    }
  }

  private place(template: Template): Siblings[] {
    const key = template.tokens.join("");
    if (!this.exact.has(key)) this.characters += key.length;
    this.exact.set(key, template);
    if (template.tokens.some((token) => token.includes(variableMark))) this.tree.add(template);
    return this.holes.add(template);
  }

  private unite({ templates, holes }: Siblings): void {
    const oldest = templates.reduce((one, other) => (other.birth < one.birth ? other : one));
    const tokens = [...oldest.tokens];
    for (const { at, pattern } of holes) {
      if (templates.some((member) => member.tokens[at] !== tokens[at])) tokens[at] = pattern;
    }
    this.unions++;
    for (const member of templates) if (member !== oldest) this.takeIn(oldest, member);
    this.forget(oldest);
    const same = [this.exact.get(tokens.join("")), ...this.tree.subsumedBy(tokens)];
    const first = same.reduce<Template>(
      (one, other) => (other && other.birth < one.birth ? other : one),
      oldest,
    );
    for (const member of same) {
      if (member !== undefined && member !== first && member.mergedInto === undefined)
        this.takeIn(first, member);
    }
    if (first !== oldest) {
      this.takeIn(first, oldest);
      this.forget(first);
    }
    first.generalise(tokens);
    this.enter(first);
  }

  private takeIn(older: Template, younger: Template): void {
    this.forget(younger);
    younger.mergedInto = older;
    older.count += younger.count;
    older.lastMet = Math.max(older.lastMet, younger.lastMet);
    this.byId.delete(younger.id);
    if (younger.count > 0) this.addAlias(younger.id, younger);
  }

  private addAlias(id: string, template: Template): void {
    this.aliases.set(id, template);
    if (this.aliases.size <= this.mostTemplates) return;
    const [oldest] = this.aliases.keys();
    this.aliases.delete(oldest as string);
  }

  private forget(template: Template): void {
    const key = template.tokens.join("");
    if (this.exact.get(key) === template) {
      this.exact.delete(key);
      this.characters -= key.length;
    }
    this.tree.remove(template);
  }

  private isFull(): boolean {
    if (this.exact.size >= this.mostTemplates || this.characters >= mostCharacters) return true;
    return this.holes.size >= this.mostTemplates * mostPlaces;
  }

  /** Lets half go at once, those met longest ago, so that the cost of sorting is shared by many. */
  private evict(): void {
    const kept = this.templates()
      .sort((one, other) => other.lastMet - one.lastMet)
      .slice(0, Math.floor(Math.min(this.mostTemplates, this.exact.size) / 2));
    this.characters = 0;
    this.shapes.clear();
    this.holes.clear();
    this.tree = new TemplateTree(this.treeLimits);
    this.exact = new Map();
    this.byId = new Map(kept.map((template) => [template.id, template]));
    for (const [alias, template] of this.aliases) {
      if (this.byId.get(finalOf(template).id) === undefined) this.aliases.delete(alias);
    }
    for (const template of kept.sort((one, other) => one.birth - other.birth)) this.place(template);
  }

  /** All that is known, as JSON; a miner made from it goes on as this one would. */
  snapshot(): TemplateSnapshot {
    return snapshotOf(this.templates(), this.aliases);
  }

  /** A miner with what a snapshot holds. @returns undefined for what is no snapshot of this version */
  static restore(value: unknown, options: MinerOptions = {}): TemplateMiner | undefined {
    const snapshot = readSnapshot(value);
    if (snapshot === undefined) return undefined;
    const miner = new TemplateMiner(options);
    for (const stored of snapshot.templates) {
      const template = miner.adopt(stored);
      miner.byId.set(template.id, template);
      miner.place(template);
      miner.lines = Math.max(miner.lines, template.lastMet);
    }
    if (miner.size > miner.mostTemplates) miner.evict();
    return miner;
  }

  /**
   * Takes in what another miner has found. Where both have a template, this one's id stays and the other becomes
   * an alias: merge the younger store into the older one.
   */
  merge({ templates }: TemplateSnapshot): void {
    for (const stored of templates) {
      const own = this.find(stored.tokens);
      if (own !== undefined) {
        own.count += stored.count;
        for (const id of [stored.id, ...(stored.aliases ?? [])]) {
          if (!this.byId.has(id) && !this.aliases.has(id)) this.addAlias(id, own);
        }
        continue;
      }
      if (this.isFull()) this.evict();
      const template = this.adopt({ ...stored, lastMet: this.lines });
      this.name(template, stored.id);
      this.enter(template);
    }
  }

  private adopt({ id, tokens, count, lastMet, aliases = [] }: StoredTemplate): Template {
    const template = new Template(tokens, ++this.births);
    template.id = id;
    template.count = count;
    template.lastMet = lastMet;
    for (const alias of aliases) if (!this.byId.has(alias)) this.addAlias(alias, template);
    return template;
  }
}

function stringOf(codes: Uint16Array, length: number): string {
  return String.fromCharCode.apply(null, codes.subarray(0, length) as unknown as number[]);
}
