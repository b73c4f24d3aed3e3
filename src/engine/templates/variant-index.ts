import { valueMark } from "./shape-writer.ts";
import type { Template } from "./template.ts";
import { hashOf, KeyMap, keyOf } from "./token-keys.ts";
import { holdsMark, variableMark } from "./token-match.ts";
import {
  firstWordOf,
  holdsWord,
  isNameable,
  type VariablePosition,
  variablePositionsOf,
  weightAt,
  weightBeside,
} from "./variable-position.ts";

/** Tokens of a form's stem that may be one variable. */
export interface Span {
  readonly at: number;
  readonly length: number;
}

/** A form, and where in its stem something varies. */
export interface Variant {
  readonly template: Template;
  readonly spans: readonly Span[];
}

/** Forms that differ only at some positions: at one, or at all positions that hold names. */
export type Variants = readonly Variant[];

/** Variants that are compared; if these show no variable, more of them hardly do. */
const mostVariants = 64;
/** A name of several words, or a list of a few. */
const longestSpan = 3;
/** So many words beside them show that several words are one name. */
const leastBeside = 2;
const letter = /\p{L}/u;

/**
 * Finds forms that differ at one position without comparing all pairs: the index enters a form once for each span that
 * may vary, under a hash of all its other tokens.
 */
export class VariantIndex {
  private readonly introduces: (word: string) => boolean;
  private index = new KeyMap<Variant | Variant[]>();

  /** @param introduces whether names may stand behind a word */
  constructor(introduces: (word: string) => boolean) {
    this.introduces = introduces;
  }

  /** Enters a form. @param hashes of its stem's tokens @returns the groups in which it has revealed a variable */
  add(template: Template, hashes: Int32Array): Variants[] {
    const { tokens } = template.stem;
    const positions = variablePositionsOf(tokens);
    const groups: Variants[] = [];
    const enter = (spans: readonly Span[], key: number) => {
      const group = this.enter({ template, spans }, key);
      if (group !== undefined) groups.push(group);
    };
    for (const position of positions) {
      const { at } = position;
      enter(spanAt(at, 1), keyOf(hashes, at, at + 1, hashOfVariable(position, tokens)));
    }
    for (const { at, length } of spansOf(tokens, positions))
      enter(spanAt(at, length), keyOf(hashes, at, at + length, hashOfMark));
    const names = positions.filter(({ weight }) => weight >= 0.3);
    if (names.length > 1)
      enter(
        names.map(({ at }) => ({ at, length: 1 })),
        keyOfNames(hashes, names, tokens),
      );
    return groups;
  }

  /** Number of entries, including entries of forms that were evicted or merged. */
  get size(): number {
    return this.index.size;
  }

  clear(): void {
    this.index = new KeyMap();
  }

  private enter(variant: Variant, key: number): Variants | undefined {
    const present = this.index.get(key);
    if (present === undefined) {
      this.index.set(key, variant);
      return undefined;
    }
    const before = Array.isArray(present) ? present : [present];
    const variants = before.filter(
      (other) => other.template.isForm && other.template !== variant.template && differsIn(other, variant),
    );
    variants.push(variant);
    if (variants.length > mostVariants) variants.shift();
    this.index.set(key, variants.length === 1 ? variant : variants);
    if (variants.length < 2) return undefined;
    return isVariable(variants, this.introduces) ? [...variants] : undefined;
  }
}

const knownSpans = new Map<number, readonly Span[]>();

/** One list for all forms with this one span: most entries have a single span, and there are many entries. */
function spanAt(at: number, length: number): readonly Span[] {
  const key = at * (longestSpan + 1) + length;
  let spans = knownSpans.get(key);
  if (spans === undefined) {
    spans = [{ at, length }];
    knownSpans.set(key, spans);
  }
  return spans;
}

/** Names of several words, and lists of a few: what stands behind a word that is none. */
export function* spansOf(tokens: readonly string[], positions: readonly VariablePosition[]): Generator<Span> {
  for (const { at } of positions) {
    if (at === 0 || !isNameable(tokens[at] as string) || (tokens[at] as string).endsWith(":")) continue;
    let words = tokens[at] === valueMark ? 0 : 1;
    for (let length = 2; length <= longestSpan && at + length <= tokens.length; length++) {
      const token = tokens[at + length - 1] as string;
      if (!isNameable(token)) break;
      if (token !== valueMark) words++;
      if (words > 0) yield { at, length };
      if (token.endsWith(":")) break;
    }
  }
}

