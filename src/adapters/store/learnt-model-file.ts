import { readFileSync, statSync } from "node:fs";
import type { LearntModel } from "../../engine/detection/detect.ts";
import { learntModelForm } from "./learnt-model-shape.ts";
import { replaceFile } from "./replace-file.ts";

/** Bytes; what was learnt of a million sessions is smaller. */
const longest = 500_000_000;

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
  const { version, algorithm } = Object(content) as { version?: unknown; algorithm?: unknown };
  if (typeof version === "number" && version > 1)
    throw new RangeError(`it is of version ${version}, and this one reads version 1`);
  const read = learntModelForm.safeParse(content);
  if (read.success) return read.data;
  throw new RangeError(
    algorithm === undefined
      ? "it holds nothing that was learnt"
      : "its parts do not fit each other: it was changed, or cut short, or written by another version",
  );
}

/** A run that ends early leaves the old file. @throws the system's error */
export function writeLearntModel(file: string, learnt: LearntModel): void {
  replaceFile(file, JSON.stringify(learnt));
}
