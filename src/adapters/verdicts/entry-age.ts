import type { StoredVerdict } from "../../engine/verdicts/verdict-store.ts";

/** Milliseconds by which clocks of one store may differ: what is from further ahead was not made by a right one. */
const clockSkew = 300_000;

/** Milliseconds that an entry is kept at least, for searches that accept older ones than this. */
const kept = 7 * 24 * 3_600_000;

/** @param now epoch milliseconds @param greatestAge milliseconds */
export function isOfAge({ time }: StoredVerdict, now: number, greatestAge: number): boolean {
  return now - time <= greatestAge && now - time >= -clockSkew;
}

/** Milliseconds after which an entry may go. */
export function retentionFor(greatestAge: number): number {
  return Math.max(kept, greatestAge);
}
