import { describe, expect, test } from "vitest";
import {
  fitIsolationForest,
  restoreIsolationForest,
} from "../../../src/engine/detection/isolation-forest.ts";
import { averagePathLength } from "../../../src/engine/detection/isolation-tree.ts";
import { seededRandom } from "../../../src/engine/detection/seeded-random.ts";
import { matrixOf } from "../../support/matrix-of.ts";

const random = seededRandom(4);
const crowd = Array.from({ length: 300 }, () => [random(), random(), random()]);

describe("an isolation forest", () => {
  test("gives the highest score to the row that is far from all others", () => {
    const { scores } = fitIsolationForest(matrixOf([...crowd, [9, 9, 9]]), { seed: 1 });
    expect(scores.indexOf(Math.max(...scores))).toBe(300);
    expect(scores[300]).toBeGreaterThan(0.7);
  });

  test("is the same for the same seed, and another for another", () => {
    const rows = matrixOf(crowd);
    const [one, same, other] = [5, 5, 6].map(
      (seed) => fitIsolationForest(rows, { seed, estimators: 10 }).scores,
    );
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
  });

  test("gives equal rows equal scores, and rows without any difference the score of a crowd", () => {
    const { scores } = fitIsolationForest(matrixOf(Array.from({ length: 40 }, () => [1, 2])), { seed: 1 });
    expect(new Set(scores).size).toBe(1);
    expect(scores[0]).toBeCloseTo(0.5);
    expect(Array.from(fitIsolationForest(matrixOf([[3]]), { seed: 1 }).scores)).toEqual([0.5]);
  });

  test("judges as before when it was saved and restored", () => {
    const forest = fitIsolationForest(matrixOf(crowd), { seed: 2, estimators: 20 });
    const restored = restoreIsolationForest(JSON.parse(JSON.stringify(forest.save())));
    const fresh = matrixOf([
      [0.5, 0.5, 0.5],
      [4, 0, 0],
    ]);
    expect(restored.score(fresh)).toEqual(forest.score(fresh));
    expect(forest.score(matrixOf(crowd))).toEqual(forest.scores);
  });
});

test("the mean path of a search grows with the logarithm of the rows", () => {
  expect([0, 1, 2].map(averagePathLength)).toEqual([0, 0, 1]);
  // The paper's c(256).
  expect(averagePathLength(256)).toBeCloseTo(10.2448, 3);
});
