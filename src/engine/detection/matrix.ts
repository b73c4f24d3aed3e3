/** A table of numbers in one array, row by row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** The different rows of a matrix. Sessions of one workflow are equal by the thousand, and equal rows are worked on once. */
export interface DistinctRows {
  /** In the order in which each row first came. */
  readonly matrix: Matrix;
  /** How many rows of the whole matrix each one stands for. */
  readonly weights: Float64Array;
  /** By row of the whole matrix: the place of its equal. */
  readonly places: Int32Array;
}

export function rowOf({ columns, values }: Matrix, row: number): Float64Array {
  return values.subarray(row * columns, (row + 1) * columns);
}

export function selectRows(matrix: Matrix, rows: ArrayLike<number>): Matrix {
  const values = new Float64Array(rows.length * matrix.columns);
  for (let row = 0; row < rows.length; row++)
    values.set(rowOf(matrix, rows[row] as number), row * matrix.columns);
  return { rows: rows.length, columns: matrix.columns, values };
}

/** The columns of all, side by side. All have as many rows. */
export function beside(matrices: readonly Matrix[]): Matrix {
  const rows = matrices[0]?.rows ?? 0;
  const columns = matrices.reduce((sum, matrix) => sum + matrix.columns, 0);
  const values = new Float64Array(rows * columns);
  let first = 0;
  for (const matrix of matrices) {
    for (let row = 0; row < rows; row++) values.set(rowOf(matrix, row), row * columns + first);
    first += matrix.columns;
  }
  return { rows, columns, values };
}

export function distinctRows(matrix: Matrix): DistinctRows {
  const places = new Int32Array(matrix.rows);
  const firsts: number[] = [];
  const weights: number[] = [];
  const byHash = new Map<number, number[]>();
  for (let row = 0; row < matrix.rows; row++) {
    const cells = rowOf(matrix, row);
    const hash = hashOf(cells);
    const alike = byHash.get(hash);
    let place = alike?.find((each) => areEqual(cells, rowOf(matrix, firsts[each] as number)));
    if (place === undefined) {
      place = firsts.push(row) - 1;
      weights.push(0);
      if (alike === undefined) byHash.set(hash, [place]);
      else alike.push(place);
    }
    weights[place] = (weights[place] as number) + 1;
    places[row] = place;
  }
  return { matrix: selectRows(matrix, firsts), weights: Float64Array.from(weights), places };
}

/** Gives each row of the whole matrix what its distinct row has. */
export function scattered(values: Float64Array, places: Int32Array): Float64Array {
  return Float64Array.from(places, (place) => values[place] as number);
}

const word = new Float64Array(1);
const halves = new Uint32Array(word.buffer);

/** FNV-1a over the halves of each number. */
function hashOf(cells: Float64Array): number {
  let hash = 0x811c9dc5;
  for (const cell of cells) {
    // 0 and -0 are equal.
    word[0] = cell + 0;
    hash = Math.imul(hash ^ (halves[0] as number), 0x01000193);
    hash = Math.imul(hash ^ (halves[1] as number), 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash;
}

function areEqual(one: Float64Array, other: Float64Array): boolean {
  for (let column = 0; column < one.length; column++) if (one[column] !== other[column]) return false;
  return true;
}
