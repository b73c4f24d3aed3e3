import { distinctRows, type Matrix } from "./matrix.ts";
import { nearPairs, squaredDistance } from "./near-pairs.ts";
import { type RowNode, RowTree } from "./row-tree.ts";

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
 * 1996). No list of neighbours is kept, because in a dense cluster all are neighbours of all.
 *
 * @returns the cluster of each row, numbered from 0 in the order of their first core; `noise` for the rest
 */
export function dbscan(matrix: Matrix, { eps = 0.5, minSamples = 5 }: DbscanOptions = {}): Int32Array {
  const rows = distinctRows(matrix);
  const tree = new RowTree(rows.matrix);
  // Rounding must not put a row at exactly eps outside.
  const limit = eps * eps * (1 + 1e-12);
  const isCore = coresOf(tree, rows.weights, limit, minSamples);
  const joined = joinedCores(tree, isCore, limit);
  const clusters = clustersOf(tree, isCore, joined);
  joinBorders(tree, isCore, clusters, limit);
  const byRow = new Int32Array(rows.matrix.rows);
  for (const [place, row] of tree.rows.entries()) byRow[row] = clusters[place] as number;
  return Int32Array.from(rows.places, (place) => byRow[place] as number);
}

/** By place: 1 for a core. */
function coresOf(tree: RowTree, weights: Float64Array, limit: number, minSamples: number): Uint8Array {
  const weightOf = (place: number): number => weights[tree.rows[place] as number] as number;
  const near = Float64Array.from(tree.rows, (_, place) => weightOf(place));
  // Who is a core already has no need of more neighbours.
  const limits = near.map((sum) => (sum >= minSamples ? -1 : limit));
  const count = (place: number, neighbour: number): void => {
    near[place] = (near[place] as number) + weightOf(neighbour);
    if ((near[place] as number) >= minSamples) limits[place] = -1;
  };
  nearPairs(tree, tree, {
    limits,
    found: (one, other) => {
      const isKnown = (limits[one] as number) < 0 && (limits[other] as number) < 0;
      if (isKnown || squaredDistance(tree, one, tree, other) > limit) return;
      count(one, other);
      count(other, one);
    },
  });
  return Uint8Array.from(near, (sum) => Number(sum >= minSamples));
}

/** By place of a core: the place of one that stands for its cluster. */
function joinedCores(tree: RowTree, isCore: Uint8Array, limit: number): (place: number) => number {
  const parents = Int32Array.from(tree.rows, (_, place) => place);
  const rootOf = (place: number): number => {
    let root = place;
    while (parents[root] !== root) {
      parents[root] = parents[parents[root] as number] as number;
      root = parents[root] as number;
    }
    return root;
  };
  const isOne = (nodes: readonly RowNode[]): boolean => {
    let common: number | undefined;
    for (const { start, end } of nodes)
      for (let place = start; place < end; place++) {
        if (!isCore[place]) continue;
        common ??= rootOf(place);
        if (rootOf(place) !== common) return false;
      }
    return true;
  };
  nearPairs(tree, tree, {
    limits: Float64Array.from(isCore, (is) => (is ? limit : -1)),
    isSettled: (one, other) => isOne([one, other]),
    found: (one, other) => {
      if (!isCore[one] || !isCore[other] || rootOf(one) === rootOf(other)) return;
      if (squaredDistance(tree, one, tree, other) <= limit) parents[rootOf(other)] = rootOf(one);
    },
  });
  return rootOf;
}

/** By place: the cluster of a core. */
function clustersOf(tree: RowTree, isCore: Uint8Array, rootOf: (place: number) => number): Int32Array {
  const placeOf = new Int32Array(tree.rows.length);
  for (const [place, row] of tree.rows.entries()) placeOf[row] = place;
  const numbers = new Map<number, number>();
  const clusters = new Int32Array(tree.rows.length).fill(noise);
  for (const place of placeOf) {
    if (!isCore[place]) continue;
    const root = rootOf(place);
    if (!numbers.has(root)) numbers.set(root, numbers.size);
    clusters[place] = numbers.get(root) as number;
  }
  return clusters;
}

/** A row that is no core is of the first cluster that has a core near it. */
function joinBorders(tree: RowTree, isCore: Uint8Array, clusters: Int32Array, limit: number): void {
  const join = (place: number, core: number): void => {
    if (isCore[place] || !isCore[core]) return;
    const [known, other] = [clusters[place] as number, clusters[core] as number];
    clusters[place] = known === noise ? other : Math.min(known, other);
  };
  const hasCore = ({ start, end }: RowNode): boolean => isCore.subarray(start, end).includes(1);
  nearPairs(tree, tree, {
    limits: Float64Array.from(isCore, (is) => (is ? -1 : limit)),
    isSettled: (one, other) => !hasCore(one) && !hasCore(other),
    found: (one, other) => {
      if (isCore[one] === isCore[other] || squaredDistance(tree, one, tree, other) > limit) return;
      join(one, other);
      join(other, one);
    },
  });
}
