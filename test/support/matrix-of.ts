import type { Matrix } from "../../src/engine/detection/matrix.ts";

/** @throws RangeError for rows of different lengths */
export function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  const columns = rows[0]?.length ?? 0;
  const values = new Float64Array(rows.length * columns);
  for (const [row, cells] of rows.entries()) {
    if (cells.length !== columns)
      throw new RangeError(`row ${row} has ${cells.length} numbers, and the first has ${columns}`);
    values.set(cells, row * columns);
  }
  return { rows: rows.length, columns, values };
}
