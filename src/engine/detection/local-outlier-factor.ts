import type { FittedDetector, SavedDetector } from "./detector.ts";
import { type DistinctRows, distinctRows, type Matrix, scattered } from "./matrix.ts";
import { type Nearest, NearestRows } from "./nearest.ts";

/** Names and defaults of scikit-learn's. */
export interface LocalOutlierFactorOptions {
  readonly neighbours?: number;
}

/** What scoring needs of the rows that were learnt. */
interface Learnt {
  readonly rows: DistinctRows;
  readonly k: number;
  /** Distance of each distinct row to its farthest neighbour. */
  readonly reaches: Float64Array;
  readonly densities: Float64Array;
}

/** As in scikit-learn: keeps the density of many equal rows finite. */
const leastDistance = 1e-10;

/**
 * How much thinner a row's surroundings are than those of its neighbours: about 1 within a crowd, more outside (Breunig
 * and others, "LOF: Identifying Density-Based Local Outliers", 2000).
 */
export function fitLocalOutlierFactor(
  matrix: Matrix,
  { neighbours = 20 }: LocalOutlierFactorOptions = {},
): FittedDetector {
  const rows = distinctRows(matrix);
  const k = Math.max(1, Math.min(neighbours, matrix.rows - 1));
  const nearest = new NearestRows(rows, k).ofAll();
  const reaches = new Float64Array(rows.matrix.rows);
  nearest.visit((row, _, __, distance) => {
    reaches[row] = Math.max(reaches[row] as number, distance);
  });
  const densities = densitiesOf(nearest, reaches, rows.matrix.rows);
  const factors = factorsOf(nearest, densities, densities);
  return fitted({ rows, k, reaches, densities }, scattered(factors, rows.places));
}

export function restoreLocalOutlierFactor(saved: SavedDetector): FittedDetector {
  const { columns, values, weights, k, reaches, densities } = saved as unknown as Record<string, number[]> & {
    columns: number;
    k: number;
  };
  const matrix = {
    rows: columns === 0 ? 0 : (values as number[]).length / columns,
    columns,
    values: Float64Array.from(values as number[]),
  };
  return fitted(
    {
      rows: { matrix, weights: Float64Array.from(weights as number[]), places: new Int32Array(0) },
      k,
      reaches: Float64Array.from(reaches as number[]),
      densities: Float64Array.from(densities as number[]),
    },
    new Float64Array(0),
  );
}

function fitted(learnt: Learnt, scores: Float64Array): FittedDetector {
  const { rows, k, reaches, densities } = learnt;
  return {
    scores,
    score: (matrix) => {
      const asked = distinctRows(matrix);
      const nearest = new NearestRows(rows, k).of(asked);
      const factors = factorsOf(nearest, densities, densitiesOf(nearest, reaches, asked.matrix.rows));
      return scattered(factors, asked.places);
    },
    save: () => ({
      ...{ columns: rows.matrix.columns, values: Array.from(rows.matrix.values) },
      ...{
        weights: Array.from(rows.weights),
        k,
        reaches: Array.from(reaches),
        densities: Array.from(densities),
      },
    }),
  };
}

/** One over the mean distance at which the neighbours reach a row. */
function densitiesOf(nearest: Nearest, reaches: Float64Array, rows: number): Float64Array {
  const reached = (neighbour: number, distance: number): number =>
    Math.max(distance, reaches[neighbour] as number);
  return meansOf(nearest, rows, reached).map((mean) => 1 / ((mean || 0) + leastDistance));
}

function factorsOf(nearest: Nearest, densities: Float64Array, own: Float64Array): Float64Array {
  const means = meansOf(nearest, own.length, (neighbour) => densities[neighbour] as number);
  return means.map((mean, row) => (Number.isNaN(mean) ? 1 : mean / (own[row] as number)));
}

/** Over each row's neighbours; not a number for a row that has none. */
function meansOf(
  nearest: Nearest,
  rows: number,
  measure: (neighbour: number, distance: number) => number,
): Float64Array {
  const sums = new Float64Array(rows);
  const counts = new Float64Array(rows);
  nearest.visit((row, neighbour, weight, distance) => {
    sums[row] = (sums[row] as number) + weight * measure(neighbour, distance);
    counts[row] = (counts[row] as number) + weight;
  });
  return sums.map((sum, row) => sum / (counts[row] as number));
}
