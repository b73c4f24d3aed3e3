import { describe, expect, test } from "vitest";
import { beside, distinctRows, rowOf, scattered } from "../../../src/engine/detection/matrix.ts";
import { fc } from "../../support/fast-check.ts";
import { matrixOf } from "../../support/matrix-of.ts";

const cell = fc.constantFrom(0, -0, 1, 2, 0.5, -3);
const table = fc
  .integer({ min: 1, max: 4 })
  .chain((columns) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 30 }),
  );

describe("the distinct rows of a matrix", () => {
  test("are all different, and give the whole matrix back", () => {
    fc.assert(
      fc.property(table, (rows) => {
        const whole = matrixOf(rows);
        const { matrix, weights, places } = distinctRows(whole);
        for (let row = 0; row < whole.rows; row++)
          expect(Array.from(rowOf(matrix, places[row] as number), (value) => value + 0)).toEqual(
            Array.from(rowOf(whole, row), (value) => value + 0),
          );
        const texts = Array.from({ length: matrix.rows }, (_, row) =>
          Array.from(rowOf(matrix, row), (v) => v + 0).join(),
        );
        expect(new Set(texts).size).toBe(matrix.rows);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(rows.length);
      }),
    );
  });

  test("come in the order in which each first came", () => {
    const { places } = distinctRows(matrixOf([[7], [5], [7], [1], [5]]));
    expect(Array.from(places)).toEqual([0, 1, 0, 2, 1]);
    expect(Array.from(scattered(Float64Array.of(10, 20, 30), places))).toEqual([10, 20, 10, 30, 20]);
  });
});

test("rows of different lengths are refused", () => {
  expect(() => matrixOf([[1, 2], [3]])).toThrow("row 1 has 1 numbers, and the first has 2");
});

test("matrices side by side have the columns of each", () => {
  const both = beside([
    matrixOf([[1], [2]]),
    matrixOf([
      [3, 4],
      [5, 6],
    ]),
  ]);
  expect([both.columns, ...both.values]).toEqual([3, 1, 3, 4, 2, 5, 6]);
});
