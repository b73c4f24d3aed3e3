import type { Matrix } from "./matrix.ts";

/** Means and standard deviations of columns. A column without variance is only moved, as in scikit-learn. */
export interface StandardScaler {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

export function fitScaler({ rows, columns, values }: Matrix): StandardScaler {
  const means = new Array<number>(columns).fill(0);
  const squares = new Array<number>(columns).fill(0);
  for (let at = 0; at < values.length; at++)
    means[at % columns] = (means[at % columns] as number) + (values[at] as number) / rows;
  for (let at = 0; at < values.length; at++) {
    const column = at % columns;
    squares[column] = (squares[column] as number) + ((values[at] as number) - (means[column] as number)) ** 2;
  }
  // Rounding leaves a constant column a variance of about the square of its last digit.
  const deviations = squares.map((sum, column) => {
    const deviation = Math.sqrt(sum / rows);
    return deviation <= 10 * Number.EPSILON * Math.abs(means[column] as number) || rows === 0 ? 1 : deviation;
  });
  return { means, deviations };
}

export function scaled({ rows, columns, values }: Matrix, { means, deviations }: StandardScaler): Matrix {
  return {
    rows,
    columns,
    values: values.map(
      (value, at) => (value - (means[at % columns] as number)) / (deviations[at % columns] as number),
    ),
  };
}
