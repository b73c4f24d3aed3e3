import type { DistinctRows } from "./matrix.ts";
import { nearPairs, squaredDistance } from "./near-pairs.ts";
import { RowTree } from "./row-tree.ts";

/** Finds the `k` nearest rows of rows, where equal rows are held once with a weight. */
export class NearestRows {
  private readonly tree: RowTree;
  /** By place in the tree. */
  private readonly weights: Float64Array;
  private readonly k: number;

  constructor({ matrix, weights }: DistinctRows, k: number) {
    this.tree = new RowTree(matrix);
    this.weights = Float64Array.from(this.tree.rows, (row) => weights[row] as number);
    this.k = k;
  }

  /** Of each of the rows: a row is not its own neighbour, its equals are. */
  ofAll(): Nearest {
    const { tree, weights } = this;
    const nearest = new Nearest(tree, tree, weights, this.k);
    for (const place of weights.keys()) nearest.add(place, place, 0);
    nearPairs(tree, tree, {
      limits: nearest.limits,
      found: (one, other) => nearest.addPair(one, other),
    });
    return nearest;
  }

  /** Of each row of other ones, with the same columns. */
  of({ matrix }: DistinctRows): Nearest {
    const asked = new RowTree(matrix);
    const nearest = new Nearest(asked, this.tree, this.weights, this.k);
    nearPairs(asked, this.tree, {
      limits: nearest.limits,
      found: (one, other) => nearest.addPair(one, other),
    });
    return nearest;
  }
}

/** The nearest rows of each row; together they stand for `k` rows. */
export class Nearest {
  /** Squared distance beyond which a row is none of the nearest, by place. */
  readonly limits: Float64Array;
  private readonly asked: RowTree;
  private readonly among: RowTree;
  private readonly weights: Float64Array;
  private readonly k: number;
  private readonly lengths: Int32Array;
  private readonly totals: Float64Array;
  /** Of each row `k` and one more, while it is found out which is not needed. */
  private readonly places: Int32Array;
  private readonly squares: Float64Array;

  constructor(asked: RowTree, among: RowTree, weights: Float64Array, k: number) {
    const rows = asked.rows.length;
    this.asked = asked;
    this.among = among;
    this.weights = weights;
    this.k = k;
    this.limits = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
    this.lengths = new Int32Array(rows);
    this.totals = new Float64Array(rows);
    this.places = new Int32Array(rows * (k + 1));
    this.squares = new Float64Array(rows * (k + 1));
  }

  addPair(place: number, neighbour: number): void {
    const squared = squaredDistance(this.asked, place, this.among, neighbour);
    this.add(place, neighbour, squared);
    if (this.asked === this.among) this.add(neighbour, place, squared);
  }

  add(place: number, neighbour: number, squared: number): void {
    if (squared > (this.limits[place] as number)) return;
    const weight = this.weightOf(place, neighbour);
    if (weight === 0) return;
    const { places, squares, k } = this;
    const first = place * (k + 1);
    let last = first + (this.lengths[place] as number);
    let at = last;
    // Of two at the same distance the earlier place, whatever the order in which they were found.
    for (; at > first; at--) {
      const before = squares[at - 1] as number;
      if (before < squared || (before === squared && (places[at - 1] as number) < neighbour)) break;
      squares[at] = before;
      places[at] = places[at - 1] as number;
    }
    squares[at] = squared;
    places[at] = neighbour;
    let total = (this.totals[place] as number) + weight;
    // The farthest are not needed any more.
    for (; ; last--) {
      const farthest = this.weightOf(place, places[last] as number);
      if (total - farthest < k) break;
      total -= farthest;
    }
    this.lengths[place] = last + 1 - first;
    this.totals[place] = total;
    if (total >= k) this.limits[place] = squares[last] as number;
  }

  /** Calls for each row, for each of its nearest rows: how many of the `k` it stands for, and how far it is. */
  visit(use: (row: number, neighbour: number, weight: number, distance: number) => void): void {
    for (const [place, row] of this.asked.rows.entries()) {
      const first = place * (this.k + 1);
      const last = first + (this.lengths[place] as number) - 1;
      for (let at = first; at <= last; at++) {
        const neighbour = this.places[at] as number;
        const weight = this.weightOf(place, neighbour);
        // Of the last only as many as are needed.
        const unneeded = at < last ? 0 : Math.max(0, (this.totals[place] as number) - this.k);
        use(
          row,
          this.among.rows[neighbour] as number,
          weight - unneeded,
          Math.sqrt(this.squares[at] as number),
        );
      }
    }
  }

  private weightOf(place: number, neighbour: number): number {
    const weight = this.weights[neighbour] as number;
    return place === neighbour && this.asked === this.among ? weight - 1 : weight;
  }
}
