import type { Template } from "./template.ts";
import { holdsMark, tokenMatches, tokensMatch, variableMark } from "./token-match.ts";

interface Branch {
  readonly branches: Map<string, Branch>;
  readonly templates: Template[];
}

const wildcard = variableMark;
const mostCompared = 1_000;

export interface TreeLimits {
  /** Tokens that are looked at on the way to a leaf, behind their number. */
  readonly depth: number;
  /** Branches of a node; what does not fit goes with the wildcards. */
  readonly mostBranches: number;
  /** Templates at a leaf; the oldest go first. */
  readonly mostAtLeaf: number;
}

/**
 * Drain's fixed-depth tree (He et al., ICWS 2017), over the templates with a variable found by comparison. The
 * others are found by their tokens as they stand, in a map, whatever their number.
 */
export class TemplateTree {
  private readonly limits: TreeLimits;
  private readonly roots = new Map<number, Branch>();

  constructor(limits: TreeLimits) {
    this.limits = limits;
  }

  add(template: Template): void {
    const leaf = this.leafFor(template.tokens);
    if (leaf.templates.length >= this.limits.mostAtLeaf) leaf.templates.shift();
    leaf.templates.push(template);
  }

  remove(template: Template): void {
    for (const leaf of this.leaves(template.tokens)) {
      const at = leaf.templates.indexOf(template);
      if (at >= 0) leaf.templates.splice(at, 1);
    }
  }

  /** The template that stands for these tokens; of several the oldest. */
  find(tokens: readonly string[]): Template | undefined {
    let found: Template | undefined;
    for (const leaf of this.leaves(tokens)) {
      for (const template of leaf.templates) {
        if (found !== undefined && template.birth > found.birth) continue;
        if (tokensMatch(template.tokens, tokens)) found = template;
      }
    }
    return found;
  }

  /**
   * The template most like these tokens, of those that have the same tokens in at least the share `threshold` of
   * their constant places.
   */
  nearest(tokens: readonly string[], threshold: number): Template | undefined {
    let best: Template | undefined;
    let bestShare = threshold;
    for (const leaf of this.leaves(tokens)) {
      for (const template of leaf.templates) {
        const share = similarity(template.tokens, tokens);
        const better =
          share > bestShare || (share === bestShare && (best === undefined || template.birth < best.birth));
        if (better) {
          best = template;
          bestShare = share;
        }
      }
    }
    return best;
  }

  /** Templates that these more general tokens stand for as well, of the first `mostCompared`. */
  subsumedBy(tokens: readonly string[]): Template[] {
    const found: Template[] = [];
    const root = this.roots.get(tokens.length);
    const open = root === undefined ? [] : [root];
    let compared = 0;
    for (let branch = open.pop(); branch !== undefined && compared < mostCompared; branch = open.pop()) {
      for (const template of branch.templates) if (tokensMatch(tokens, template.tokens)) found.push(template);
      compared += branch.templates.length + 1;
      for (const next of branch.branches.values()) open.push(next);
    }
    return found;
  }

  private leafFor(tokens: readonly string[]): Branch {
    let branch = this.roots.get(tokens.length);
    if (branch === undefined) {
      branch = newBranch();
      this.roots.set(tokens.length, branch);
    }
    const depth = Math.min(this.limits.depth, tokens.length);
    for (let level = 0; level < depth; level++) {
      const token = tokens[level] as string;
      let name = holdsMark(token) ? wildcard : token;
      if (!branch.branches.has(name) && branch.branches.size >= this.limits.mostBranches) name = wildcard;
      let next = branch.branches.get(name);
      if (next === undefined) {
        next = newBranch();
        branch.branches.set(name, next);
      }
      branch = next;
    }
    return branch;
  }

  /** The leaves that may hold a template for these tokens: a variable may stand for a word. */
  private leaves(tokens: readonly string[]): Branch[] {
    const root = this.roots.get(tokens.length);
    let found = root === undefined ? [] : [root];
    const depth = Math.min(this.limits.depth, tokens.length);
    for (let level = 0; level < depth && found.length > 0; level++) {
      const token = tokens[level] as string;
      const next: Branch[] = [];
      for (const { branches } of found) {
        const exact = holdsMark(token) ? undefined : branches.get(token);
        if (exact !== undefined) next.push(exact);
        const open = branches.get(wildcard);
        if (open !== undefined) next.push(open);
      }
      found = next;
    }
    return found;
  }
}

function newBranch(): Branch {
  return { branches: new Map(), templates: [] };
}

/** The share of a template's constant places where the tokens are the same; 0 when a variable does not fit. */
function similarity(pattern: readonly string[], tokens: readonly string[]): number {
  let places = 0;
  let equal = 0;
  for (let at = 0; at < pattern.length; at++) {
    const token = pattern[at] as string;
    if (token.includes(variableMark)) {
      if (!tokenMatches(token, tokens[at] as string)) return 0;
      continue;
    }
    places++;
    if (token === tokens[at]) equal++;
  }
  return places === 0 ? 0 : equal / places;
}
