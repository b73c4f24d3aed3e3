import type { FittedDetector, SavedDetector } from "./detector.ts";
import { type DistinctRows, distinctRows, type Matrix, rowOf, scattered } from "./matrix.ts";

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
  const frequencies = new Map<string, number>();
  for (let row = 0; row < rows.matrix.rows; row++) {
    const signature = signatureOf(rows.matrix, row, ambient);
    frequencies.set(signature, (frequencies.get(signature) ?? 0) + (rows.weights[row] as number));
  }
  const learnt = { ambient, frequencies, sessions: matrix.rows };
  const scores = Float64Array.from({ length: rows.matrix.rows }, (_, row) =>
    rarity(frequencies.get(signatureOf(rows.matrix, row, ambient)) as number, matrix.rows),
  );
  return fitted(learnt, scattered(scores, rows.places));
}

export function restoreSignatureRarity(saved: SavedDetector): FittedDetector {
  const { ambient, frequencies, sessions } = saved as unknown as {
    ambient: number[];
    frequencies: [string, number][];
    sessions: number;
  };
  return fitted(
    { ambient: new Set(ambient), frequencies: new Map(frequencies), sessions },
    new Float64Array(0),
  );
}

interface Learnt {
  readonly ambient: ReadonlySet<number>;
  readonly frequencies: ReadonlyMap<string, number>;
  readonly sessions: number;
}

function fitted({ ambient, frequencies, sessions }: Learnt, scores: Float64Array): FittedDetector {
  return {
    scores,
    score: (matrix) =>
      Float64Array.from({ length: matrix.rows }, (_, row) => {
        const known = frequencies.get(signatureOf(matrix, row, ambient));
        return known === undefined ? rarity(0.5, sessions + 1) : rarity(known, sessions);
      }),
    save: () => ({ ambient: [...ambient], frequencies: [...frequencies], sessions }),
  };
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
function signatureOf(matrix: Matrix, row: number, ambient: ReadonlySet<number>): string {
  let signature = "";
  for (const [column, count] of rowOf(matrix, row).entries())
    if (count !== 0 && !ambient.has(column)) signature += `${column}:${count} `;
  return signature;
}

function rarity(holders: number, sessions: number): number {
  return -Math.log10(holders / sessions);
}