/** Whether the evidence reaches 1 at every position that varies. */
function isVariable(variants: Variants, introduces: (word: string) => boolean): boolean {
  let varies = false;
  const { spans } = variants[0] as Variant;
  for (let index = 0; index < spans.length; index++) {
    // The latest decides: what stands before the token may differ where several positions vary.
    const texts = new Map(
      variants.map(({ template, spans }) => {
        const { at, length } = spans[index] as Span;
        const { tokens } = template.stem;
        return [tokens.slice(at, at + length).join(" "), { tokens, span: spans[index] as Span, spans }];
      }),
    );
    if (texts.size < 2) continue;
    if (!isNarrow([...texts.values()])) return false;
    varies = true;
    let sum = 0;
    for (const { tokens, span, spans } of texts.values()) {
      const weight = weightOf(tokens, span, spans, introduces);
      if (weight === 0) return false;
      sum += weight;
    }
    if (sum < 1) return false;
  }
  return varies;
}

function weightOf(
  tokens: readonly string[],
  { at, length }: Span,
  spans: readonly Span[],
  introduces: (word: string) => boolean,
): number {
  const varies = (place: number) => spans.some((span) => place >= span.at && place < span.at + span.length);
  const first = firstWordOf(tokens);
  const words = tokens.filter((token, place) =>
    varies(place) ? hasKey(token) : place >= first && holdsWord(token),
  ).length;
  if (length > 1 && words < leastBeside) return 0;
  let least = 1;
  for (let place = at; place < at + length; place++)
    least = Math.min(least, weightBeside(weightAt(tokens, place, introduces), words));
  return least;
}

/** Whether no shorter span holds what varies: one is a single token, and not all begin or end with one word. */
function isNarrow(texts: readonly { readonly tokens: readonly string[]; readonly span: Span }[]): boolean {
  if (texts.every(({ span }) => span.length === 1)) return true;
  if (texts.every(({ span }) => span.length > 1)) return false;
  const begin = new Set(texts.map(({ tokens, span }) => tokens[span.at] as string));
  const end = new Set(texts.map(({ tokens, span }) => tokens[span.at + span.length - 1] as string));
  return ![begin, end].some((tokens) => tokens.size === 1 && holdsWord([...tokens][0] as string));
}

function hasKey(token: string): boolean {
  return /\p{L}{2}["']?[=:]./u.test(token);
}

/** Whether two forms differ only in these spans: equal hashes do not prove it. */
function differsIn(one: Variant, other: Variant): boolean {
  if (one.spans.length !== other.spans.length) return false;
  const [first, second] = [one.template.stem.tokens, other.template.stem.tokens];
  let [at, beside] = [0, 0];
  for (let index = 0; index <= one.spans.length; index++) {
    const [span, otherSpan] = [one.spans[index], other.spans[index]];
    const end = span?.at ?? first.length;
    if (end - at !== (otherSpan?.at ?? second.length) - beside) return false;
    for (; at < end; at++) if (first[at] !== second[beside++]) return false;
    at += span?.length ?? 0;
    beside += otherSpan?.length ?? 0;
  }
  return true;
}

const hashOfMark = hashOf(variableMark);

/** What varies is the same with or without punctuation and port; a mark for an absent value keeps its own. */
function hashOfVariable({ at, pattern, holdsValue }: VariablePosition, tokens: readonly string[]): number {
  const isAbsent = holdsValue && !holdsMark(tokens[at] as string);
  return isAbsent || letter.test(pattern) ? hashOf(pattern) : hashOfMark;
}

/** A key of all tokens but the names, and of what stands for these. */
function keyOfNames(
  hashes: Int32Array,
  names: readonly VariablePosition[],
  tokens: readonly string[],
): number {
  const others = Int32Array.from(hashes);
  for (const name of names) others[name.at] = hashOfVariable(name, tokens);
  return keyOf(others);
}
