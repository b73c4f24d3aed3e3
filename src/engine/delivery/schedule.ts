import { createHash } from "node:crypto";
import type { Delivery } from "./delivery.ts";
import type { DestinationType } from "./destination.ts";

const minute = 60_000;
const hour = 60 * minute;
/** Milliseconds to wait after the first try, the second and so on. */
const waits = [
  30_000,
  2 * minute,
  10 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  8 * hour,
  12 * hour,
  24 * hour,
] as const;
/** Part of a wait by which it may be shorter or longer, so that what failed together does not come back together. */
const spread = 0.2;

export const mostAttempts = waits.length;
/** Milliseconds between tries of what an administrator has to mend. */
export const heldWait = hour;
/** Milliseconds that a destination may ask for: some ask for a year. */
const longestRetryAfter = hour;

/** Milliseconds that a destination asked to wait, as far as that is heeded. */
export function heeded(retryAfter: number): number {
  return Number.isFinite(retryAfter) ? Math.min(Math.max(retryAfter, 0), longestRetryAfter) : 0;
}

/** Milliseconds after which a delivery is worth nothing any more: a late page is worse than none. */
function longestAge(type: DestinationType): number {
  return type === "pagerduty" ? 72 * hour : 24 * hour;
}

/**
 * When to try again after a failure. The spread comes from the key and not from chance.
 *
 * @param attempt how many tries there were, from 1
 * @param retryAfter milliseconds that the destination asked to wait; more than an hour is not heeded
 * @returns epoch milliseconds
 */
export function retryAt(key: string, attempt: number, now: number, retryAfter = 0): number {
  const wait = waits[Math.min(Math.max(attempt, 1), waits.length) - 1] as number;
  const share = createHash("sha256").update(`${key} ${attempt}`).digest().readUInt32BE() / 0xffff_ffff;
  return now + Math.round(Math.max(wait * (1 - spread + 2 * spread * share), heeded(retryAfter)));
}

/** The clock may have been set back since: then a time that was reckoned from a later one says nothing. */
export function isDue({ nextAt, last, accepted }: Delivery, now: number): boolean {
  return now >= nextAt || now < (last?.at ?? accepted);
}

export function isTooOld({ type, requeuedAt, accepted }: Delivery, now: number): boolean {
  return now - (requeuedAt ?? accepted) > longestAge(type);
}
