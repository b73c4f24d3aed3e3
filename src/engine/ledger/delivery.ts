import type { DestinationType, Reference, Target } from "./target.ts";

/**
 * `waiting` until it is due, `sending` under a claim, `held` until an administrator fixes the configuration; the others
 * are final. `dead` is a dead letter, and `shadow` would have been sent outside shadow mode.
 */
export type DeliveryState = "waiting" | "sending" | "held" | "delivered" | "superseded" | "dead" | "shadow";

/** The delivery of one alert to one destination. Times are epoch milliseconds. */
export interface Delivery {
  /** Deduplication key: 40 characters of base32 over destination, target, identity, episode and revision. */
  readonly key: string;
  readonly alertId: string;
  readonly destination: string;
  readonly type: DestinationType;
  readonly target: Target;
  /** The ordering key: deliveries of one incident to one target are sent in the order of their `sequence`. */
  readonly lane: string;
  readonly sequence: number;
  readonly state: DeliveryState;
  /** Number of attempts begun. */
  readonly attempt: number;
  readonly accepted: number;
  readonly nextAt: number;
  /** The lease of the claim while `sending`; another process may take over after it. */
  readonly leaseUntil?: number;
  /** The process that holds the claim, by id and start time, so that its death is noticed before the lease ends. */
  readonly claimedBy?: string;
  /** The message is rendered in plain form, after the full one was rejected. */
  readonly plain: boolean;
  /** An attempt with an unknown outcome may have arrived. */
  readonly unsure: boolean;
  /** Every attempt that may have arrived says that the incident is over, so its end needs no message of its own. */
  readonly tellsEnd?: boolean;
  /** Fingerprint of the destination's configuration while `held`; a changed one releases the delivery. */
  readonly fingerprint?: string;
  /** When it became delivered, superseded or dead. */
  readonly endedAt?: number;
  /** When an administrator requeued it; its age counts from then. */
  readonly requeuedAt?: number;
  readonly reference?: Reference;
  readonly last?: { readonly at: number; readonly finding: string } & Pick<
    Extract<Outcome, { outcome: "not_sent" | "rejected" | "unknown" }>,
    "errorClass" | "status" | "providerError"
  >;
  /** A sentence that says why it is dead, superseded or held. */
  readonly reason?: string;
}

/**
 * The outcome of one attempt. `not_sent`: it certainly did not arrive and may be retried. `rejected`: the destination
 * will never accept this message. `unknown`: it may have arrived.
 */
export type Outcome =
  | { readonly outcome: "delivered"; readonly status: number | undefined; readonly reference?: Reference }
  | {
      readonly outcome: "not_sent" | "rejected" | "unknown";
      /**
       * `transient` passes by itself, `config` needs a fix by an administrator, `poison` never passes. `path`: something
       * between us and the destination answered, such as a proxy; it may pass or need a fix.
       */
      readonly errorClass: "transient" | "config" | "poison" | "unknown" | "path";
      /** A sentence without secrets, URLs or log text. */
      readonly finding: string;
      readonly status?: number;
      /** The destination's own error code, such as `channel_not_found`. */
      readonly providerError?: string;
      /** Milliseconds that the destination asked to wait. */
      readonly retryAfter?: number;
    };

/** Circuit breaker and rate limit of one destination and target. Times are epoch milliseconds. */
export interface BreakerRecord {
  /** Consecutive failures. */
  readonly failures: number;
  /** When the next probe may be sent; set while the breaker is open. */
  readonly probeAt?: number;
  /** Fingerprint of the configuration that failed; a changed one closes the breaker. */
  readonly fingerprint?: string;
  /** Tokens left in the rate limit's bucket at `tokensAt`. */
  readonly tokens: number;
  readonly tokensAt: number;
}
