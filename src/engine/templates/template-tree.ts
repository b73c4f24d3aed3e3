import type { Template } from "./template.ts";
import { holdsMark, tokenMatches, tokensMatch, variableMark } from "./token-match.ts";

interface Branch {
  readonly branches: Map<string, Branch>;
  readonly templates: Set<Template>;
}

const wildcard = variableMark;
const mostCompared = 1_000;

export type TokensOf = (template: Template) => readonly string[];

export interface TreeLimits {
  /** Levels of tokens between a root (one for each number of tokens) and a leaf. */
  readonly depth: number;
  /** Branches of a node. Further tokens share the wildcard's branch. */
  readonly mostBranches: number;
  /** Templates at a leaf. The oldest are dropped first. */
  readonly mostAtLeaf: number;
}

/**
 * Drain's fixed-depth prefix tree (He et al., ICWS 2017). It holds only templates with a variable that was found by
 * comparison; the miner finds all others in a map, by their tokens.
 */
export class TemplateTree {
  private readonly limits: TreeLimits;
  private readonly tokensOf: TokensOf;
  private readonly roots = new Map<number, Branch>();

  /** @param tokensOf what a template is found by: its form, or its stem */
  constructor(limits: TreeLimits, tokensOf: TokensOf) {
    this.limits = limits;
    this.tokensOf = tokensOf;
  }

  add(template: Template): void {
    const { templates } = this.leafFor(this.tokensOf(template));
    const [oldest] = templates;
    if (oldest !== undefined && templates.size >= this.limits.mostAtLeaf) templates.delete(oldest);
    templates.add(template);
  }

  remove(template: Template): void {
    for (const leaf of this.leaves(this.tokensOf(template))) leaf.templates.delete(template);
  }

  /** The oldest template that matches these tokens. */
  find(tokens: readonly string[]): Template | undefined {
    let found: Template | undefined;
    for (const leaf of this.leaves(tokens)) {
      for (const template of leaf.templates) {
        if (found !== undefined && template.birth > found.birth) continue;
        if (tokensMatch(this.tokensOf(template), tokens)) found = template;
      }
    }
    return found;
  }

  /**
   * The most similar template, among templates that have the same token at a share of at least `threshold` of their
   * constant positions. The oldest wins a tie.
   */
  nearest(tokens: readonly string[], threshold: number): Template | undefined {
    let best: Template | undefined;
    let bestShare = threshold;
    for (const leaf of this.leaves(tokens)) {
      for (const template of leaf.templates) {
        const share = similarity(this.tokensOf(template), tokens);
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

  /** Templates whose texts these more general tokens match as well; looks at about `mostCompared` templates. */
  subsumedBy(tokens: readonly string[]): Template[] {
    const found: Template[] = [];
    const root = this.roots.get(tokens.length);
    const open = root === undefined ? [] : [{ branch: root, level: 0 }];
    let compared = 0;
    for (let next = open.pop(); next !== undefined && compared < mostCompared; next = open.pop()) {
      const { branch, level } = next;
      for (const template of branch.templates)
        if (tokensMatch(tokens, this.tokensOf(template))) found.push(template);
      compared += branch.templates.size + 1;
      const token = tokens[level] as string;
      for (const [name, below] of branch.branches) {
        if (name === wildcard || tokenMatches(token, name)) open.push({ branch: below, level: level + 1 });
      }
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

  /** The leaves that may hold a template for these tokens, with and without a variable at each level. */
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
  return { branches: new Map(), templates: new Set() };
}

/** The share of a template's constant positions that have the same token; 0 when a variable does not match. */
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
