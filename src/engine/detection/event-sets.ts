import type { FittedDetector, SavedDetector } from "./detector.ts";
import { distinctRows, type Matrix, rowOf, scattered } from "./matrix.ts";

/**
 * How rare the set of a session's templates is, whatever their number and order: minus the decimal logarithm of the share
 * of sessions that have it. A set that no session has scores higher than any that one has, so that `beyondLearnt` is all
 * the threshold that is needed where it learnt from normal sessions alone.
 */
export function fitEventSets(matrix: Matrix): FittedDetector {
  const rows = distinctRows(matrix);
  const holders = new Map<string, number>();
  for (let row = 0; row < rows.matrix.rows; row++) {
    const set = setOf(rows.matrix, row);
    holders.set(set, (holders.get(set) ?? 0) + (rows.weights[row] as number));
  }
  const scores = Float64Array.from({ length: rows.matrix.rows }, (_, row) =>
    rarity(holders.get(setOf(rows.matrix, row)) as number, matrix.rows),
  );
  return fitted(holders, matrix.rows, scattered(scores, rows.places));
}

export function restoreEventSets(saved: SavedDetector): FittedDetector {
  const { holders, sessions } = saved as unknown as { holders: [string, number][]; sessions: number };
  return fitted(new Map(holders), sessions, new Float64Array(0));
}

function fitted(
  holders: ReadonlyMap<string, number>,
  sessions: number,
  scores: Float64Array,
): FittedDetector {
  return {
    scores,
    score: (matrix) =>
      Float64Array.from({ length: matrix.rows }, (_, row) => {
        const known = holders.get(setOf(matrix, row));
        return known === undefined ? rarity(0.5, sessions + 1) : rarity(known, sessions);
      }),
    save: () => ({ holders: [...holders], sessions }),
  };
}

function setOf(matrix: Matrix, row: number): string {
  let set = "";
  for (const [column, count] of rowOf(matrix, row).entries()) if (count !== 0) set += `${column} `;
  return set;
}

function rarity(holders: number, sessions: number): number {
  return -Math.log10(holders / sessions);
}
