/** fast-check as every property test takes it: what it tries is the same in each run, unless fresh cases are asked for. */
import fc from "fast-check";

/**
 * FC_SCALE is the part of its runs that a property makes; `npm run check:full` has 1. A fault that a fifth of the runs
 * did not find for months is better looked for there than in every `npm test`.
 */
const scale = Number(process.env.FC_SCALE ?? 0.2);
if (!(scale > 0)) throw new Error("FC_SCALE wants a number above 0, such as 0.2.");

/** A number, or `random`. Fixed, because a test that is red by chance says nothing of what was changed. */
const wanted = process.env.FC_SEED ?? "20260221";
if (wanted !== "random" && !/^-?\d{1,10}$/.test(wanted)) {
  throw new Error("FC_SEED wants a whole number, as fast-check shows it for a counterexample, or random.");
}
/** Undefined where each run is to try other cases. */
export const fixedSeed = wanted === "random" ? undefined : Number(wanted);

/** How often a property is tried whose full number is this one: at least fifty times, where it has so many. */
export function runs(full: number): { numRuns: number } {
  return { numRuns: Math.max(Math.min(full, 50), Math.round(full * scale)) };
}

fc.configureGlobal({
  ...runs(100),
  ...(fixedSeed === undefined ? {} : { seed: fixedSeed }),
  // A property that could not be tried in its time was not proved.
  markInterruptAsFailure: true,
});

export { fc };
