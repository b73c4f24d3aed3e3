/**
 * Which of several findings are discoveries, so that in the mean at most this share of them is false (Benjamini and
 * Hochberg, 1995).
 *
 * @param ps the probability of each finding if there is nothing to find
 */
export function discoveries(ps: readonly number[], falseShare: number): boolean[] {
  const sorted = [...ps].sort((one, other) => one - other);
  let limit = -1;
  for (const [rank, p] of sorted.entries()) if (p <= ((rank + 1) / ps.length) * falseShare) limit = p;
  return ps.map((p) => p <= limit);
}
