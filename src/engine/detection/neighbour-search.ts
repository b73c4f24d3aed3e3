import type { Matrix } from "./matrix.ts";

/** Rows of a leaf. */
const leafSize = 12;
/** Columns after which a distance that is too long already is given up. */
const columnsAtOnce = 4;

/** Asked before each leaf, because it may shrink while rows are found: the greatest squared distance that counts. */
type Limit = () => number;
type Found = (row: number, squaredDistance: number) => void;

/**
 * Finds the rows near a row: a k-d tree (Bentley, 1975), split at the middle of the widest column, with the bounds of each
 * node's rows. Distances are Euclidean. Columns stand in the order of their variance, so that most distances are given up
 * after a few of them.
 */
export class NeighbourSearch {
  private readonly columns: number;
  private readonly columnOrder: Int32Array;
  /** By place: the row. The rows of a node stand side by side. */
  private readonly rows: Int32Array;
  private readonly values: Float64Array;
  private readonly lows: Float64Array;
  private readonly highs: Float64Array;
  private readonly query: Float64Array;

  constructor(matrix: Matrix) {
    this.columns = matrix.columns;
    this.columnOrder = columnsByVariance(matrix);
    this.rows = Int32Array.from({ length: matrix.rows }, (_, row) => row);
    this.query = new Float64Array(this.columns);
    const nodes = 2 ** (Math.max(0, Math.ceil(Math.log2(Math.max(1, matrix.rows / leafSize)))) + 1);
    this.lows = new Float64Array(nodes * this.columns);
    this.highs = new Float64Array(nodes * this.columns);
    const arranged = new Float64Array(matrix.values.length);
    for (let row = 0; row < matrix.rows; row++) this.arrange(matrix, row, arranged, row);
    this.build(arranged, 1, 0, matrix.rows);
    this.values = new Float64Array(arranged.length);
    for (const [place, row] of this.rows.entries())
      this.values.set(arranged.subarray(row * this.columns, (row + 1) * this.columns), place * this.columns);
  }

  /** Visits the rows that are near a row of a matrix with the same columns, the surroundings first. */
  visit(matrix: Matrix, row: number, limit: Limit, found: Found): void {
    this.arrange(matrix, row, this.query, 0);
    this.descend(1, 0, this.rows.length, this.distanceToBox(1), limit, found);
  }

  private descend(node: number, start: number, end: number, least: number, limit: Limit, found: Found): void {
    if (least > limit()) return;
    if (end - start <= leafSize) {
      this.scan(start, end, limit, found);
      return;
    }
    const middle = (start + end) >>> 1;
    const left = this.distanceToBox(2 * node);
    const right = this.distanceToBox(2 * node + 1);
    if (left <= right) this.descend(2 * node, start, middle, left, limit, found);
    this.descend(2 * node + 1, middle, end, right, limit, found);
    if (left > right) this.descend(2 * node, start, middle, left, limit, found);
  }

  private scan(start: number, end: number, limit: Limit, found: Found): void {
    const { columns, values, query } = this;
    const whole = columns - (columns % columnsAtOnce);
    for (let place = start; place < end; place++) {
      const most = limit();
      const first = place * columns;
      let sum = 0;
      let column = 0;
      while (column < whole && sum <= most) {
        const a = (values[first + column] as number) - (query[column] as number);
        const b = (values[first + column + 1] as number) - (query[column + 1] as number);
        const c = (values[first + column + 2] as number) - (query[column + 2] as number);
        const d = (values[first + column + 3] as number) - (query[column + 3] as number);
        sum += a * a + b * b + c * c + d * d;
        column += columnsAtOnce;
      }
      if (sum > most) continue;
      for (; column < columns; column++) {
        const difference = (values[first + column] as number) - (query[column] as number);
        sum += difference * difference;
      }
      if (sum <= most) found(this.rows[place] as number, sum);
    }
  }

  private distanceToBox(node: number): number {
    const { columns, lows, highs, query } = this;
    const first = node * columns;
    let sum = 0;
    for (let column = 0; column < columns; column++) {
      const value = query[column] as number;
      const low = lows[first + column] as number;
      const high = highs[first + column] as number;
      const outside = value < low ? low - value : value > high ? value - high : 0;
      sum += outside * outside;
    }
    return sum;
  }

  private build(arranged: Float64Array, node: number, start: number, end: number): void {
    const { columns, lows, highs } = this;
    const first = node * columns;
    lows.fill(Number.POSITIVE_INFINITY, first, first + columns);
    highs.fill(Number.NEGATIVE_INFINITY, first, first + columns);
    for (let place = start; place < end; place++) {
      const values = (this.rows[place] as number) * columns;
      for (let column = 0; column < columns; column++) {
        const value = arranged[values + column] as number;
        if (value < (lows[first + column] as number)) lows[first + column] = value;
        if (value > (highs[first + column] as number)) highs[first + column] = value;
      }
    }
    if (end - start <= leafSize) return;
    let widest = 0;
    for (let column = 1; column < columns; column++)
      if (this.widthOf(first + column) > this.widthOf(first + widest)) widest = column;
    const key = (row: number): number => (columns === 0 ? 0 : (arranged[row * columns + widest] as number));
    this.rows.subarray(start, end).sort((one, other) => key(one) - key(other) || one - other);
    const middle = (start + end) >>> 1;
    this.build(arranged, 2 * node, start, middle);
    this.build(arranged, 2 * node + 1, middle, end);
  }

  private widthOf(at: number): number {
    return (this.highs[at] as number) - (this.lows[at] as number);
  }

  private arrange(matrix: Matrix, row: number, into: Float64Array, place: number): void {
    for (let column = 0; column < this.columns; column++)
      into[place * this.columns + column] = matrix.values[
        row * matrix.columns + (this.columnOrder[column] as number)
      ] as number;
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
