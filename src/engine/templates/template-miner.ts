import { HoleIndex, type Siblings } from "./hole-index.ts";
import { type ShapeEntry, ShapeMap } from "./shape-map.ts";
import { ShapeScanner } from "./shape-scanner.ts";
import { tokensOf } from "./shape-tokens.ts";
import { Template, type TemplateMatch, templateIdOf } from "./template.ts";
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
  /** Ids in use, those of templates that were taken in among them. */
  private byId = new Map<string, Template>();
  private lines = 0;
  private births = 0;

  constructor(options: MinerOptions = {}) {
    const { mostTemplates = 20_000, threshold = 0.5, mostShapes = 100_000 } = options;
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

  /** Counts a line, and gives its template. */
  learn(text: string): TemplateMatch {
    const births = this.births;
    const { template } = this.observe(text);
    return births === this.births || template.birth !== births ? template.known : { template, isNew: true };
  }

  /** Counts a line; `scanner` then holds the places of its values. */
  observe(text: string): ShapeEntry {
    const { scanner } = this;
    scanner.scan(text);
    const { codes, length } = scanner;
    let hash = 0x811c9dc5 | 0;
    for (let at = 0; at < length; at++) hash = Math.imul(hash ^ (codes[at] as number), 0x01000193);
    let entry = this.shapes.get(codes, length, hash);
    if (entry === undefined) {
      const shape = stringOf(codes, length);
      entry = this.shapes.put(shape, hash, this.templateOf(shape));
    }
    const template = currentTemplate(entry);
    template.count++;
    template.lastMet = ++this.lines;
    return entry;
  }

  /** The template with an id, also one that it had before it was taken in by another. */
  get(id: string): Template | undefined {
    const template = this.byId.get(id);
    return template === undefined ? undefined : finalOf(template);
  }

  /** From the oldest to the youngest. */
  templates(): Template[] {
    return [...this.exact.values()].sort((one, other) => one.birth - other.birth);
  }

  private templateOf(shape: string): Template {
    const { tokens } = tokensOf(shape);
    const found = this.exact.get(tokens.join("")) ?? this.tree.find(tokens);
    if (found !== undefined) return found;
    const adopted = this.withVariablesOf(this.tree.nearest(tokens, this.threshold), tokens);
    const known = adopted === tokens ? undefined : this.exact.get(adopted.join(""));
    if (known !== undefined) return known;
    if (this.exact.size >= this.mostTemplates) this.evict();
    const template = this.create(adopted);
    this.enter(template);
    return finalOf(template);
  }

  /** What varies in a template much like this one varies here too, unless it says the state. */
  private withVariablesOf(template: Template | undefined, tokens: readonly string[]): readonly string[] {
    if (template === undefined) return tokens;
    return tokens.map((token, at) => {
      const pattern = template.tokens[at] as string;
      return pattern.includes(variableMark) && !saysState(token.trim()) ? pattern : token;
    });
  }

  private create(tokens: readonly string[]): Template {
    let id = templateIdOf(tokens);
    if (this.byId.has(id)) id = templateIdOf(tokens, true);
    const template = new Template(id, tokens, ++this.births);
    this.byId.set(id, template);
    return template;
  }

  /** Puts a template where it is found, and takes in what it shows to be the same. */
  private enter(template: Template): void {
    this.exact.set(template.tokens.join(""), template);
    if (template.tokens.some((token) => token.includes(variableMark))) this.tree.add(template);
    for (const group of this.holes.add(template)) {
      if (template.mergedInto !== undefined) return;
      if (group.templates.every((member) => member.mergedInto === undefined)) this.unite(group);
    }
  }

  private unite({ templates, holes }: Siblings): void {
    const oldest = templates.reduce((one, other) => (other.birth < one.birth ? other : one));
    const tokens = [...oldest.tokens];
    for (const { at, pattern } of holes) {
      if (templates.some((member) => member.tokens[at] !== tokens[at])) tokens[at] = pattern;
    }
    for (const member of templates) {
      this.forget(member);
      if (member === oldest) continue;
      member.mergedInto = oldest;
      oldest.count += member.count;
      oldest.lastMet = Math.max(oldest.lastMet, member.lastMet);
    }
    const same = this.exact.get(tokens.join(""));
    oldest.generalise(tokens);
    if (same === undefined || same === oldest) this.enter(oldest);
    else this.absorb(same, oldest);
  }

  /** Two templates came to the same tokens: the older one stays. */
  private absorb(one: Template, other: Template): void {
    const [older, younger] = one.birth < other.birth ? [one, other] : [other, one];
    this.forget(younger);
    younger.mergedInto = older;
    older.count += younger.count;
    older.lastMet = Math.max(older.lastMet, younger.lastMet);
    this.exact.set(older.tokens.join(""), older);
  }

  private forget(template: Template): void {
    const key = template.tokens.join("");
    if (this.exact.get(key) === template) this.exact.delete(key);
    this.tree.remove(template);
  }

  /** Lets half go at once, those met longest ago, so that the cost of sorting is shared by many. */
  private evict(): void {
    const kept = this.templates()
      .sort((one, other) => other.lastMet - one.lastMet)
      .slice(0, Math.floor(this.mostTemplates / 2));
    this.shapes.clear();
    this.holes.clear();
    this.tree = new TemplateTree(this.treeLimits);
    this.exact = new Map();
    this.byId = new Map(kept.map((template) => [template.id, template]));
    for (const template of kept.sort((one, other) => one.birth - other.birth)) this.enter(template);
  }
}

/** The template of all texts of a shape, as far as is known until now. */
export function currentTemplate(entry: ShapeEntry): Template {
  if (entry.template.mergedInto !== undefined) entry.template = finalOf(entry.template);
  return entry.template;
}

function finalOf(template: Template): Template {
  let final = template;
  while (final.mergedInto !== undefined) final = final.mergedInto;
  // Chains stay short, however often templates are taken in.
  for (let at = template; at.mergedInto !== undefined && at.mergedInto !== final; ) {
    const next = at.mergedInto;
    at.mergedInto = final;
    at = next;
  }
  return final;
}

function stringOf(codes: Uint16Array, length: number): string {
  return String.fromCharCode.apply(null, codes.subarray(0, length) as unknown as number[]);
}
