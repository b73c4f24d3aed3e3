import type { Matrix } from "./matrix.ts";

/** JSON that a detector writes and its `restore` reads. */
export type SavedDetector = Readonly<Record<string, unknown>>;

/** What has learnt from rows. Higher scores are stranger; where the line lies between usual and strange is not its business. */
export interface FittedDetector {
  /** Of the rows that it learnt from, in their order. */
  readonly scores: Float64Array;
  /** @param rows with the columns that it learnt from, in the same order; more columns may follow */
  score(rows: Matrix): Float64Array;
  save(): SavedDetector;
}
