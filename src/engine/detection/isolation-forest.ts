import type { FittedDetector, SavedDetector } from "./detector.ts";
import { averagePathLength, growTree, type IsolationTree, pathLength } from "./isolation-tree.ts";
import { distinctRows, type Matrix, scattered } from "./matrix.ts";
import { Sampler, seededRandom } from "./seeded-random.ts";

/** Names and defaults of scikit-learn's. */
export interface IsolationForestOptions {
  /** Trees. */
  readonly estimators?: number;
  /** Rows of which a tree is grown; all where there are fewer. */
  readonly maxSamples?: number;
  readonly seed: number;
}

/** Scores from 0 to 1: 1 is a row that every tree sets apart at once, .5 one of a crowd without structure. */
export function fitIsolationForest(
  rows: Matrix,
  { estimators = 100, maxSamples = 256, seed }: IsolationForestOptions,
): FittedDetector {
  const random = seededRandom(seed);
  const { matrix, places } = distinctRows(rows);
  const sampled = Math.min(maxSamples, rows.rows);
  const depthLimit = Math.ceil(Math.log2(Math.max(sampled, 2)));
  const weights = new Float64Array(matrix.rows);
  const sampler = new Sampler(rows.rows, random);
  const trees = Array.from({ length: estimators }, () => {
    const sample = new Set<number>();
    weights.fill(0);
    for (const row of sampler.draw(sampled)) {
      const place = places[row] as number;
      sample.add(place);
      weights[place] = (weights[place] as number) + 1;
    }
    return growTree(matrix, Int32Array.from(sample), weights, depthLimit, random);
  });
  const scores = scattered(forestScores(trees, sampled, matrix), places);
  return fitted({ trees, sampled }, scores);
}

/** @throws Error for what `save` did not write */
export function restoreIsolationForest(saved: SavedDetector): FittedDetector {
  const { trees, sampled } = saved as unknown as {
    trees: Record<keyof IsolationTree, number[]>[];
    sampled: number;
  };
  const restored = trees.map(({ columns, thresholds, lefts, rights, sizes }) => ({
    columns: Int32Array.from(columns),
    thresholds: Float64Array.from(thresholds),
    lefts: Int32Array.from(lefts),
    rights: Int32Array.from(rights),
    sizes: Float64Array.from(sizes),
  }));
  return fitted({ trees: restored, sampled }, new Float64Array(0));
}

function fitted(
  { trees, sampled }: { trees: readonly IsolationTree[]; sampled: number },
  scores: Float64Array,
): FittedDetector {
  return {
    scores,
    score: (rows) => {
      const { matrix, places } = distinctRows(rows);
      return scattered(forestScores(trees, sampled, matrix), places);
    },
    save: () => ({
      sampled,
      trees: trees.map((tree) =>
        Object.fromEntries(Object.entries(tree).map(([name, values]) => [name, Array.from(values)])),
      ),
    }),
  };
}

/** 2 to the power of minus the mean path length over that of a crowd. */
function forestScores(trees: readonly IsolationTree[], sampled: number, rows: Matrix): Float64Array {
  const scores = new Float64Array(rows.rows);
  for (const tree of trees)
    for (let row = 0; row < rows.rows; row++)
      scores[row] = (scores[row] as number) + pathLength(tree, rows.values, row * rows.columns);
  const usual = trees.length * averagePathLength(sampled);
  // One row alone has no path: nothing sets it apart from anything.
  return scores.map((length) => (usual === 0 ? 0.5 : 2 ** (-length / usual)));
}
