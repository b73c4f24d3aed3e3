import { type Matrix, rowOf } from "./matrix.ts";
import { blockRows } from "./pair-kernel.ts";

/** Blocks of a leaf. */
const leafBlocks = 12;
export const leafRows = leafBlocks * blockRows;

/** Of rows, by column. */
interface Bounds {
  readonly lows: Float64Array;
  readonly highs: Float64Array;
}

/** A part of the tree's places: a leaf, or one with two parts. */
export interface RowNode extends Bounds {
  readonly start: number;
  readonly end: number;
  readonly parts: readonly [RowNode, RowNode] | undefined;
}

/**
 * Rows in an order in which near rows have near places: a k-d tree (Bentley, 1975), split at the middle of the widest
 * column, with the bounds of each node's rows. Every leaf but the last is full.
 */
export class RowTree {
  /** In the order of the places. */
  readonly matrix: Matrix;
  /** By place: the row. */
  readonly rows: Int32Array;
  readonly leaves: RowNode[] = [];
  readonly root: RowNode;

  constructor(matrix: Matrix) {
    this.rows = Int32Array.from({ length: matrix.rows }, (_, row) => row);
    this.root = this.build(matrix, 0, matrix.rows);
    const values = new Float64Array(matrix.values.length);
    for (const [place, row] of this.rows.entries()) values.set(rowOf(matrix, row), place * matrix.columns);
    this.matrix = { ...matrix, values };
  }

  private build(matrix: Matrix, start: number, end: number): RowNode {
    if (end - start <= leafRows) {
      const leaf = { start, end, ...this.boundsOf(matrix, start, end, 1), parts: undefined };
      this.leaves.push(leaf);
      return leaf;
    }
    // Which column is the widest, some of the rows tell.
    const some = this.boundsOf(matrix, start, end, Math.ceil((end - start) / leafRows));
    const widths = some.highs.map((high, column) => high - (some.lows[column] as number));
    const widest = Math.max(0, widths.indexOf(Math.max(...widths)));
    const middle = start + leafRows * Math.ceil((end - start) / leafRows / 2);
    this.split(start, middle, end, (row) => matrix.values[row * matrix.columns + widest] as number);
    const [one, other] = [this.build(matrix, start, middle), this.build(matrix, middle, end)];
    const lows = one.lows.map((low, column) => Math.min(low, other.lows[column] as number));
    const highs = one.highs.map((high, column) => Math.max(high, other.highs[column] as number));
    return { start, end, lows, highs, parts: [one, other] };
  }

  private boundsOf({ columns, values }: Matrix, start: number, end: number, step: number): Bounds {
    const lows = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
    const highs = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
    for (let place = start; place < end; place += step) {
      const first = (this.rows[place] as number) * columns;
      for (let column = 0; column < columns; column++) {
        const value = values[first + column] as number;
        if (value < (lows[column] as number)) lows[column] = value;
        if (value > (highs[column] as number)) highs[column] = value;
      }
    }
    return { lows, highs };
  }

  /** Puts the least before the middle; equals stay in their order. */
  private split(start: number, middle: number, end: number, key: (row: number) => number): void {
    const rows = this.rows.slice(start, end);
    const sorted = Float64Array.from(rows, key).sort();
    const pivot = sorted[middle - start] as number;
    let before = start;
    let equal = start;
    for (const each of sorted) if (each < pivot) equal++;
    let after = middle;
    for (const row of rows) {
      const value = key(row);
      if (value < pivot) this.rows[before++] = row;
      else if (value === pivot && equal < middle) this.rows[equal++] = row;
      else this.rows[after++] = row;
    }
  }
}

/** The least squared distance that a row of one node may have to one of the other; less by what rounding may add. */
export function distanceBetween(one: RowNode, other: RowNode): number {
  let sum = 0;
  for (let column = 0; column < one.lows.length; column++) {
    const ahead = (other.lows[column] as number) - (one.highs[column] as number);
    const behind = (one.lows[column] as number) - (other.highs[column] as number);
    const apart = Math.max(0, ahead, behind);
    sum += apart * apart;
  }
  return sum * (1 - 1e-12);
}
