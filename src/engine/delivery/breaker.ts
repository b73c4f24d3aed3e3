import type { Target } from "./destination.ts";

/** Failures in a row of one destination and target. Times are epoch milliseconds. */
export interface BreakerRecord {
  readonly failures: number;
  /** While it is open: when one try may find out. */
  readonly probeAt?: number;
  /** Of the configuration that failed: with another one it begins anew. */
  readonly fingerprint?: string;
  /** Sent lately, for the rate: tokens left at a time. */
  readonly tokens: number;
  readonly tokensAt: number;
}

const failuresToOpen = 5;
/** Milliseconds between tries while it is open. */
const probeInterval = 60_000;

/** Its key in the ledger. */
export function breakerKey(destination: string, { channel, keyName }: Target): string {
  return JSON.stringify([destination, channel, keyName]);
}

/** `closed`: anything may be sent; `probe`: one message, to find out; `open`: nothing. */
export function breakerState(
  { probeAt, fingerprint }: BreakerRecord,
  now: number,
  fingerprintNow: string,
): "closed" | "probe" | "open" {
  if (probeAt === undefined || fingerprint !== fingerprintNow) return "closed";
  // Further away than it ever is set, it was reckoned before the clock was set back.
  return now >= probeAt || probeAt - now > probeInterval ? "probe" : "open";
}

/** While one probe is on its way, in whichever process, no other is sent. */
export function probing(record: BreakerRecord, now: number): BreakerRecord {
  return { ...record, probeAt: now + probeInterval };
}

export function afterTry(
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
