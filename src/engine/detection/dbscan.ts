import { distinctRows, type Matrix } from "./matrix.ts";
import { NeighbourSearch } from "./neighbour-search.ts";

/** Names and defaults of scikit-learn's. */
export interface DbscanOptions {
  /** Greatest distance of neighbours. */
  readonly eps?: number;
  /** Rows within that distance, the row itself included, that make a row the core of a cluster. */
  readonly minSamples?: number;
}

/** Of a row in no cluster. */
export const noise = -1;

/**
 * Clusters of rows that are near to each other (Ester and others, "A density-based algorithm for discovering clusters",
 * 1996).
 *
 * @returns the cluster of each row, numbered from 0 in the order of their first core; `noise` for the rest
 */
export function dbscan(matrix: Matrix, { eps = 0.5, minSamples = 5 }: DbscanOptions = {}): Int32Array {
  const { matrix: rows, weights, places } = distinctRows(matrix);
  const search = new NeighbourSearch(rows);
  const neighboursOf = (row: number): number[] => {
    const found: number[] = [];
    // Rounding must not put a row at exactly eps outside.
    const limit = eps * eps * (1 + 1e-12);
    search.visit(
      rows,
      row,
      () => limit,
      (neighbour) => found.push(neighbour),
    );
    return found;
  };
  const neighbours = Array.from({ length: rows.rows }, (_, row) => neighboursOf(row));
  const isCore = neighbours.map(
    (near) => near.reduce((sum, row) => sum + (weights[row] as number), 0) >= minSamples,
  );
  const clusters = new Int32Array(rows.rows).fill(noise);
  let next = 0;
  for (let row = 0; row < rows.rows; row++) {
    if (!isCore[row] || clusters[row] !== noise) continue;
    const waiting = [row];
    clusters[row] = next;
    for (let core = waiting.pop(); core !== undefined; core = waiting.pop()) {
      for (const near of neighbours[core] as number[]) {
        if (clusters[near] !== noise) continue;
        clusters[near] = next;
        if (isCore[near]) waiting.push(near);
      }
    }
    next++;
  }
  return Int32Array.from(places, (place) => clusters[place] as number);
}
