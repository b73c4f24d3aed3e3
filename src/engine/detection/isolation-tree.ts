import type { Matrix } from "./matrix.ts";

/** A tree in arrays, a node each; a leaf has -1 for its children. */
export interface IsolationTree {
  /** Column that a node asks for. */
  readonly columns: Int32Array;
  /** Rows up to here go left. */
  readonly thresholds: Float64Array;
  readonly lefts: Int32Array;
  readonly rights: Int32Array;
  /** How many rows of the sample came to the node. */
  readonly sizes: Float64Array;
}

/** As in scikit-learn: below this difference a column is constant. */
const leastDifference = 1e-7;
const eulersConstant = 0.5772156649015329;

/**
 * Splits rows at random until each is alone, equal to its companions, or deep enough (Liu, Ting and Zhou, "Isolation
 * Forest", 2008): a column that is not constant, and a threshold between its ends.
 *
 * @param rows places of the sample's rows in the matrix, a row once; changed
 * @param weights how often the sample has the row, by place in the matrix
 */
export function growTree(
  { columns, values }: Matrix,
  rows: Int32Array,
  weights: Float64Array,
  depthLimit: number,
  random: () => number,
): IsolationTree {
  const nodes = { columns: [] as number[], thresholds: [] as number[], lefts: [] as number[] };
  const rights: number[] = [];
  const sizes: number[] = [];
  const order = Int32Array.from({ length: columns }, (_, column) => column);
  const grow = (start: number, end: number, depth: number): number => {
    const node = sizes.length;
    let size = 0;
    for (let at = start; at < end; at++) size += weights[rows[at] as number] as number;
    sizes.push(size);
    nodes.columns.push(-1);
    nodes.thresholds.push(0);
    nodes.lefts.push(-1);
    rights.push(-1);
    if (end - start < 2 || depth >= depthLimit) return node;
    for (let tried = 0; tried < columns; tried++) {
      const place = tried + Math.floor(random() * (columns - tried));
      const column = order[place] as number;
      order[place] = order[tried] as number;
      order[tried] = column;
      let least = Number.POSITIVE_INFINITY;
      let most = Number.NEGATIVE_INFINITY;
      for (let at = start; at < end; at++) {
        const value = values[(rows[at] as number) * columns + column] as number;
        if (value < least) least = value;
        if (value > most) most = value;
      }
      if (most <= least + leastDifference) continue;
      let threshold = least + random() * (most - least);
      if (threshold >= most) threshold = least;
      const middle = partition(start, end, column, threshold);
      nodes.columns[node] = column;
      nodes.thresholds[node] = threshold;
      nodes.lefts[node] = grow(start, middle, depth + 1);
      rights[node] = grow(middle, end, depth + 1);
      break;
    }
    return node;
  };
  const partition = (start: number, end: number, column: number, threshold: number): number => {
    let middle = start;
    for (let at = start; at < end; at++) {
      const row = rows[at] as number;
      if ((values[row * columns + column] as number) > threshold) continue;
      rows[at] = rows[middle] as number;
      rows[middle++] = row;
    }
    return middle;
  };
  grow(0, rows.length, 0);
  return {
    columns: Int32Array.from(nodes.columns),
    thresholds: Float64Array.from(nodes.thresholds),
    lefts: Int32Array.from(nodes.lefts),
    rights: Int32Array.from(rights),
    sizes: Float64Array.from(sizes),
  };
}

/** Splits that a row passes, and those that the companions in its leaf would still have needed. */
export function pathLength(tree: IsolationTree, values: Float64Array, first: number): number {
  let node = 0;
  let depth = 0;
  for (let left = tree.lefts[0] as number; left >= 0; left = tree.lefts[node] as number) {
    const value = values[first + (tree.columns[node] as number)] as number;
    node = value <= (tree.thresholds[node] as number) ? left : (tree.rights[node] as number);
    depth++;
  }
  return depth + averagePathLength(tree.sizes[node] as number);
}

/** Mean depth of an unsuccessful search in a binary tree of so many rows. */
export function averagePathLength(rows: number): number {
  if (rows <= 1) return 0;
  if (rows <= 2) return 1;
  return 2 * (Math.log(rows - 1) + eulersConstant) - (2 * (rows - 1)) / rows;
}
