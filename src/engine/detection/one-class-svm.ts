import type { FittedDetector, SavedDetector } from "./detector.ts";
import { KernelRows, radialKernel } from "./kernel.ts";
import { distinctRows, type Matrix, scattered, selectRows } from "./matrix.ts";

/** Names and defaults of scikit-learn's, with the radial kernel. */
export interface OneClassSvmOptions {
  /** At most this share of the rows lies outside, and at least this share supports the border. */
  readonly nu?: number;
  /** Of the kernel; by default one over columns times variance. */
  readonly gamma?: number;
  /** Largest violation of the conditions at which the solution is good enough. */
  readonly tolerance?: number;
}

interface Learnt {
  readonly supports: Matrix;
  readonly coefficients: Float64Array;
  readonly gamma: number;
  readonly rho: number;
}

/** Where two rows are so alike that the step between them has no bound. */
const leastCurvature = 1e-12;

/**
 * Puts a border around the rows (Schölkopf and others, "Estimating the Support of a High-Dimensional Distribution",
 * 2001), solved by sequential minimal optimisation with second-order working sets (Fan, Chen and Lin, 2005). A row that
 * comes `w` times is one variable whose bound is `w`. Scores are above 0 outside the border.
 */
export function fitOneClassSvm(
  matrix: Matrix,
  { nu = 0.5, gamma = defaultGamma(matrix), tolerance = 1e-3 }: OneClassSvmOptions = {},
): FittedDetector {
  const { matrix: rows, weights, places } = distinctRows(matrix);
  const { alphas, rho } = solve(new KernelRows(rows, gamma), weights, nu * matrix.rows, tolerance);
  const supporting = Array.from(alphas.keys()).filter((row) => (alphas[row] as number) > 0);
  const learnt: Learnt = {
    supports: selectRows(rows, supporting),
    coefficients: Float64Array.from(supporting, (row) => alphas[row] as number),
    gamma,
    rho,
  };
  return fitted(learnt, scattered(scoresOf(learnt, rows), places));
}

export function restoreOneClassSvm(saved: SavedDetector): FittedDetector {
  const { columns, supports, coefficients, gamma, rho } = saved as unknown as {
    columns: number;
    supports: number[];
    coefficients: number[];
    gamma: number;
    rho: number;
  };
  const matrix = { rows: coefficients.length, columns, values: Float64Array.from(supports) };
  return fitted(
    { supports: matrix, coefficients: Float64Array.from(coefficients), gamma, rho },
    new Float64Array(0),
  );
}

function fitted(learnt: Learnt, scores: Float64Array): FittedDetector {
  return {
    scores,
    score: (matrix) => {
      const { matrix: rows, places } = distinctRows(matrix);
      return scattered(scoresOf(learnt, rows), places);
    },
    save: () => ({
      ...{ columns: learnt.supports.columns, supports: Array.from(learnt.supports.values) },
      ...{ coefficients: Array.from(learnt.coefficients), gamma: learnt.gamma, rho: learnt.rho },
    }),
  };
}

function scoresOf({ supports, coefficients, gamma, rho }: Learnt, rows: Matrix): Float64Array {
  return Float64Array.from({ length: rows.rows }, (_, row) => {
    let sum = rho;
    for (let support = 0; support < supports.rows; support++)
      sum -= (coefficients[support] as number) * radialKernel(rows, row, supports, support, gamma);
    return sum;
  });
}

/** scikit-learn's `scale`. */
function defaultGamma({ columns, values }: Matrix): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return variance > 0 ? 1 / (columns * variance) : 1;
}

/** Finds the `alphas` between 0 and each row's weight with the given sum for which half of alpha K alpha is least. */
function solve(
  kernel: KernelRows,
  weights: Float64Array,
  sum: number,
  tolerance: number,
): { alphas: Float64Array; rho: number } {
  const count = weights.length;
  const alphas = new Float64Array(count);
  const gradients = new Float64Array(count);
  let left = sum;
  for (let row = 0; row < count && left > 0; row++) {
    const alpha = Math.min(left, weights[row] as number);
    left -= alpha;
    alphas[row] = alpha;
    const column = kernel.row(row);
    for (let at = 0; at < count; at++)
      gradients[at] = (gradients[at] as number) + alpha * (column[at] as number);
  }
  // Each step mends the worst pair; a row takes part in few, so this many are never needed but by faults.
  for (let steps = Math.max(1e5, 1e3 * count); steps > 0; steps--) {
    let up = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let row = 0; row < count; row++) {
      if ((alphas[row] as number) >= (weights[row] as number) || (gradients[row] as number) >= least)
        continue;
      least = gradients[row] as number;
      up = row;
    }
    if (up < 0) break;
    const upRow = kernel.row(up);
    let down = -1;
    let most = Number.NEGATIVE_INFINITY;
    let best = 0;
    for (let row = 0; row < count; row++) {
      if ((alphas[row] as number) <= 0) continue;
      const gradient = gradients[row] as number;
      if (gradient > most) most = gradient;
      const difference = gradient - least;
      if (difference <= 0) continue;
      const gain = difference ** 2 / Math.max(2 - 2 * (upRow[row] as number), leastCurvature);
      if (gain <= best) continue;
      best = gain;
      down = row;
    }
    if (down < 0 || most - least < tolerance) break;
    const downRow = kernel.row(down);
    const curvature = Math.max(2 - 2 * (upRow[down] as number), leastCurvature);
    const step = Math.min(
      ((gradients[down] as number) - least) / curvature,
      (weights[up] as number) - (alphas[up] as number),
      alphas[down] as number,
    );
    alphas[up] = (alphas[up] as number) + step;
    alphas[down] = (alphas[down] as number) - step;
    for (let at = 0; at < count; at++)
      gradients[at] = (gradients[at] as number) + step * ((upRow[at] as number) - (downRow[at] as number));
  }
  return { alphas, rho: borderOf(alphas, gradients, weights) };
}

/** The mean gradient of the rows on the border, else the middle between those within and those without. */
function borderOf(alphas: Float64Array, gradients: Float64Array, weights: Float64Array): number {
  let [sum, count] = [0, 0];
  let [within, without] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [row, alpha] of alphas.entries()) {
    const gradient = gradients[row] as number;
    if (alpha >= (weights[row] as number)) without = Math.max(without, gradient);
    else if (alpha <= 0) within = Math.min(within, gradient);
    else {
      sum += gradient;
      count++;
    }
  }
  if (count > 0) return sum / count;
  if (!Number.isFinite(within)) return Number.isFinite(without) ? without : 0;
  return Number.isFinite(without) ? (within + without) / 2 : within;
}
