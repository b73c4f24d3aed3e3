import { type Severity, severityRank } from "../verdict.ts";

/** Fields of events that raise the risk of their unit, each with the highest value of all the unit's events. */
export interface RiskSignals {
  /** The field `anomaly_score`, unscaled; -1 if no event has one. */
  score: number;
  /** The field `criticality`, from 0 (none) to 1 (critical). */
  criticality: number;
}

export interface RiskFactors {
  /** The severity by the words alone, from the embedded analyst. */
  readonly severity: Severity;
  /** Earlier runs have left templates, and the unit's template is not among them. */
  readonly novel: boolean;
  /** Number of events of the unit's template so far. */
  readonly count: number;
  /** Number of events of the search so far. */
  readonly events: number;
  readonly signals: RiskSignals;
  /** The highest `anomaly_score` of the search so far. */
  readonly highestScore: number;
}

/**
 * Weights of the risk: how much the model's answer matters, by what is known before asking. The words weigh most: without
 * a model a known failure is the surest sign, and rarity alone would put new chatter first. The other factors are for
 * lines that sound harmless but are rare, new, conspicuous to a detector, or from a critical place: such a line comes
 * before the ten-thousandth warning. The number of events weighs least, because noise has the most events. A weight of
 * 0.35 for the words finds as much in labelled logs; 0.45 and 0.5 find less (docs/benchmarks.md).
 */
const weights = {
  words: 0.4,
  score: 0.13,
  rarity: 0.2,
  criticality: 0.1,
  novelty: 0.15,
  count: 0.02,
} as const;
/** By rank. The steps between faults are small; the step to no fault is large. */
const riskOfSeverity = [1, 0.9, 0.75, 0.55, 0.35, 0] as const;
/** More events make no difference. */
const manyEvents = 1e6;

/** @returns 0 to 1 */
export function riskOf({ severity, novel, count, events, signals, highestScore }: RiskFactors): number {
  // Logarithmic and squared: one event and three events are about equally rare, a hundred events are not rare.
  const rarity = events === 0 ? 0 : (1 - Math.log(1 + Math.min(count, events)) / Math.log(1 + events)) ** 2;
  // A score above 1 shows that the field's scale ends at 100.
  const score = Math.min(1, Math.max(0, signals.score) / (highestScore > 1 ? 100 : 1));
  return (
    weights.words * (riskOfSeverity[severityRank(severity)] ?? 0) +
    weights.score * score +
    weights.rarity * rarity +
    weights.criticality * signals.criticality +
    weights.novelty * (novel ? 1 : 0) +
    weights.count * Math.min(1, Math.log(1 + count) / Math.log(manyEvents))
  );
}

/** @returns the field's number from 0 to 100; undefined for anything else */
export function readScore(text: string): number | undefined {
  const score = text.trim() === "" ? Number.NaN : Number(text);
  return score >= 0 && score <= 100 ? score : undefined;
}

const criticalities: Readonly<Record<string, number>> = {
  ...{ critical: 1, "mission critical": 1, "business critical": 1, vital: 1 },
  ...{ high: 0.75, important: 0.75, major: 0.75 },
  ...{ medium: 0.5, moderate: 0.5, normal: 0.5 },
  ...{ low: 0.25, minor: 0.25 },
  ...{ informational: 0, info: 0, none: 0, unknown: 0 },
};

/**
 * Reads a word, or a number from 1 (the most critical, as in a CMDB and in tiers) to 5. In `1 - most critical` the
 * number counts.
 *
 * @returns 0 to 1; undefined for anything else
 */
export function readCriticality(text: string): number | undefined {
  const word = text.trim().toLowerCase().replaceAll(/[_-]+/g, " ");
  const number = /^(?:p|tier )?([1-5])(?:\.0+)?(?: |$)/.exec(word)?.[1];
  if (number !== undefined) return (5 - Number(number)) / 4;
  return Object.hasOwn(criticalities, word) ? criticalities[word] : undefined;
}
