import type { BreakerRecord } from "../ledger/delivery.ts";
import type { Destination } from "./destination.ts";

type Rate = Destination["rate"];

/** The record of a destination before its first message. */
export function newBreakerRecord(rate: Rate, now: number): BreakerRecord {
  return { failures: 0, tokens: rate.burst, tokensAt: now };
}

/**
 * Reserves a token of the destination's rate limit (a token bucket). Tokens may be reserved ahead of time, so that many
 * messages are claimed at once and sent one by one; the count then goes below zero.
 *
 * @param horizon milliseconds that a token may be reserved ahead
 * @returns the new record and the milliseconds until the token is there, or how long to wait before asking again
 */
export function reserveToken(
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

/** Takes tokens away so that nothing is sent to the target for some milliseconds, as its Retry-After asked. */
export function applyRetryAfter(
  record: BreakerRecord,
  rate: Rate,
  now: number,
  milliseconds: number,
): BreakerRecord {
  const debt = 1 - (rate.perSecond * milliseconds) / 1000;
  return { ...record, tokens: Math.min(tokensNow(record, rate, now), debt), tokensAt: now };
}

/** If the clock was set back, no tokens are added. */
function tokensNow({ tokens, tokensAt }: BreakerRecord, { perSecond, burst }: Rate, now: number): number {
  return Math.min(burst, tokens + (Math.max(0, now - tokensAt) / 1000) * perSecond);
}
