import type { OutageLabel } from "../label.ts";

/** Who is to blame and since when, as somebody says who has read the log. */
export interface Answer {
  /** The best first; each may go by several names (its service, its host). */
  readonly origins: readonly (readonly string[])[];
  /** Epoch seconds. */
  readonly onset: number | undefined;
}

/** What an answer is compared with. */
export interface Truth {
  /** Names in lower case. */
  readonly origin: Pick<OutageLabel["origin"], "accepted">;
  /** Epoch seconds. */
  readonly began: number;
  readonly firstSymptom: number;
}

export interface Score {
  readonly first: boolean;
  readonly inThree: boolean;
  readonly onset: boolean;
}

/** Seconds by which an onset may be off. */
const tolerance = 60;

/**
 * Compares an answer with the labels. Of two outages at once the first origin has to be that of either, and the first three
 * have to hold both. An onset is right near the first symptom of either outage, or near the moment the fault began.
 */
export function scoreOf(answer: Answer, outages: readonly Truth[]): Score {
  const hits = (names: readonly string[] | undefined, { origin }: Truth): boolean =>
    names?.some((name) => isAccepted(name.toLowerCase(), origin.accepted)) ?? false;
  const { origins, onset } = answer;
  const near = (time: number): boolean => onset !== undefined && Math.abs(onset - time) <= tolerance;
  return {
    first: outages.some((outage) => hits(origins[0], outage)),
    inThree: outages.every((outage) => origins.slice(0, 3).some((names) => hits(names, outage))),
    onset: outages.some(({ began, firstSymptom }) => near(began) || near(firstSymptom)),
  };
}

/** As it is, or without its port. */
function isAccepted(name: string, accepted: readonly string[]): boolean {
  return accepted.includes(name) || accepted.includes(name.replace(/:\d{1,5}$/, ""));
}
