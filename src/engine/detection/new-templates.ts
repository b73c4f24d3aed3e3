import type { FittedDetector, SavedDetector } from "./detector.ts";
import type { Matrix } from "./matrix.ts";
import { rarity } from "./rarity.ts";

/**
 * How new a session's templates are: minus the decimal logarithm of the share of sessions that have its rarest template.
 * A template that no learnt session has is the rarest of all.
 */
export function fitNewTemplates(matrix: Matrix): FittedDetector {
  const holders = new Float64Array(matrix.columns);
  for (let at = 0; at < matrix.values.length; at++)
    if (matrix.values[at] !== 0) {
      const column = at % matrix.columns;
      holders[column] = (holders[column] as number) + 1;
    }
  return fitted(holders, matrix.rows, scoresOf(matrix, holders, matrix.rows));
}

export function restoreNewTemplates(saved: SavedDetector): FittedDetector {
  const { holders, sessions } = saved as unknown as { holders: number[]; sessions: number };
  return fitted(Float64Array.from(holders), sessions, new Float64Array(0));
}

function fitted(holders: Float64Array, sessions: number, scores: Float64Array): FittedDetector {
  return {
    scores,
    score: (matrix) => scoresOf(matrix, holders, sessions),
    save: () => ({ holders: Array.from(holders), sessions }),
  };
}

function scoresOf({ rows, columns, values }: Matrix, holders: Float64Array, sessions: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    let rarest = sessions;
    for (let column = 0; column < columns; column++)
      if (values[row * columns + column] !== 0) rarest = Math.min(rarest, holders[column] || 0.5);
    return sessions === 0 ? 0 : rarity(rarest, sessions);
  });
}
