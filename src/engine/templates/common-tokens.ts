import { commonPattern, gapMark, isGap } from "./token-match.ts";

/**
 * The tokens that match all texts that one or the other matches: what both have stays, words at the same place become a
 * variable, and what only one of them has becomes a gap. Both begin with the same word or with one at the same place.
 */
export function commonTokens(one: readonly string[], other: readonly string[]): readonly string[] {
  const isAligned = one.length === other.length && !one.some(isGap) && !other.some(isGap);
  const equal = isAligned ? one.filter((token, at) => token === other[at]).length : 0;
  const byPlace = () => one.map((token, at) => commonPattern(token, other[at] as string));
  if (isAligned && 2 * equal >= one.length) return byPlace();
  const pairs = longestCommon(one, other);
  if (isAligned && pairs.length <= equal) return byPlace();
  const common: string[] = [];
  let [first, second] = [0, 0];
  for (const [at, beside] of [...pairs, [one.length, other.length] as const]) {
    addDifference(common, one.slice(first, at), other.slice(second, beside));
    if (at < one.length) common.push(one[at] as string);
    [first, second] = [at + 1, beside + 1];
  }
  return common;
}

function addDifference(common: string[], one: readonly string[], other: readonly string[]): void {
  const parts = [...one, ...other];
  if (parts.length === 0) return;
  if (one.length === other.length && !parts.some(isGap)) {
    common.push(...one.map((token, at) => commonPattern(token, other[at] as string)));
  } else if (!isGap(common.at(-1) ?? "")) {
    common.push(parts.some((token) => token.startsWith(" ")) ? ` ${gapMark}` : gapMark);
  }
}

/** The places of a longest common subsequence. @returns pairs of places, in order; gaps are equal to nothing */
function longestCommon(one: readonly string[], other: readonly string[]): (readonly [number, number])[] {
  const width = other.length + 1;
  const lengths = new Uint16Array((one.length + 1) * width);
  for (let first = one.length - 1; first >= 0; first--) {
    for (let second = other.length - 1; second >= 0; second--) {
      const isEqual = one[first] === other[second] && !isGap(one[first] as string);
      lengths[first * width + second] = isEqual
        ? (lengths[(first + 1) * width + second + 1] as number) + 1
        : Math.max(
            lengths[(first + 1) * width + second] as number,
            lengths[first * width + second + 1] as number,
          );
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [first, second] = [0, 0];
  while (first < one.length && second < other.length) {
    if (one[first] === other[second] && !isGap(one[first] as string)) pairs.push([first++, second++]);
    else if (
      (lengths[(first + 1) * width + second] as number) >= (lengths[first * width + second + 1] as number)
    )
      first++;
    else second++;
  }
  return pairs;
}
