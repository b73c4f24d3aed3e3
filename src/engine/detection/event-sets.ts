import type { FittedDetector, SavedDetector } from "./detector.ts";
import { distinctRows, type Matrix, rowOf } from "./matrix.ts";
import { fitRarity, restoreRarity } from "./rarity.ts";

/**
 * How rare the set of a session's templates is, whatever their number and order: minus the decimal logarithm of the share
 * of sessions that have it. A set that no session has scores higher than any that one has, so that `beyondLearnt` is all
 * the threshold that is needed where it learnt from normal sessions alone.
 */
export function fitEventSets(matrix: Matrix): FittedDetector {
  return fitRarity(distinctRows(matrix), setOf);
}

export function restoreEventSets(saved: SavedDetector): FittedDetector {
  return restoreRarity(saved, setOf);
}

function setOf(matrix: Matrix, row: number): string {
  let set = "";
  for (const [column, count] of rowOf(matrix, row).entries()) if (count !== 0) set += `${column} `;
  return set;
}
