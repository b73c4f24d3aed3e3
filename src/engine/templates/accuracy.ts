/** How well templates were found. Each measure is between 0 and 1. */
export interface Accuracy {
  /** Share of lines whose group is exactly a true group (Zhu et al., ICSE-SEIP 2019). */
  readonly groupingAccuracy: number;
  /** Share of lines whose template equals the true template, character by character. */
  readonly parsingAccuracy: number;
  /** F1 of the groups: twice the number of exact groups, over found groups plus true groups. */
  readonly groupF1: number;
  /** F1 of the templates: a template is exact when it has the true text and all its lines have the same truth. */
  readonly templateF1: number;
}

/** A line's template, as it was found or as it should be. */
export interface Labelled {
  /** The line's group. */
  readonly group: string;
  readonly template: string;
}

/** Compares line by line. @throws RangeError when the numbers of lines differ */
export function accuracyOf(found: readonly Labelled[], truth: readonly Labelled[]): Accuracy {
  if (found.length !== truth.length) {
    throw new RangeError(
      `Expected as many lines in truth as in found (${found.length}), got ${truth.length}`,
    );
  }
  const lines = found.length;
  if (lines === 0) return { groupingAccuracy: 1, parsingAccuracy: 1, groupF1: 1, templateF1: 1 };
  const foundSizes = sizesOf(found, (line) => line.group);
  const trueSizes = sizesOf(truth, (line) => line.group);
  const pairs = new Map<string, Map<string, number>>();
  const textPairs = new Map<string, Map<string, number>>();
  let sameText = 0;
  for (let at = 0; at < lines; at++) {
    const one = found[at] as Labelled;
    const other = truth[at] as Labelled;
    count(pairs, one.group, other.group);
    count(textPairs, one.template, other.template);
    if (one.template === other.template) sameText++;
  }
  let exactLines = 0;
  let exactGroups = 0;
  for (const [group, others] of pairs) {
    const size = foundSizes.get(group) as number;
    for (const [other, shared] of others) {
      if (shared !== size || trueSizes.get(other) !== size) continue;
      exactLines += size;
      exactGroups++;
    }
  }
  const trueTexts = new Set(truth.map((line) => line.template)).size;
  let exactTexts = 0;
  for (const [text, others] of textPairs) if (others.size === 1 && others.has(text)) exactTexts++;
  return {
    groupingAccuracy: exactLines / lines,
    parsingAccuracy: sameText / lines,
    groupF1: (2 * exactGroups) / (foundSizes.size + trueSizes.size),
    templateF1: (2 * exactTexts) / (textPairs.size + trueTexts),
  };
}

function sizesOf(lines: readonly Labelled[], groupOf: (line: Labelled) => string): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const line of lines) sizes.set(groupOf(line), (sizes.get(groupOf(line)) ?? 0) + 1);
  return sizes;
}

function count(pairs: Map<string, Map<string, number>>, one: string, other: string): void {
  let others = pairs.get(one);
  if (others === undefined) {
    others = new Map();
    pairs.set(one, others);
  }
  others.set(other, (others.get(other) ?? 0) + 1);
}
