import type { StoredVerdict } from "../../../engine/verdicts/verdict-store.ts";

/** Milliseconds by which clocks may differ. An entry from further in the future was written with a wrong clock. */
const clockSkew = 300_000;

/** Least milliseconds that an entry is kept, because other searches may accept older ones than this search. */
const leastRetention = 7 * 24 * 3_600_000;

/** @param now epoch milliseconds @param greatestAge milliseconds */
export function isOfAge({ time }: StoredVerdict, now: number, greatestAge: number): boolean {
  return now - time <= greatestAge && now - time >= -clockSkew;
}

/** Milliseconds after which an entry may be removed. */
export function retentionFor(greatestAge: number): number {
  return Math.max(leastRetention, greatestAge);
}
