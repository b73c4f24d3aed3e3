import { LRUCache } from "lru-cache";
import type { Matrix } from "./matrix.ts";

/** Bytes of kernel rows that are kept. */
const keptBytes = 64_000_000;

/** The radial kernel: 1 for equal rows, less the farther they are apart. */
export function radialKernel(
  one: Matrix,
  row: number,
  other: Matrix,
  otherRow: number,
  gamma: number,
): number {
  const first = row * one.columns;
  const second = otherRow * other.columns;
  let squared = 0;
  for (let column = 0; column < other.columns; column++) {
    const difference = (one.values[first + column] as number) - (other.values[second + column] as number);
    squared += difference * difference;
  }
  return Math.exp(-gamma * squared);
}

/** Rows of the kernel's matrix, made when they are asked for; the latest ones are kept. */
export class KernelRows {
  private readonly kept: LRUCache<number, Float64Array>;
  private readonly matrix: Matrix;
  private readonly gamma: number;

  constructor(matrix: Matrix, gamma: number) {
    this.matrix = matrix;
    this.gamma = gamma;
    const rows = Math.max(2, matrix.rows);
    // The cache makes room for all that it may hold at once.
    this.kept = new LRUCache({ max: Math.max(2, Math.min(rows, Math.floor(keptBytes / (8 * rows)))) });
  }

  row(row: number): Float64Array {
    let values = this.kept.get(row);
    if (values === undefined) {
      values = Float64Array.from({ length: this.matrix.rows }, (_, other) =>
        radialKernel(this.matrix, row, this.matrix, other, this.gamma),
      );
      this.kept.set(row, values);
    }
    return values;
  }
}
