import { createHash } from "node:crypto";
import type { Delivery } from "../ledger/delivery.ts";
import type { DestinationType } from "../ledger/target.ts";

const minute = 60_000;
const hour = 60 * minute;
/** Backoff: milliseconds to wait after the first attempt, the second and so on; the last one holds for all further. */
const backoff = [30_000, 2 * minute, 10 * minute, 30 * minute, hour] as const;
/** Jitter: the fraction of a wait by which it varies, so that deliveries that failed together are not retried together. */
const jitter = 0.2;

/** Milliseconds before a delivery expires at which it is attempted once more; runs come every two minutes. */
const lastChance = 5 * minute;
/** Milliseconds between attempts of a held delivery. */
export const heldWait = hour;
/** Milliseconds. The cap on Retry-After: some destinations ask for a year. */
const longestRetryAfter = hour;

/** Milliseconds to wait when a destination asked for `retryAfter`: never negative, at most an hour. */
export function cappedRetryAfter(retryAfter: number): number {
  return Number.isFinite(retryAfter) ? Math.min(Math.max(retryAfter, 0), longestRetryAfter) : 0;
}

/** Milliseconds after which a delivery expires. */
function longestAge(type: DestinationType): number {
  return type === "pagerduty" ? 72 * hour : 24 * hour;
}

/**
 * When to retry after a failure: with exponential backoff, and once more shortly before the delivery expires. The jitter
 * is derived from the key, not random.
 *
 * @param delivery its `attempt` counts the attempts so far, from 1
 * @param retryAfter milliseconds that the destination asked to wait, capped at an hour
 * @returns epoch milliseconds
 */
export function retryAt(delivery: Delivery, now: number, retryAfter = 0): number {
  const { key, attempt } = delivery;
  const wait = backoff[Math.min(Math.max(attempt, 1), backoff.length) - 1] as number;
  const share = createHash("sha256").update(`${key} ${attempt}`).digest().readUInt32BE() / 0xffff_ffff;
  const asked = cappedRetryAfter(retryAfter);
  const at = now + Math.round(Math.max(wait * (1 - jitter + 2 * jitter * share), asked));
  const last = Math.max(tooOldAt(delivery) - lastChance, now + asked);
  return at > last && last >= now + backoff[0] ? last : at;
}

/** Whether it is due. If the clock was set back to before the last attempt, `nextAt` says nothing and it is due. */
export function isDue({ nextAt, last, accepted }: Delivery, now: number): boolean {
  return now >= nextAt || now < (last?.at ?? accepted);
}

export function isTooOld(delivery: Delivery, now: number): boolean {
  return now > tooOldAt(delivery);
}

function tooOldAt({ type, requeuedAt, accepted }: Delivery): number {
  return (requeuedAt ?? accepted) + longestAge(type);
}
