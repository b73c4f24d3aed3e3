import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dbscan } from "../../../src/engine/detection/dbscan.ts";
import { restoreIsolationForest } from "../../../src/engine/detection/isolation-forest.ts";
import {
  fitLocalOutlierFactor,
  restoreLocalOutlierFactor,
} from "../../../src/engine/detection/local-outlier-factor.ts";
import { fitOneClassSvm, restoreOneClassSvm } from "../../../src/engine/detection/one-class-svm.ts";
import { fitScaler } from "../../../src/engine/detection/standard-scaler.ts";
import { matrixOf } from "../../support/matrix-of.ts";

interface Scores {
  readonly scores: readonly number[];
  readonly fresh: readonly number[];
}

interface Sample {
  readonly rows: readonly number[][];
  readonly fresh: readonly number[][];
  readonly scaler: { readonly means: readonly number[]; readonly deviations: readonly number[] };
  readonly isolation_forest: Scores & { readonly sampled: number; readonly trees: readonly object[] };
  readonly local_outlier_factor: Scores;
  readonly one_class_svm: Scores;
  readonly dbscan: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}

// Written by scripts/detection-golden.py.
const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, "golden", "scikit-learn.json"), "utf8"),
) as Record<"single" | "repeated", Sample>;

function expectNear(came: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(came.length).toBe(expected.length);
  for (let at = 0; at < expected.length; at++)
    expect(Math.abs((came[at] as number) - (expected[at] as number)), `row ${at}`).toBeLessThan(tolerance);
}

describe.each(["single", "repeated"] as const)("on a sample of %s rows, as scikit-learn says", (name) => {
  const sample = golden[name];
  const rows = matrixOf(sample.rows);
  const fresh = matrixOf(sample.fresh);

  test("the scaler has its means and deviations", () => {
    const { means, deviations } = fitScaler(rows);
    expectNear(means, sample.scaler.means, 1e-12);
    expectNear(deviations, sample.scaler.deviations, 1e-12);
  });

  test("the isolation forest scores over its trees", () => {
    const { trees, sampled, scores, fresh: ofFresh } = sample.isolation_forest;
    const forest = restoreIsolationForest({ trees, sampled });
    expectNear(forest.score(rows), scores, 1e-12);
    expectNear(forest.score(fresh), ofFresh, 1e-12);
  });

  test("the local outlier factor scores rows that it learnt from, and others", () => {
    const factor = fitLocalOutlierFactor(rows, { neighbours: 7 });
    expectNear(factor.scores, sample.local_outlier_factor.scores, 1e-9);
    expectNear(factor.score(fresh), sample.local_outlier_factor.fresh, 1e-9);
    const restored = restoreLocalOutlierFactor(JSON.parse(JSON.stringify(factor.save())));
    expect(restored.score(fresh)).toEqual(factor.score(fresh));
  });

  test("the one-class SVM scores rows that it learnt from, and others", () => {
    const svm = fitOneClassSvm(rows, { nu: 0.2, tolerance: 1e-9 });
    expectNear(svm.scores, sample.one_class_svm.scores, 1e-6);
    expectNear(svm.score(fresh), sample.one_class_svm.fresh, 1e-6);
    const restored = restoreOneClassSvm(JSON.parse(JSON.stringify(svm.save())));
    expect(restored.score(fresh)).toEqual(svm.score(fresh));
  });

  test("DBSCAN finds its clusters", () => {
    for (const [eps, byLeast] of Object.entries(sample.dbscan))
      for (const [least, labels] of Object.entries(byLeast))
        expect(
          Array.from(dbscan(rows, { eps: Number(eps), minSamples: Number(least) })),
          `eps ${eps}, at least ${least}`,
        ).toEqual(labels);
  });
});
