import { blockRows, PairKernel } from "./pair-kernel.ts";
import { distanceBetween, leafRows, type RowNode, type RowTree } from "./row-tree.ts";

/** What is asked of the pairs of rows that are near each other. Rows are told by their places in their trees. */
export interface PairsAsked {
  /** By place in the first tree: the greatest squared distance that counts. They may become less while pairs are found. */
  readonly limits: Float64Array;
  /** Whether pairs of these nodes are of no interest any more. */
  readonly isSettled?: (one: RowNode, other: RowNode) => boolean;
  /** Of a pair that may be within the limit of one of both, or was a while ago: who needs to know asks `squaredDistance`. */
  readonly found: (one: number, other: number) => void;
}

/**
 * Finds the pairs of a row of one tree and a row of another that are near each other; of one tree alone, each pair once.
 * Leaves whose bounds are too far apart are left out, the rows of others are compared by the kernel.
 */
export function nearPairs(tree: RowTree, among: RowTree, asked: PairsAsked): void {
  if (tree.matrix.rows > 0 && among.matrix.rows > 0) new Search(tree, among, asked).run();
}

/** Below it single precision has no digits left; rows are scaled so that the largest number is 1. */
const least = 1e-30;

class Search {
  private readonly tree: RowTree;
  private readonly among: RowTree;
  private readonly asked: PairsAsked;
  private readonly isOne: boolean;
  private readonly kernel: PairKernel;
  /** The place of the second tree's first row in the kernel. */
  private readonly base: number;
  /** Of squared distances. */
  private readonly scale: number;
  /** By node of the second tree: the greatest limit of its rows when the leaves had been compared with themselves. */
  private readonly widest = new Map<RowNode, number>();

  constructor(tree: RowTree, among: RowTree, asked: PairsAsked) {
    this.tree = tree;
    this.among = among;
    this.asked = asked;
    this.isOne = tree === among;
    const own = Math.ceil(tree.matrix.rows / blockRows);
    this.base = this.isOne ? 0 : own * blockRows;
    const blocks = this.isOne ? own : own + Math.ceil(among.matrix.rows / blockRows);
    this.kernel = new PairKernel(tree.matrix.columns, blocks, leafRows / blockRows);
    this.scale = this.load();
  }

  run(): void {
    const { leaves } = this.tree;
    // Rows of a leaf are near each other, so this makes the limits small at once.
    if (this.isOne) for (const leaf of leaves) this.compare(leaf, leaf);
    this.widen(this.among.root);
    for (const leaf of leaves) this.descend(leaf, this.among.root, distanceBetween(leaf, this.among.root));
  }

  private descend(leaf: RowNode, node: RowNode, distance: number): void {
    if (this.isOne && node.end <= leaf.end) return;
    if (distance > Math.max(this.limitOf(leaf), this.widest.get(node) as number)) return;
    if (this.asked.isSettled?.(leaf, node)) return;
    if (node.parts === undefined) {
      this.compare(leaf, node);
      return;
    }
    const [before, after] = node.parts;
    const [toBefore, toAfter] = [distanceBetween(leaf, before), distanceBetween(leaf, after)];
    if (toBefore <= toAfter) this.descend(leaf, before, toBefore);
    this.descend(leaf, after, toAfter);
    if (toBefore > toAfter) this.descend(leaf, before, toBefore);
  }

  private compare(one: RowNode, other: RowNode): void {
    this.setLimits(one);
    if (this.isOne && one !== other) this.setLimits(other);
    const isWithin = one === other;
    const first = (this.base + other.start) / blockRows;
    const end = Math.ceil((this.base + other.end) / blockRows);
    for (let block = one.start / blockRows; block * blockRows < one.end; block++)
      this.kernel.visit(block, first, end, (place, at) => {
        const second = at - this.base;
        if (!isWithin || second > place) this.asked.found(place, second);
      });
  }

  private setLimits({ start, end }: RowNode): void {
    this.kernel.setLimits(this.asked.limits, start, end, this.scale);
  }

  private limitOf({ start, end }: RowNode): number {
    let most = -1;
    for (let place = start; place < end; place++) most = Math.max(most, this.asked.limits[place] as number);
    return most;
  }

  private widen(node: RowNode): number {
    const limit =
      node.parts !== undefined
        ? Math.max(this.widen(node.parts[0]), this.widen(node.parts[1]))
        : this.isOne
          ? this.limitOf(node)
          : -1;
    this.widest.set(node, limit);
    return limit;
  }

  /** @returns the scale */
  private load(): number {
    const { columns, rows, values } = this.among.matrix;
    const means = new Float64Array(columns);
    for (let at = 0; at < values.length; at++)
      means[at % columns] = (means[at % columns] as number) + (values[at] as number) / rows;
    const trees = this.isOne ? [this.tree] : [this.tree, this.among];
    let largest = 0;
    for (const { root } of trees)
      for (const [column, mean] of means.entries())
        largest = Math.max(
          largest,
          (root.highs[column] as number) - mean,
          mean - (root.lows[column] as number),
        );
    const factor = largest > 0 ? 1 / largest : 1;
    // Whatever single precision rounds, of a norm or of a product of so many columns.
    const kept = 1 - (columns + 16) * 2 ** -23;
    const row = new Float64Array(columns);
    for (const [number, { matrix }] of trees.entries())
      for (let place = 0; place < Math.ceil(matrix.rows / blockRows) * blockRows; place++) {
        let norm = place < matrix.rows ? 0 : Number.POSITIVE_INFINITY;
        for (let column = 0; column < columns; column++) {
          const value = (matrix.values[place * columns + column] as number) - (means[column] as number);
          row[column] = place < matrix.rows ? value * factor : 0;
          norm += (row[column] as number) ** 2;
        }
        this.kernel.setRow(number * this.base + place, (norm / 2) * kept - least, row);
      }
    return factor * factor;
  }
}

/** In double precision. @param one a place in a tree @param other a place among the others */
export function squaredDistance(tree: RowTree, one: number, among: RowTree, other: number): number {
  const { columns, values } = tree.matrix;
  const others = among.matrix.values;
  let first = one * columns;
  let second = other * columns;
  const end = first + columns;
  const endOfFours = end - (columns % 4);
  // Four sums, because none can go on before its last addition is done.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (; first < endOfFours; first += 4, second += 4) {
    a += ((values[first] as number) - (others[second] as number)) ** 2;
    b += ((values[first + 1] as number) - (others[second + 1] as number)) ** 2;
    c += ((values[first + 2] as number) - (others[second + 2] as number)) ** 2;
    d += ((values[first + 3] as number) - (others[second + 3] as number)) ** 2;
  }
  for (; first < end; first++, second++) a += ((values[first] as number) - (others[second] as number)) ** 2;
  return a + b + (c + d);
}
