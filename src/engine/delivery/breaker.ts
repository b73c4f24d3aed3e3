import type { BreakerRecord } from "../ledger/delivery.ts";
import type { Target } from "../ledger/target.ts";

/** A circuit breaker for each destination and target, kept in the ledger and so shared by all processes. */

/** Consecutive failures that open the breaker. */
const failuresToOpen = 5;
/** Milliseconds between probes while the breaker is open. */
const probeInterval = 60_000;

/** The breaker's key in the ledger. */
export function breakerKey(destination: string, { channel, keyName }: Target): string {
  return JSON.stringify([destination, channel, keyName]);
}

/** `closed`: messages may be sent. `probe`: one message may be sent as a test (half-open). `open`: none may be sent. */
export function breakerState(
  { probeAt, fingerprint }: BreakerRecord,
  now: number,
  fingerprintNow: string,
): "closed" | "probe" | "open" {
  if (probeAt === undefined || fingerprint !== fingerprintNow) return "closed";
  // A probe further ahead than the interval was set before the clock was set back, so it is due.
  return now >= probeAt || probeAt - now > probeInterval ? "probe" : "open";
}

/** Schedules the next probe, so that no process sends another one while this one is under way. */
export function probing(record: BreakerRecord, now: number): BreakerRecord {
  return { ...record, probeAt: now + probeInterval };
}

export function breakerAfterAttempt(
  record: BreakerRecord,
  succeeded: boolean,
  now: number,
  fingerprint: string,
): BreakerRecord {
  const { tokens, tokensAt } = record;
  if (succeeded) return { failures: 0, tokens, tokensAt };
  const failures = (record.fingerprint === fingerprint ? record.failures : 0) + 1;
  const failed = { failures, fingerprint, tokens, tokensAt };
  return failures < failuresToOpen ? failed : probing(failed, now);
}
