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
  const search = new NearestRows(rows, k);
  const nearest = Array.from({ length: rows.matrix.rows }, (_, place) =>
    search.of(rows.matrix, place, place),
  );
  const reaches = Float64Array.from(nearest, ({ distances }) => distances.at(-1) ?? 0);
  const densities = Float64Array.from(nearest, (each) => densityOf(each, reaches));
  const factors = nearest.map((each, place) => factorOf(each, densities, densities[place] as number));
  return fitted({ rows, k, reaches, densities }, scattered(Float64Array.from(factors), rows.places));
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
      const search = new NearestRows(rows, k);
      const factors = Float64Array.from({ length: asked.matrix.rows }, (_, row) => {
        const nearest = search.of(asked.matrix, row);
        return factorOf(nearest, densities, densityOf(nearest, reaches));
      });
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

/** One over the mean distance at which the neighbours reach the row. */
function densityOf({ places, distances, weights }: Nearest, reaches: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (let at = 0; at < places.length; at++) {
    const weight = weights[at] as number;
    sum += weight * Math.max(distances[at] as number, reaches[places[at] as number] as number);
    count += weight;
  }
  return 1 / ((count === 0 ? 0 : sum / count) + leastDistance);
}

function factorOf({ places, weights }: Nearest, densities: Float64Array, own: number): number {
  let sum = 0;
  let count = 0;
  for (let at = 0; at < places.length; at++) {
    const weight = weights[at] as number;
    sum += weight * (densities[places[at] as number] as number);
    count += weight;
  }
  return count === 0 ? 1 : sum / count / own;
}
