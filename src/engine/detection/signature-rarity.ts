import type { FittedDetector, SavedDetector } from "./detector.ts";
import { type DistinctRows, distinctRows, type Matrix, rowOf } from "./matrix.ts";
import { fitRarity, restoreRarity } from "./rarity.ts";

/** A template is ambient if at least this share of the sessions has it … */
const leastSupport = 0.01;
/** … and its most frequent count covers less than this share of those: it comes in any number and tells nothing. */
const mostAgreement = 0.9;

/**
 * How rare a session's way through its workflow is. Its signature is its counts without the ambient templates; the score
 * is minus the decimal logarithm of the share of sessions that have it. For counts of sessions that repeat a workflow.
 */
export function fitSignatureRarity(matrix: Matrix): FittedDetector {
  const rows = distinctRows(matrix);
  const ambient = ambientColumns(rows, matrix.rows);
  return fitRarity(rows, signatureBeside(ambient), { ambient: [...ambient] });
}

/** Of each distinct row. */
export function scoreSignatures(rows: DistinctRows): Float64Array {
  const ambient = ambientColumns(rows, rows.places.length);
  return fitRarity(rows, signatureBeside(ambient)).score(rows.matrix);
}

export function restoreSignatureRarity(saved: SavedDetector): FittedDetector {
  const { ambient } = saved as unknown as { ambient: number[] };
  return restoreRarity(saved, signatureBeside(new Set(ambient)));
}

/** @param sessions of all */
export function ambientColumns({ matrix, weights }: DistinctRows, sessions: number): Set<number> {
  const ambient = new Set<number>();
  for (let column = 0; column < matrix.columns; column++) {
    const byCount = new Map<number, number>();
    let holders = 0;
    for (let row = 0; row < matrix.rows; row++) {
      const count = matrix.values[row * matrix.columns + column] as number;
      if (count === 0) continue;
      byCount.set(count, (byCount.get(count) ?? 0) + (weights[row] as number));
      holders += weights[row] as number;
    }
    const agreeing = Math.max(0, ...byCount.values());
    if (holders >= leastSupport * sessions && agreeing < mostAgreement * holders) ambient.add(column);
  }
  return ambient;
}

/** Columns and counts that are not 0. Columns that were not learnt are part of it: they are new templates. */
function signatureBeside(ambient: ReadonlySet<number>): (matrix: Matrix, row: number) => string {
  return (matrix, row) => {
    let signature = "";
    for (const [column, count] of rowOf(matrix, row).entries())
      if (count !== 0 && !ambient.has(column)) signature += `${column}:${count} `;
    return signature;
  };
}
