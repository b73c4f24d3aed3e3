import { type Severity, severityRank } from "../verdict.ts";

/** What events say of their own weight, each with the highest of all events of a unit. */
export interface Signs {
  /** The field `anomaly_score` as it came; -1 where no event has one. */
  score: number;
  /** The field `criticality`, from 0 (none) to 1 (critical). */
  criticality: number;
}

export interface RiskFactors {
  /** The embedded analyst's, by the words alone. */
  readonly severity: Severity;
  /** Runs before this one left templates, and the unit's is none of them. */
  readonly novel: boolean;
  /** Events of its template so far. */
  readonly count: number;
  /** Events of the search so far. */
  readonly events: number;
  readonly signs: Signs;
  /** The highest `anomaly_score` of the search so far. */
  readonly highestScore: number;
}

/**
 * How much the answer matters, by what is known before anybody is asked. The words weigh most: a known failure is the
 * surest sign there is without a model, and a search that goes by oddity alone reads new chatter first. The rest is for
 * what the words do not show, so that an odd or critical line that sounds calm still comes before the ten-thousandth
 * warning: how rare it is here, whether it was ever seen, what a detector said before, and how much hangs on where it
 * happened. Numbers of events weigh least: they are what noise has most of. With 0.35 for the words as much is found in
 * labelled logs, with 0.45 and 0.5 less (docs/benchmarks.md).
 */
const weights = {
  words: 0.4,
  score: 0.13,
  rarity: 0.2,
  criticality: 0.1,
  novelty: 0.15,
  count: 0.02,
} as const;
/** By rank: the steps between faults are small, the one from a fault to none is large. */
const riskOfSeverity = [1, 0.9, 0.75, 0.55, 0.35, 0] as const;
/** A number of events from which more make no difference. */
const manyEvents = 1e6;

/** @returns 0 to 1 */
export function riskOf({ severity, novel, count, events, signs, highestScore }: RiskFactors): number {
  // By orders of magnitude, and squared, so that once and thrice are much the same and a hundred times is not rare.
  const rarity = events === 0 ? 0 : (1 - Math.log(1 + Math.min(count, events)) / Math.log(1 + events)) ** 2;
  // One value above 1 tells that the field goes to 100.
  const score = Math.min(1, Math.max(0, signs.score) / (highestScore > 1 ? 100 : 1));
  return (
    weights.words * (riskOfSeverity[severityRank(severity)] ?? 0) +
    weights.score * score +
    weights.rarity * rarity +
    weights.criticality * signs.criticality +
    weights.novelty * (novel ? 1 : 0) +
    weights.count * Math.min(1, Math.log(1 + count) / Math.log(manyEvents))
  );
}

/** @returns the score as it stands in the field, from 0; undefined for what is none */
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
 * A word, or a number from 1 (the most critical, as in a CMDB and in tiers) to 5. A number may stand before its word, as
 * in `1 - most critical`, where the number counts.
 *
 * @returns 0 to 1; undefined for what is none
 */
export function readCriticality(text: string): number | undefined {
  const word = text.trim().toLowerCase().replaceAll(/[_-]+/g, " ");
  const number = /^(?:p|tier )?([1-5])(?:\.0+)?(?: |$)/.exec(word)?.[1];
  if (number !== undefined) return (5 - Number(number)) / 4;
  return Object.hasOwn(criticalities, word) ? criticalities[word] : undefined;
}
