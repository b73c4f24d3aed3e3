import { valueMark } from "./shape-writer.ts";
import type { Stem } from "./stem.ts";
import type { Template } from "./template.ts";
import { TemplateTree, type TreeLimits } from "./template-tree.ts";
import { holdsMark, tokenMatches, variableMark } from "./token-match.ts";
import { firstWordOf, holdsWord, variablePositionsOf, weightAt } from "./variable-position.ts";
import { type Span, spansOf, type Variants } from "./variant-index.ts";

/** So many words that both have show that names stand in place of values. */
const leastWords = 2;
const mostSpans = 6;

/**
 * Finds stragglers: forms with names at several places where another form has values, and the same words beside. One
 * place alone is what `VariantIndex` finds.
 */
export class CoveringIndex {
  private readonly limits: TreeLimits;
  private tree: TemplateTree<Shortened>;

  constructor(limits: TreeLimits) {
    this.limits = limits;
    this.tree = treeOf(limits);
  }

  /** Enters a form. @returns pairs of forms, one of which covers the other one */
  add(form: Template): Variants[] {
    const pairs: Variants[] = [];
    for (const { form: other, span } of this.tree.subsumedBy(looseOf(form.stem.tokens)))
      addPair(pairs, form, other, span);
    for (const shortened of shortenedOf(form)) {
      for (const other of this.tree.matching(shortened.tokens))
        if (other.span === undefined) addPair(pairs, other.form, form, shortened.span);
      this.tree.add(shortened);
    }
    return pairs;
  }

  remove(form: Template): void {
    for (const shortened of shortenedOf(form)) this.tree.remove(shortened);
  }

  clear(): void {
    this.tree = treeOf(this.limits);
  }
}

/** A form with one value in place of a span, or the form itself. */
interface Shortened {
  readonly birth: number;
  readonly form: Template;
  readonly span: Span | undefined;
  readonly tokens: readonly string[];
}

const shortenedForms = new WeakMap<Stem, readonly Shortened[]>();

function shortenedOf(form: Template): readonly Shortened[] {
  const known = shortenedForms.get(form.stem);
  if (known !== undefined) return known;
  const { birth } = form;
  const { tokens } = form.stem;
  const spans = [...spansOf(tokens, variablePositionsOf(tokens))].slice(0, mostSpans);
  const shortened = [
    { birth, form, span: undefined, tokens },
    ...spans.map((span) => ({
      birth,
      form,
      span,
      tokens: [...tokens.slice(0, span.at), valueMark, ...tokens.slice(span.at + span.length)],
    })),
  ];
  shortenedForms.set(form.stem, shortened);
  return shortened;
}

function treeOf(limits: TreeLimits): TemplateTree<Shortened> {
  return new TemplateTree(limits, ({ tokens }) => looseOf(tokens));
}

/** A variable wherever the stem has a value. */
function looseOf(tokens: readonly string[]): readonly string[] {
  return tokens.map((token) => token.replace(valueMark, variableMark));
}

/** @param long a span of the narrow form that is one token in the broad one */
function addPair(pairs: Variants[], broad: Template, narrow: Template, long: Span | undefined): void {
  if (broad === narrow) return;
  const places: [number, Span][] = [];
  const [pattern, tokens] = [broad.stem.tokens, narrow.stem.tokens];
  const first = firstWordOf(tokens);
  let words = 0;
  let beside = 0;
  for (let at = 0; at < pattern.length; at++, beside++) {
    const length = beside === long?.at ? long.length : 1;
    const token = tokens[beside] as string;
    if (length > 1 || pattern[at] !== token) {
      if (pattern[at] !== valueMark) return;
      for (let place = beside; place < beside + length; place++)
        if (weightAt(tokens, place, introducesNothing) === 0) return;
      places.push([at, { at: beside, length }]);
    } else if (beside >= first && holdsWord(token)) words++;
    beside += length - 1;
  }
  if (places.length < 2 || words < Math.max(leastWords, places.length)) return;
  pairs.push([
    { template: broad, spans: places.map(([at]) => ({ at, length: 1 })) },
    { template: narrow, spans: places.map(([, span]) => span) },
  ]);
}

const introducesNothing = () => false;
