import type { BreakerRecord } from "./breaker.ts";
import type { Destination } from "./destination.ts";

type Rate = Destination["rate"];

/** Of a destination that nothing was sent to yet. */
export function freshRecord(rate: Rate, now: number): BreakerRecord {
  return { failures: 0, tokens: rate.burst, tokensAt: now };
}

/**
 * Takes a place in what the destination's rate lets through. Places may be taken ahead of their time, so that many
 * messages are claimed at once and sent one by one; tokens below zero are places that were taken.
 *
 * @param horizon milliseconds that a place may lie ahead
 * @returns the record without the place and the milliseconds until it, or how long to wait before asking again
 */
export function takePlace(
  record: BreakerRecord,
  rate: Rate,
  now: number,
  horizon: number,
): { readonly record: BreakerRecord; readonly delay: number } | { readonly askAgainIn: number } {
  const tokens = tokensNow(record, rate, now);
  const delay = tokens >= 1 ? 0 : ((1 - tokens) / rate.perSecond) * 1000;
  if (delay > horizon) return { askAgainIn: delay - horizon };
  return { record: { ...record, tokens: tokens - 1, tokensAt: now }, delay };
}

/** The destination asked to be left alone for some milliseconds: that holds for all that goes there. */
export function leaveAlone(
  record: BreakerRecord,
  rate: Rate,
  now: number,
  milliseconds: number,
): BreakerRecord {
  const debt = 1 - (rate.perSecond * milliseconds) / 1000;
  return { ...record, tokens: Math.min(tokensNow(record, rate, now), debt), tokensAt: now };
}

/** When the clock was set back, no time has passed. */
function tokensNow({ tokens, tokensAt }: BreakerRecord, { perSecond, burst }: Rate, now: number): number {
  return Math.min(burst, tokens + (Math.max(0, now - tokensAt) / 1000) * perSecond);
}
