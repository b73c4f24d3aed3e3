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
