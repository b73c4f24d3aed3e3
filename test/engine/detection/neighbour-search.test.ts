import { expect, test } from "vitest";
import { NeighbourSearch } from "../../../src/engine/detection/neighbour-search.ts";
import { fc, runs } from "../../support/fast-check.ts";
import { matrixOf } from "../../support/matrix-of.ts";

const rows = fc.integer({ min: 1, max: 6 }).chain((columns) =>
  fc.array(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: columns, maxLength: columns }), {
    minLength: 1,
    maxLength: 120,
  }),
);

test("finds exactly the rows within a distance, with their distances", () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 0, max: 30 }), (cells, limit) => {
      const matrix = matrixOf(cells);
      const search = new NeighbourSearch(matrix);
      const [query] = cells as [number[]];
      const expected = cells
        .map((other, row) => [
          row,
          other.reduce((sum, value, at) => sum + (value - (query[at] as number)) ** 2, 0),
        ])
        .filter(([, squared]) => (squared as number) <= limit);
      const found: number[][] = [];
      search.visit(
        matrix,
        0,
        () => limit,
        (row, squared) => found.push([row, squared]),
      );
      expect(found.sort(([one = 0], [other = 0]) => one - other)).toEqual(expected);
    }),
    runs(200),
  );
});
