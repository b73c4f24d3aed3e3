/** A difference of two shares over the same lines, with its 95 % interval. */
export interface PairedDifference {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

const draws = 10_000;

/**
 * The difference of two counts over the same lines, by 10,000 draws with replacement; the same lines give the same interval.
 *
 * @param one whether each line counts for the one @param other the same for the other
 */
export function pairedDifference(one: readonly boolean[], other: readonly boolean[]): PairedDifference {
  const steps = one.map((counts, at) => Number(counts) - Number(other[at]));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const random = seeded(20_261_130);
  const means = Array.from({ length: draws }, () =>
    mean(steps.map(() => steps[Math.floor(random() * steps.length)] as number)),
  ).sort((first, second) => first - second);
  return {
    difference: mean(steps),
    low: means[Math.floor(draws * 0.025)] as number,
    high: means[Math.ceil(draws * 0.975) - 1] as number,
  };
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
