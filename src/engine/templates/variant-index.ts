import type { Template } from "./template.ts";
import { holdsMark, variableMark } from "./token-match.ts";
import { type VariablePosition, variablePositionsOf, weightAt } from "./variable-position.ts";

/** Templates that differ only at some positions: at one, or at all positions that hold names. */
export interface Variants {
  readonly templates: Template[];
  /** The positions in the stems. */
  readonly positions: readonly VariablePosition[];
}

/** Variants that are compared; if these show no variable, more of them hardly do. */
const mostVariants = 64;
const letter = /\p{L}/u;

/**
 * Finds templates that differ at one position without comparing all pairs: the index enters a template once for
 * each position that may vary, under a hash of all its other tokens.
 */
export class VariantIndex {
  private readonly introduces: (word: string) => boolean;
  private index = new Map<number, Template | Template[]>();

  /** @param introduces whether names may stand behind a word */
  constructor(introduces: (word: string) => boolean) {
    this.introduces = introduces;
  }

  /** Enters a template. @returns the groups in which it has revealed a variable */
  add(template: Template): Variants[] {
    const { tokens } = template.stem;
    const positions = variablePositionsOf(tokens);
    const hashes = new Int32Array(tokens.length);
    let total = tokens.length;
    let otherTotal = 0;
    for (let at = 0; at < tokens.length; at++) {
      const hash = hashOf(tokens[at] as string);
      hashes[at] = hash;
      total = (total + mix(hash, at)) | 0;
      otherTotal = (otherTotal + mixOther(hash, at)) | 0;
    }
    const groups: Variants[] = [];
    for (const position of positions) {
      const group = this.enter(template, [position], total, otherTotal, hashes);
      if (group !== undefined) groups.push(group);
    }
    const names = positions.filter(({ weight }) => weight >= 0.3);
    if (names.length > 1) {
      const group = this.enter(template, names, total, otherTotal, hashes);
      if (group !== undefined) groups.push(group);
    }
    return groups;
  }

  /** Number of entries, including entries of templates that were evicted or merged. */
  get size(): number {
    return this.index.size;
  }

  clear(): void {
    this.index = new Map();
  }

  private enter(
    template: Template,
    positions: readonly VariablePosition[],
    total: number,
    otherTotal: number,
    hashes: Int32Array,
  ): Variants | undefined {
    // A pattern in place of a token hashes like a real variable, so the number of positions is hashed as well.
    let first = (total + Math.imul(positions.length, 0x9e3779b1)) | 0;
    let second = otherTotal;
    for (const { at, pattern, holdsValue } of positions) {
      // What varies is the same with or without punctuation and port; a mark for an absent value keeps its own.
      const isAbsent = holdsValue && !holdsMark(template.stem.tokens[at] as string);
      const hash = hashOf(isAbsent || letter.test(pattern) ? pattern : variableMark);
      first = (first - mix(hashes[at] as number, at) + mix(hash, at)) | 0;
      second = (second - mixOther(hashes[at] as number, at) + mixOther(hash, at)) | 0;
    }
    // 53 bits: the largest key that a number holds exactly.
    const key = (first >>> 0) * 0x200000 + (second >>> 11);
    const present = this.index.get(key);
    if (present === undefined) {
      this.index.set(key, template);
      return undefined;
    }
    const before = Array.isArray(present) ? present : [present];
    const templates = before.filter(
      (other) => other.isForm && other !== template && differsIn(other, template, positions),
    );
    templates.push(template);
    if (templates.length > mostVariants) templates.shift();
    this.index.set(key, templates.length === 1 ? template : templates);
    if (templates.length < 2) return undefined;
    return isVariable(templates, positions, this.introduces)
      ? { templates: [...templates], positions }
      : undefined;
  }
}

/** Whether the evidence reaches 1 at every position that varies. */
function isVariable(
  templates: readonly Template[],
  positions: readonly VariablePosition[],
  introduces: (word: string) => boolean,
): boolean {
  let varies = false;
  for (const { at } of positions) {
    // The latest decides: what stands before the token may differ where several positions vary.
    const stems = new Map(templates.map(({ stem: { tokens } }) => [tokens[at] as string, tokens]));
    if (stems.size < 2) continue;
    varies = true;
    let sum = 0;
    for (const tokens of stems.values()) {
      const weight = weightAt(tokens, at, introduces);
      if (weight === 0) return false;
      sum += weight;
    }
    if (sum < 1) return false;
  }
  return varies;
}

/** Whether two templates differ only at these positions: equal hashes do not prove it. */
function differsIn(one: Template, other: Template, positions: readonly VariablePosition[]): boolean {
  const [first, second] = [one.stem.tokens, other.stem.tokens];
  if (first.length !== second.length) return false;
  for (let at = 0; at < first.length; at++) {
    if (first[at] === second[at]) continue;
    if (!positions.some((position) => position.at === at)) return false;
  }
  return true;
}

/** FNV-1a over code units. */
function hashOf(token: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < token.length; at++) hash = Math.imul(hash ^ token.charCodeAt(at), 0x01000193);
  return hash;
}

function mix(hash: number, at: number): number {
  const mixed = Math.imul(hash ^ Math.imul(at + 1, 0x9e3779b1), 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
}

function mixOther(hash: number, at: number): number {
  const mixed = Math.imul(hash ^ Math.imul(at + 7, 0x7feb352d), 0x846ca68b);
  return mixed ^ (mixed >>> 16);
}
