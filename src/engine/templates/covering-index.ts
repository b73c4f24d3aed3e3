import { prepositions } from "./known-words.ts";
import { valueMark } from "./shape-writer.ts";
import { finalOf, type Template } from "./template.ts";
import { isGap, tokenMatches, variableMark } from "./token-match.ts";
import { holdsWord, isNameable, weightAt } from "./variable-position.ts";
import type { Span } from "./variant-index.ts";
import { holdsState } from "./word-kind.ts";

/** So many words that both have show that names stand in place of values. */
const leastWords = 2;
/** Behind a name that begins the line; with fewer words the first word is the event. */
const leastWordsBesideSubject = 4;
const mostLookedAt = 32;
/** A word of so many forms tells none from another. */
const mostOfWord = 512;
/** Tokens that one value and one gap take in. */
const longestName = 4;
const longestGap = 5;
/** Written where other lines have a value. */
const absent: ReadonlySet<string> = new Set(["none", "null"]);
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
  /** Forms by each of their words. */
  private byWord = new Map<string, Set<Template>>();
  /** Templates that may cover others, each by the one of its words that fewest forms have. */
  private broad = new Map<string, Set<Template>>();

  add(form: Template): void {
    for (const word of wordsOf(form)) addTo(this.byWord, word, form);
  }

  remove(form: Template): void {
    for (const word of wordsOf(form)) {
      const forms = this.byWord.get(word);
      if (forms?.delete(form) === true && forms.size === 0) this.byWord.delete(word);
    }
  }

  /** Notes that a template may cover others, or that it has grown. */
  addBroad(template: Template): void {
    const word = this.rarestOf(template.stemPattern);
    if (word !== undefined) addTo(this.broad, word, template);
  }

  clear(): void {
    this.byWord = new Map();
    this.broad = new Map();
  }

  /** Templates that cover a form, with the names that it has. */
  covering(form: Template): (Straggler & { readonly by: Template })[] {
    const own = finalOf(form);
    const found: (Straggler & { readonly by: Template })[] = [];
    for (const word of wordsOf(form)) {
      const templates = this.broad.get(word);
      let looked = 0;
      for (const by of templates ?? []) {
        if (by.mergedInto !== undefined) templates?.delete(by);
        if (by.mergedInto !== undefined || by === own) continue;
        if (++looked > mostLookedAt) break;
        const names = namesIn(form, by.stemPattern);
        if (names !== undefined) found.push({ form, by, names });
      }
    }
    return found;
  }

  /** Forms of other templates that a template covers. */
  coveredBy(template: Template): Straggler[] {
    const pattern = template.stemPattern;
    const found: Straggler[] = [];
    let looked = 0;
    for (const form of this.byWord.get(this.rarestOf(pattern) ?? "") ?? []) {
      const own = finalOf(form);
      if (own === template) continue;
      if (++looked > mostLookedAt) break;
      if (own.forms.length > template.forms.length) continue;
      const names = namesIn(form, pattern);
      if (names !== undefined) found.push({ form, names });
    }
    return found;
  }

  private rarestOf(pattern: readonly string[]): string | undefined {
    let rarest: string | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const word of pattern) {
      if (!isIndexed(word)) continue;
      const size = this.byWord.get(word)?.size ?? 0;
      if (size >= least) continue;
      rarest = word;
      least = size;
    }
    return rarest;
  }
}

function addTo(index: Map<string, Set<Template>>, word: string, template: Template): void {
  const templates = index.get(word);
  if (templates === undefined) index.set(word, new Set([template]));
  else if (templates.size < mostOfWord) templates.add(template);
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
  const words = pattern.filter((token) => prepositions.has(token) || holdsWord(token)).length;
  if (words < leastWords || !pattern.some(holdsWord) || pattern.length > tokens.length + longestName)
    return undefined;
  const fits = new Map<number, readonly Span[] | undefined>();
  const mayVary = (at: number): boolean => {
    const token = tokens[at] as string;
    if (token === valueMark || absent.has(token)) return true;
    const isSubject = at === 0 && words >= leastWordsBesideSubject && isNameable(token);
    return (isSubject || weightAt(tokens, at, introducesNothing) > 0) && !holdsState(token);
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
    if (token === tokens[at] && token !== valueMark) return lay(part + 1, at + 1);
    if (token !== valueMark) {
      // A name behind a key or between brackets.
      if (!token.includes(valueMark) || !tokenMatches(looseOf(token), tokens[at] as string) || !mayVary(at))
        return undefined;
      const rest = lay(part + 1, at + 1);
      return rest === undefined ? undefined : [{ at, length: 1 }, ...rest];
    }
    let values = 0;
    for (let end = at; end < Math.min(tokens.length, at + longestName) && mayVary(end); end++) {
      // Words between two values are a phrase.
      if (tokens[end] === valueMark && ++values > 1) return undefined;
      const rest = lay(part + 1, end + 1);
      if (rest === undefined) continue;
      return end === at && tokens[at] === valueMark ? rest : [{ at, length: end + 1 - at }, ...rest];
    }
    return undefined;
  };
  const names = lay(0, 0);
  return names === undefined || names.length > words ? undefined : names;
}

function looseOf(token: string): string {
  return token.replace(valueMark, variableMark);
}

const introducesNothing = () => false;
