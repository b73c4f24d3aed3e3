import type { FittedDetector, SavedDetector } from "./detector.ts";
import { fitEventSets, restoreEventSets } from "./event-sets.ts";
import type { FeaturePart } from "./features.ts";
import { fitIsolationForest, restoreIsolationForest } from "./isolation-forest.ts";
import { fitLocalOutlierFactor, restoreLocalOutlierFactor } from "./local-outlier-factor.ts";
import type { Matrix } from "./matrix.ts";
import { fitNewTemplates, restoreNewTemplates } from "./new-templates.ts";
import { fitOneClassSvm, restoreOneClassSvm } from "./one-class-svm.ts";
import { rareGap } from "./rarity.ts";
import { fitSignatureRarity, restoreSignatureRarity } from "./signature-rarity.ts";
import { robustZ } from "./thresholds.ts";

/** A detector by its name. */
export interface DetectorKind {
  /** Features that it takes where nobody names others. */
  readonly features: readonly FeaturePart[];
  /** Distances mean nothing to it unless the columns are alike. */
  readonly wantsScaling: boolean;
  /** It reads counts of templates and no other features. */
  readonly countsOnly: boolean;
  readonly fit: (rows: Matrix, seed: number) => FittedDetector;
  readonly restore: (saved: SavedDetector) => FittedDetector;
  /** Where strange begins if nobody says so, from the scores of the rows that it learnt from. */
  readonly threshold: (scores: Float64Array) => number;
}

const ofCounts = { features: ["counts"], wantsScaling: false, countsOnly: true } as const;
/** Of the SVM's scores, a border row has 0 but for rounding. */
const beyondBorder = 1e-2;

export const detectors = {
  signature: {
    ...ofCounts,
    fit: fitSignatureRarity,
    restore: restoreSignatureRarity,
    threshold: rareGap,
  },
  "event-sets": { ...ofCounts, fit: fitEventSets, restore: restoreEventSets, threshold: rareGap },
  "new-template": { ...ofCounts, fit: fitNewTemplates, restore: restoreNewTemplates, threshold: rareGap },
  "isolation-forest": {
    ...{ features: ["counts"], wantsScaling: false, countsOnly: false },
    fit: (rows: Matrix, seed: number) => fitIsolationForest(rows, { seed }),
    restore: restoreIsolationForest,
    threshold: robustZ,
  },
  lof: {
    ...{ features: ["counts"], wantsScaling: true, countsOnly: false },
    fit: (rows: Matrix) => fitLocalOutlierFactor(rows),
    restore: restoreLocalOutlierFactor,
    threshold: robustZ,
  },
  "one-class-svm": {
    ...{ features: ["tf-idf"], wantsScaling: false, countsOnly: false },
    fit: (rows: Matrix) => fitOneClassSvm(rows, { nu: 0.03 }),
    restore: restoreOneClassSvm,
    threshold: () => beyondBorder,
  },
} as const satisfies Readonly<Record<string, DetectorKind>>;

export type DetectorName = keyof typeof detectors;
