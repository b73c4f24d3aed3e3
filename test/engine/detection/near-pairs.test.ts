import { expect, test } from "vitest";
import { dbscan, noise } from "../../../src/engine/detection/dbscan.ts";
import { distinctRows } from "../../../src/engine/detection/matrix.ts";
import { nearPairs, squaredDistance } from "../../../src/engine/detection/near-pairs.ts";
import { NearestRows } from "../../../src/engine/detection/nearest.ts";
import { RowTree } from "../../../src/engine/detection/row-tree.ts";
import { fc, runs } from "../../support/fast-check.ts";
import { matrixOf } from "../../support/matrix-of.ts";

/** Few whole numbers, so that ties and copies are many; or any size of number, where single precision is lost. */
const cell = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -4, max: 4 }) },
  fc.double({ min: -1e12, max: 1e12, noNaN: true }),
  fc.constantFrom(1e-300, 1e-9, 1e150, 1_000_000.001, 1_000_000.002),
);
const rows = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.boolean())
  .chain(([columns, isWhole]) =>
    fc.array(
      fc.array(isWhole ? fc.integer({ min: -4, max: 4 }) : cell, { minLength: columns, maxLength: columns }),
      { minLength: 1, maxLength: 300 },
    ),
  );
const square = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, at) => sum + (value - (other[at] as number)) ** 2, 0);

test("finds each pair of rows of one set within the limit of one of both, once", () => {
  fc.assert(
    fc.property(rows, fc.array(fc.integer({ min: -1, max: 30 }), { minLength: 1 }), (cells, some) => {
      const tree = new RowTree(matrixOf(cells));
      const limits = Float64Array.from(tree.rows, (_, place) => some[place % some.length] as number);
      const found = new Set<number>();
      const key = (one: number, other: number): number =>
        Math.min(one, other) * cells.length + Math.max(one, other);
      nearPairs(tree, tree, {
        limits,
        found: (one, other) => {
          expect(found.has(key(one, other))).toBe(false);
          found.add(key(one, other));
        },
      });
      for (let one = 0; one < cells.length; one++)
        for (let other = one + 1; other < cells.length; other++) {
          const distance = squaredDistance(tree, one, tree, other);
          const limit = Math.max(limits[one] as number, limits[other] as number);
          if (distance <= limit) expect(found.has(key(one, other)), `${distance} of ${limit}`).toBe(true);
        }
    }),
    runs(200),
  );
});

test("the nearest rows are those that are nearest, together as many as asked", () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 25 }), (cells, k) => {
      const learnt = distinctRows(matrixOf(cells));
      const own = new NearestRows(learnt, k).ofAll();
      const byRow = new Map<number, number[]>();
      own.visit((row, _, weight, distance) => {
        byRow.set(row, [...(byRow.get(row) ?? []), ...new Array<number>(weight).fill(distance)]);
      });
      for (const [at, cell] of cells.entries()) {
        const others = cells
          .filter((_, other) => other !== at)
          .map((other) => Math.sqrt(square(cell, other)));
        const expected = others.sort((one, other) => one - other).slice(0, k);
        const found = byRow.get(learnt.places[at] as number) ?? [];
        expect(found.length).toBe(expected.length);
        for (const [place, distance] of found.entries())
          expect(Math.abs(distance - (expected[place] as number))).toBeLessThanOrEqual(1e-9 * distance);
      }
    }),
    runs(100),
  );
});

test("the nearest among others are those of a search through all", () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 5 }), (cells, k) => {
      const middle = cells.length >> 1;
      const [learnt, asked] = [cells.slice(middle), cells.slice(0, middle)];
      const distinct = distinctRows(matrixOf(asked));
      const nearest = new NearestRows(distinctRows(matrixOf(learnt)), k).of(distinct);
      const farthest = new Map<number, number>();
      nearest.visit((row, _, __, distance) => farthest.set(row, distance));
      for (const [at, cell] of asked.entries()) {
        const sorted = learnt.map((other) => square(cell, other)).sort((one, other) => one - other);
        const expected = Math.sqrt(sorted[Math.min(k, sorted.length) - 1] as number);
        const found = farthest.get(distinct.places[at] as number) as number;
        expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * expected);
      }
    }),
    runs(100),
  );
});

test("clusters are those that lists of neighbours give", () => {
  fc.assert(
    fc.property(
      rows,
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom(0.5, 1, Math.SQRT2, 2),
      (cells, minSamples, eps) => {
        const whole = cells.map((row) => row.map((value) => Math.round(Math.max(-9, Math.min(9, value)))));
        expect(Array.from(dbscan(matrixOf(whole), { eps, minSamples }))).toEqual(
          clustersByLists(whole, eps, minSamples),
        );
      },
    ),
    runs(100),
  );
});

/** As in the paper: from the first core on, all that it reaches, before the next core. */
function clustersByLists(cells: readonly number[][], eps: number, minSamples: number): number[] {
  const near = cells.map((one) =>
    cells.flatMap((other, at) => (square(one, other) <= eps * eps * (1 + 1e-12) ? [at] : [])),
  );
  const clusters = cells.map(() => noise);
  let next = 0;
  for (const row of cells.keys()) {
    if (clusters[row] !== noise || (near[row] as number[]).length < minSamples) continue;
    clusters[row] = next;
    const waiting = [row];
    for (let core = waiting.pop(); core !== undefined; core = waiting.pop())
      for (const at of near[core] as number[]) {
        if (clusters[at] !== noise) continue;
        clusters[at] = next;
        if ((near[at] as number[]).length >= minSamples) waiting.push(at);
      }
    next++;
  }
  return clusters;
}
