import { prepositions } from "./known-words.ts";
import { valueMark } from "./shape-writer.ts";
import { finalOf, type Template } from "./template.ts";
import { holdsMark, isGap, tokenMatches, variableMark } from "./token-match.ts";
import { holdsWord, isNameable, weightAt } from "./variable-position.ts";
import type { Span } from "./variant-index.ts";
import { holdsState, isTruth, saysState } from "./word-kind.ts";

/** So many words that both have show that names stand in place of values. */
const leastWords = 2;
/** Behind a name that begins the line; with fewer words the first word is the event. */
const leastWordsBesideSubject = 4;
const mostLookedAt = 32;
/** A word of so many forms tells none from another. */
const mostOfWord = 512;
/** Tokens that one value and one gap take in. */
const longestName = 6;
const longestGap = 5;
/** Written where other lines have a value. */
const absent: ReadonlySet<string> = new Set(["none", "null"]);
const noNames: readonly Name[] = [];

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
  return !holdsMark(token) && holdsWord(token);
}

function wordsOf({ stem }: Template): string[] {
  return [...new Set(stem.tokens.filter(isIndexed))];
}

/** A name, and whether it stands where others were found to vary. */
type Name = Span & { readonly isProven: boolean };

/**
 * Lays a template's pattern over a form's stem. Where it has a variable any word may stand that says no state, and where it
 * has a value or a gap what may be a name, if there are words enough beside.
 *
 * @returns where the form has names in place of values; undefined when the pattern does not cover it
 */
function namesIn({ stem, form }: Template, pattern: readonly string[]): readonly Span[] | undefined {
  const { tokens, places } = stem;
  if (pattern.length > tokens.length + longestName) return undefined;
  const words = pattern.filter((token) => prepositions.has(token) || holdsWord(token)).length;
  const isEnough = words >= leastWords && pattern.some(holdsWord);
  const inParentheses = placesInParentheses(tokens);
  const mayVary = (at: number): boolean => {
    const token = tokens[at] as string;
    if (token === valueMark) return true;
    if (!isEnough || holdsState(token)) return absent.has(token) && isEnough;
    // In "usb 1-2: new device" the first word belongs to the subject.
    const isBeforeColon = tokens[1] === valueMark && form[places[1] as number]?.endsWith(":") === true;
    if (inParentheses.has(at)) return true;
    const isSubject = at === 0 && (isBeforeColon || words >= leastWordsBesideSubject) && isNameable(token);
    return isSubject || weightAt(tokens, at, introducesNothing) > 0;
  };
  const isPreposition = (at: number) => prepositions.has(tokens[at] as string);
  const fits = new Map<number, readonly Name[] | undefined>();
  /** The names from one place in the pattern and one in the stem on. */
  const lay = (part: number, at: number): readonly Name[] | undefined => {
    if (part === pattern.length) return at === tokens.length ? noNames : undefined;
    const key = part * (tokens.length + 1) + at;
    if (fits.has(key)) return fits.get(key);
    const fit = layPart(part, at);
    fits.set(key, fit);
    return fit;
  };
  const layPart = (part: number, at: number): readonly Name[] | undefined => {
    const token = pattern[part] as string;
    if (isGap(token)) return layGap(part, at);
    if (at === tokens.length) return undefined;
    if (token === valueMark || token === variableMark) return layValue(part, at);
    if (token === tokens[at]) return lay(part + 1, at + 1);
    // A name behind a key or between brackets.
    if (!holdsMark(token) || !tokenMatches(looseOf(token), tokens[at] as string)) return undefined;
    return withName(part, at, at);
  };
  const layGap = (part: number, at: number): readonly Name[] | undefined => {
    for (let end = at; end <= Math.min(tokens.length, at + longestGap); end++) {
      const rest = lay(part + 1, end);
      if (rest !== undefined) return rest;
      if (end < tokens.length && !mayVary(end) && !(isEnough && isPreposition(end))) return undefined;
    }
    return undefined;
  };
  const layValue = (part: number, at: number): readonly Name[] | undefined => {
    let values = 0;
    for (let end = at; end < Math.min(tokens.length, at + longestName); end++) {
      // Words between two values are a phrase.
      if (tokens[end] === valueMark && ++values > 1) return undefined;
      const names = withName(part, at, end);
      if (names !== undefined) return names;
      if (!mayVary(end)) return undefined;
    }
    return undefined;
  };
  const withName = (part: number, at: number, end: number): readonly Name[] | undefined => {
    const isProven =
      end === at && (pattern[part] as string).includes(variableMark) && !hidesState(tokens[at] as string);
    if (!isProven && !mayVary(end)) return undefined;
    const rest = lay(part + 1, end + 1);
    if (rest === undefined || (end === at && tokens[at] === valueMark)) return rest;
    return [{ at, length: end + 1 - at, isProven }, ...rest];
  };
  const names = lay(0, 0);
  const unproven = names?.filter(({ isProven }) => !isProven).length ?? 0;
  return unproven > words ? undefined : names;
}

/** A remark in parentheses belongs to the value before it. */
function placesInParentheses(tokens: readonly string[]): Set<number> {
  const places = new Set<number>();
  let start = -1;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as string;
    if (token.startsWith("(")) start = at;
    if (start < 0 || at - start > longestName || !token.includes(")")) continue;
    for (let place = start; place <= at; place++) places.add(place);
    start = -1;
  }
  return places;
}

function hidesState(token: string): boolean {
  const bare = token.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  return !isTruth(bare) && (saysState(bare) || prepositions.has(bare));
}

function looseOf(token: string): string {
  return token.replace(valueMark, variableMark);
}

const introducesNothing = () => false;
