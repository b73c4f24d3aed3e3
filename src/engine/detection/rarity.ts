import type { FittedDetector, SavedDetector } from "./detector.ts";
import { type DistinctRows, type Matrix, scattered } from "./matrix.ts";
import { largestGap } from "./thresholds.ts";

/** What rows are compared by: rows with the same key are of one kind. */
type KeyOf = (matrix: Matrix, row: number) => string;

/** What one in ten has is not strange, however few sessions there are, and at most one in ten is strange. */
const mostStrange = 0.1;

/** Minus the decimal logarithm of the share of sessions. */
export function rarity(holders: number, sessions: number): number {
  return -Math.log10(holders / sessions);
}

/** Where strange begins: in the widest gap between scores. */
export function rareGap(scores: Float64Array): number {
  return Math.max(rarity(mostStrange, 1), largestGap(scores, 1 - mostStrange));
}

/**
 * Scores rows by how few sessions have their key; a key that none has scores higher than any that one has.
 *
 * @param extra what `restoreRarity`'s caller needs beside, to know the keys
 */
export function fitRarity(rows: DistinctRows, keyOf: KeyOf, extra: SavedDetector = {}): FittedDetector {
  const holders = new Map<string, number>();
  let sessions = 0;
  for (let row = 0; row < rows.matrix.rows; row++) {
    const key = keyOf(rows.matrix, row);
    const weight = rows.weights[row] as number;
    holders.set(key, (holders.get(key) ?? 0) + weight);
    sessions += weight;
  }
  const score = scoring(holders, sessions, keyOf);
  return {
    scores: scattered(score(rows.matrix), rows.places),
    score,
    save: () => ({ ...extra, holders: [...holders], sessions }),
  };
}

export function restoreRarity(saved: SavedDetector, keyOf: KeyOf): FittedDetector {
  const { holders, sessions } = saved as unknown as { holders: [string, number][]; sessions: number };
  return {
    scores: new Float64Array(0),
    score: scoring(new Map(holders), sessions, keyOf),
    save: () => saved,
  };
}

function scoring(
  holders: ReadonlyMap<string, number>,
  sessions: number,
  keyOf: KeyOf,
): (matrix: Matrix) => Float64Array {
  return (matrix) =>
    Float64Array.from({ length: matrix.rows }, (_, row) => {
      const known = holders.get(keyOf(matrix, row));
      return known === undefined ? rarity(0.5, sessions + 1) : rarity(known, sessions);
    });
}
