import type { Matrix } from "./matrix.ts";

/** Columns after which a distance that is too long already is given up. */
const columnsAtOnce = 4;

/**
 * Finds the rows near a row. Rows lie in the order of the column that varies most, and distances add the columns up in
 * the order of their variance, so that most pairs are left out early. Distances are Euclidean.
 */
export class NeighbourSearch {
  private readonly columns: number;
  /** Columns by variance, rows by the first of them. */
  private readonly values: Float64Array;
  /** By place in that order: the row. */
  private readonly rows: Int32Array;
  private readonly columnOrder: Int32Array;
  private readonly query: Float64Array;

  constructor(matrix: Matrix) {
    this.columns = matrix.columns;
    this.columnOrder = columnsByVariance(matrix);
    const first = this.columnOrder[0] ?? 0;
    const key = (row: number): number => matrix.values[row * matrix.columns + first] as number;
    this.rows = Int32Array.from({ length: matrix.rows }, (_, row) => row);
    if (matrix.columns > 0) this.rows.sort((one, other) => key(one) - key(other) || one - other);
    this.values = new Float64Array(matrix.values.length);
    for (const [place, row] of this.rows.entries()) this.arrange(matrix, row, this.values, place);
    this.query = new Float64Array(this.columns);
  }

  /**
   * Visits the rows whose squared distance to a row is at most a limit, in no order.
   *
   * @param limit asked before each row, because it may shrink as rows are found
   */
  visit(
    matrix: Matrix,
    row: number,
    limit: () => number,
    found: (neighbour: number, squaredDistance: number) => void,
  ): void {
    const { columns, values, query } = this;
    this.arrange(matrix, row, query, 0);
    const key = query[0] ?? 0;
    let above = this.firstAtLeast(key);
    let below = above - 1;
    const count = this.rows.length;
    const distanceOf = (place: number): number =>
      columns === 0 ? 0 : ((values[place * columns] as number) - key) ** 2;
    let toBelow = below < 0 ? Number.POSITIVE_INFINITY : distanceOf(below);
    let toAbove = above >= count ? Number.POSITIVE_INFINITY : distanceOf(above);
    for (let least = limit(); Math.min(toBelow, toAbove) <= least; least = limit()) {
      let place: number;
      if (toBelow <= toAbove) {
        if (below < 0) return;
        place = below--;
        toBelow = below < 0 ? Number.POSITIVE_INFINITY : distanceOf(below);
      } else {
        if (above >= count) return;
        place = above++;
        toAbove = above >= count ? Number.POSITIVE_INFINITY : distanceOf(above);
      }
      const squared = this.squaredDistance(place, least);
      if (squared <= least) found(this.rows[place] as number, squared);
    }
  }

  private squaredDistance(place: number, limit: number): number {
    const { columns, values, query } = this;
    const first = place * columns;
    let sum = 0;
    let column = 0;
    for (const whole = columns - columnsAtOnce; column <= whole; ) {
      for (const end = column + columnsAtOnce; column < end; column++) {
        const difference = (values[first + column] as number) - (query[column] as number);
        sum += difference * difference;
      }
      if (sum > limit) return sum;
    }
    for (; column < columns; column++) {
      const difference = (values[first + column] as number) - (query[column] as number);
      sum += difference * difference;
    }
    return sum;
  }

  private arrange(matrix: Matrix, row: number, into: Float64Array, place: number): void {
    for (let column = 0; column < this.columns; column++)
      into[place * this.columns + column] = matrix.values[
        row * matrix.columns + (this.columnOrder[column] as number)
      ] as number;
  }

  /** The first place whose row has at least this value in the first column. */
  private firstAtLeast(key: number): number {
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.values[middle * this.columns] as number) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function columnsByVariance({ rows, columns, values }: Matrix): Int32Array {
  const sums = new Float64Array(columns);
  const squares = new Float64Array(columns);
  for (let at = 0; at < values.length; at++) {
    const column = at % columns;
    const value = values[at] as number;
    sums[column] = (sums[column] as number) + value;
    squares[column] = (squares[column] as number) + value * value;
  }
  const variance = (column: number): number =>
    (squares[column] as number) / rows - ((sums[column] as number) / rows) ** 2;
  return Int32Array.from({ length: columns }, (_, column) => column).sort(
    (one, other) => variance(other) - variance(one) || one - other,
  );
}
