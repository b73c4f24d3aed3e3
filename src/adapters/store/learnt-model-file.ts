import { readFileSync, statSync } from "node:fs";
import * as z from "zod";
import type { LearntModel } from "../../engine/detection/detect.ts";
import { type DetectorName, detectors } from "../../engine/detection/detectors.ts";
import { featureParts } from "../../engine/detection/features.ts";
import { replaceFile } from "./replace-file.ts";

/** Bytes; what was learnt of a million sessions is smaller. */
const longest = 500_000_000;

const shape = z.object({
  version: z.literal(1),
  algorithm: z.enum(Object.keys(detectors) as [DetectorName, ...DetectorName[]]),
  vocabulary: z.object({
    parts: z.array(z.enum(featureParts)),
    templates: z.array(z.string()),
    inverseFrequencies: z.array(z.number()),
    bigrams: z.array(z.tuple([z.string(), z.string()])),
  }),
  scaler: z.object({ means: z.array(z.number()), deviations: z.array(z.number()) }).optional(),
  threshold: z.number(),
  spread: z.number(),
  usual: z.object({
    sessions: z.number(),
    columns: z.array(
      z.object({
        isAmbient: z.boolean(),
        usual: z.number(),
        holders: z.array(z.tuple([z.number(), z.number()])),
      }),
    ),
  }),
  detector: z.record(z.string(), z.unknown()),
});

/**
 * Reads what an earlier run has learnt.
 *
 * @throws the system's error @throws RangeError for a file that is too long or is none that was written by `writeLearntModel`
 */
export function readLearntModel(file: string): LearntModel {
  const { size } = statSync(file);
  if (size > longest) throw new RangeError(`it has ${size} bytes`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new RangeError("it is no JSON");
  }
  const read = shape.safeParse(content);
  if (!read.success) throw new RangeError("it was not written by llama-log detect --save of this version");
  return { ...read.data, scaler: read.data.scaler };
}

/** A run that ends early leaves the old file. @throws the system's error */
export function writeLearntModel(file: string, learnt: LearntModel): void {
  replaceFile(file, JSON.stringify(learnt));
}
