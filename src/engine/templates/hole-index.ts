import { type Hole, holesOf } from "./hole.ts";
import type { Template } from "./template.ts";

/** Templates that are equal but for one place, or but for the names in them. */
export interface Siblings {
  readonly templates: Template[];
  /** The places, with the pattern that stands for each. */
  readonly holes: readonly Hole[];
}

/** Templates compared in one place; more of them without a variable found are of no help. */
const mostSiblings = 64;

/**
 * Finds templates that differ in one place without comparing each with each: every template is entered once for
 * each place that may vary, under a hash of all its other tokens.
 */
export class HoleIndex {
  private index = new Map<number, Template | Template[]>();
  /** Enters a template; gives the groups that now have shown a variable, the most telling first. */
  add(template: Template): Siblings[] {
    const { tokens } = template;
    const holes = holesOf(tokens);
    const low = new Int32Array(tokens.length);
    let total = tokens.length;
    let otherTotal = 0;
    for (let at = 0; at < tokens.length; at++) {
      const hash = hashOf(tokens[at] as string);
      low[at] = hash;
      total = (total + mix(hash, at)) | 0;
      otherTotal = (otherTotal + mixOther(hash, at)) | 0;
    }
    const groups: Siblings[] = [];
    for (const hole of holes) {
      const group = this.enter(template, [hole], total, otherTotal, low);
      if (group !== undefined) groups.push(group);
    }
    const names = holes.filter(({ weight }) => weight >= 0.3);
    if (names.length > 1) {
      const group = this.enter(template, names, total, otherTotal, low);
      if (group !== undefined) groups.push(group);
    }
    return groups;
  }

  /** How many places are remembered, those of templates that are gone among them. */
  get size(): number {
    return this.index.size;
  }

  clear(): void {
    this.index = new Map();
  }

  private enter(
    template: Template,
    holes: readonly Hole[],
    total: number,
    otherTotal: number,
    hashes: Int32Array,
  ): Siblings | undefined {
    // A variable in the tokens looks like a hole: which places are left out has to count as well.
    let first = (total + Math.imul(holes.length, 0x9e3779b1)) | 0;
    let second = otherTotal;
    for (const { at, pattern } of holes) {
      const hash = hashOf(pattern);
      first = (first - mix(hashes[at] as number, at) + mix(hash, at)) | 0;
      second = (second - mixOther(hashes[at] as number, at) + mixOther(hash, at)) | 0;
    }
    // 53 bits, for a number that is exact.
    const key = (first >>> 0) * 0x200000 + (second >>> 11);
    const present = this.index.get(key);
    if (present === undefined) {
      this.index.set(key, template);
      return undefined;
    }
    const before = Array.isArray(present) ? present : [present];
    const templates = before.filter(
      (other) => other.mergedInto === undefined && other !== template && differsIn(other, template, holes),
    );
    templates.push(template);
    if (templates.length > mostSiblings) templates.shift();
    this.index.set(key, templates.length === 1 ? template : templates);
    if (templates.length < 2) return undefined;
    return isVariable(templates, holes) ? { templates: [...templates], holes } : undefined;
  }
}

/** The least evidence over the places that vary has to reach 1. */
function isVariable(templates: readonly Template[], holes: readonly Hole[]): boolean {
  const evidence = new Map<number, Map<string, number>>();
  for (const { tokens } of templates) {
    const weights = holesOf(tokens);
    for (const { at } of holes) {
      const token = tokens[at] as string;
      const weight = weights.find((hole) => hole.at === at)?.weight ?? 0;
      let words = evidence.get(at);
      if (words === undefined) {
        words = new Map();
        evidence.set(at, words);
      }
      words.set(token, weight);
    }
  }
  let varies = false;
  for (const words of evidence.values()) {
    if (words.size < 2) continue;
    varies = true;
    let sum = 0;
    for (const weight of words.values()) {
      if (weight === 0) return false;
      sum += weight;
    }
    if (sum < 1) return false;
  }
  return varies;
}

/** Hashes may be equal where texts are not. */
function differsIn(one: Template, other: Template, holes: readonly Hole[]): boolean {
  if (one.tokens.length !== other.tokens.length) return false;
  for (let at = 0; at < one.tokens.length; at++) {
    if (one.tokens[at] === other.tokens[at]) continue;
    if (!holes.some((hole) => hole.at === at)) return false;
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
