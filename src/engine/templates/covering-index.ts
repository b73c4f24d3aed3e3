import { valueMark } from "./shape-writer.ts";
import { finalOf, type Template } from "./template.ts";
import { isGap } from "./token-match.ts";
import { holdsWord, weightAt } from "./variable-position.ts";
import type { Span } from "./variant-index.ts";
import { holdsState } from "./word-kind.ts";

/** So many words that both have show that names stand in place of values. */
const leastWords = 2;
const mostCandidates = 16;
const mostLookedAt = 64;
/** Tokens that one value and one gap take in. */
const longestName = 3;
const longestGap = 5;
const noSpans: readonly Span[] = [];

/** A form that a broader template covers, and where in its stem names stand in place of the template's values. */
export interface Straggler {
  readonly form: Template;
  readonly names: readonly Span[];
}

/**
 * Finds stragglers: forms that have all words of a broader template in their order, and where it has values and gaps
 * names, values or nothing. Forms are found by their words.
 */
export class CoveringIndex {
  private byWord = new Map<string, Set<Template>>();

  add(form: Template): void {
    for (const word of wordsOf(form)) {
      const forms = this.byWord.get(word);
      if (forms === undefined) this.byWord.set(word, new Set([form]));
      else forms.add(form);
    }
  }

  remove(form: Template): void {
    for (const word of wordsOf(form)) {
      const forms = this.byWord.get(word);
      if (forms?.delete(form) === true && forms.size === 0) this.byWord.delete(word);
    }
  }

  clear(): void {
    this.byWord = new Map();
  }

  /** Templates that cover a form, with the names that it has. */
  covering(form: Template): (Straggler & { readonly by: Template })[] {
    const own = finalOf(form);
    const seen = new Set([own]);
    const found: (Straggler & { readonly by: Template })[] = [];
    for (const forms of this.rarestFirst(wordsOf(form))) {
      let looked = 0;
      for (const other of forms) {
        if (++looked > mostLookedAt || seen.size > mostCandidates) break;
        const by = finalOf(other);
        if (seen.has(by)) continue;
        seen.add(by);
        const names = namesIn(form, by.stemPattern);
        if (names !== undefined) found.push({ form, names, by });
      }
    }
    return found;
  }

  /** Forms of other templates that a template covers. */
  coveredBy(template: Template): Straggler[] {
    const pattern = template.stemPattern;
    const [forms = []] = this.rarestFirst(pattern.filter(isIndexed));
    const found: Straggler[] = [];
    let looked = 0;
    for (const form of forms) {
      if (++looked > mostLookedAt) break;
      if (finalOf(form) === template || finalOf(form).forms.length > template.forms.length) continue;
      const names = namesIn(form, pattern);
      if (names !== undefined) found.push({ form, names });
    }
    return found;
  }

  private rarestFirst(words: readonly string[]): Set<Template>[] {
    return words
      .map((word) => this.byWord.get(word))
      .filter((forms) => forms !== undefined)
      .sort((one, two) => one.size - two.size);
  }
}

function isIndexed(token: string): boolean {
  return !token.includes(valueMark) && holdsWord(token);
}

function wordsOf({ stem }: Template): string[] {
  return [...new Set(stem.tokens.filter(isIndexed))];
}

/**
 * Lays a template's pattern over a form's stem.
 *
 * @returns where the form has names in place of values; undefined when the pattern does not cover it
 */
function namesIn({ stem: { tokens } }: Template, pattern: readonly string[]): readonly Span[] | undefined {
  const words = pattern.filter(holdsWord).length;
  if (words < leastWords || pattern.length > tokens.length + longestName) return undefined;
  const fits = new Map<number, readonly Span[] | undefined>();
  const mayVary = (at: number): boolean => {
    const token = tokens[at] as string;
    return token === valueMark || (weightAt(tokens, at, introducesNothing) > 0 && !holdsState(token));
  };
  /** The names from one place in the pattern and one in the stem on. */
  const lay = (part: number, at: number): readonly Span[] | undefined => {
    if (part === pattern.length) return at === tokens.length ? noSpans : undefined;
    const key = part * (tokens.length + 1) + at;
    if (fits.has(key)) return fits.get(key);
    const fit = layPart(part, at);
    fits.set(key, fit);
    return fit;
  };
  const layPart = (part: number, at: number): readonly Span[] | undefined => {
    const token = pattern[part] as string;
    if (isGap(token)) {
      for (let end = at; end <= Math.min(tokens.length, at + longestGap); end++) {
        const rest = lay(part + 1, end);
        if (rest !== undefined) return rest;
        if (end < tokens.length && !mayVary(end)) return undefined;
      }
      return undefined;
    }
    if (at === tokens.length) return undefined;
    if (token === tokens[at]) return lay(part + 1, at + 1);
    if (token !== valueMark) return undefined;
    for (let end = at; end < Math.min(tokens.length, at + longestName) && mayVary(end); end++) {
      const rest = lay(part + 1, end + 1);
      if (rest !== undefined) return [{ at, length: end + 1 - at }, ...rest];
    }
    return undefined;
  };
  const names = lay(0, 0);
  return names === undefined || names.length > words ? undefined : names;
}

const introducesNothing = () => false;
