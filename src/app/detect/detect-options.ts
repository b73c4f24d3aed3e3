import type { DetectOptions } from "../../engine/detection/detect.ts";
import { detectors } from "../../engine/detection/detectors.ts";
import type { FeaturePart } from "../../engine/detection/features.ts";
import { beyondLearnt, fixedShare, largestGap, robustZ } from "../../engine/detection/thresholds.ts";
import type { DetectCommandOptions } from "../../programs/declarations/llamadetect.ts";
import type { OptionValues } from "../../splunk/declaration.ts";
import { UserError } from "../../splunk/user-error.ts";

/**
 * What the options of a search or a command line ask of the engine, by what tells the sessions.
 *
 * @throws UserError for features that the algorithm cannot read
 */
export function detectOptions(
  { algorithm: asked, features, threshold, seed }: OptionValues<DetectCommandOptions>,
  by = "",
): DetectOptions {
  // The lines of a minute are no way through a workflow.
  const algorithm = asked !== "auto" ? asked : by === "window" ? "new-template" : "signature";
  const parts = features === "auto" ? undefined : (features.split(/\s*[,+]\s*/) as FeaturePart[]);
  if (
    parts !== undefined &&
    (algorithm === "rest-state" || detectors[algorithm].countsOnly) &&
    parts.join() !== "counts"
  )
    throw new UserError(
      `algorithm=${asked} reads counts alone, and features=${features} came. Leave features out, or take isolation-forest, lof or one-class-svm.`,
    );
  if (algorithm === "rest-state" && threshold !== "auto")
    throw new UserError(
      `algorithm=rest-state has no threshold, and threshold=${threshold} came. Leave threshold out, or take another algorithm.`,
    );
  return { algorithm, features: parts && [...new Set(parts)], seed, threshold: thresholdOf(threshold) };
}

function thresholdOf(rule: string): ((scores: Float64Array) => number) | undefined {
  const [name = "", percent = ""] = rule.split(":");
  switch (name) {
    case "auto":
      return undefined;
    case "gap":
      return largestGap;
    case "robust":
      return robustZ;
    case "beyond":
      return beyondLearnt;
    case "share":
    case "contamination":
      return (scores) => fixedShare(scores, Number(percent) / 100);
    default:
      return () => Number(rule);
  }
}
