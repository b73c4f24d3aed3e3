export interface Quality {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export function qualityOf(flagged: readonly boolean[], truth: readonly boolean[]): Quality {
  let [hits, false_] = [0, 0];
  for (const [at, flag] of flagged.entries()) if (flag) truth[at] ? hits++ : false_++;
  const strange = truth.filter(Boolean).length;
  const precision = hits + false_ === 0 ? 0 : hits / (hits + false_);
  const recall = strange === 0 ? 0 : hits / strange;
  return { precision, recall, f1: hits === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/** The part of pairs of a strange and a usual row in which the strange one scores higher; equal scores count half. */
export function auroc(scores: Float64Array, truth: readonly boolean[]): number {
  const order = Array.from(scores.keys()).sort(
    (one, other) => (scores[one] as number) - (scores[other] as number),
  );
  let [ranks, strange] = [0, 0];
  for (let at = 0; at < order.length; ) {
    let end = at;
    while (end < order.length && scores[order[end] as number] === scores[order[at] as number]) end++;
    for (let place = at; place < end; place++)
      if (truth[order[place] as number]) {
        ranks += (at + end - 1) / 2;
        strange++;
      }
    at = end;
  }
  const usual = scores.length - strange;
  return (ranks - (strange * (strange - 1)) / 2) / (strange * usual);
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of the mean. */
export function standardErrorOf(values: readonly number[]): number {
  const mean = meanOf(values);
  const variance =
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  return Math.sqrt(variance / values.length);
}
