import type { DestinationType, Outcome, Reference, Target } from "./destination.ts";

/**
 * `waiting` for its time, `sending` under a claim, `held` until an administrator mends something; the others are
 * ends. `shadow`: would have been sent.
 */
export type DeliveryState = "waiting" | "sending" | "held" | "delivered" | "superseded" | "dead" | "shadow";

/** One alert on its way to one destination. Times are epoch milliseconds. */
export interface Delivery {
  /** The idempotency key: 40 characters of base32 over destination, target, identity, episode and revision. */
  readonly key: string;
  readonly alertId: string;
  readonly destination: string;
  readonly type: DestinationType;
  readonly target: Target;
  /** Deliveries of one incident to one target keep their order: its lane, and its place in it. */
  readonly lane: string;
  readonly sequence: number;
  readonly state: DeliveryState;
  /** Tries begun. */
  readonly attempt: number;
  readonly accepted: number;
  readonly nextAt: number;
  /** Of the claim, while `sending`; after it another may take over. */
  readonly leaseUntil?: number;
  /** Who has the claim: a process's number and start, by which its death is known before the lease is over. */
  readonly claimedBy?: string;
  /** Rendered once more in plain form. */
  readonly plain: boolean;
  /** A try may have arrived that nobody heard the end of. */
  readonly unsure: boolean;
  /** Of the destination's configuration, while `held`: another one lets it go. */
  readonly fingerprint?: string;
  /** When it was delivered, superseded or dead. */
  readonly endedAt?: number;
  /** When an administrator let it try anew: its age counts from then. */
  readonly requeuedAt?: number;
  readonly reference?: Reference;
  readonly last?: { readonly at: number; readonly finding: string } & Pick<
    Extract<Outcome, { outcome: "not_sent" | "rejected" | "unknown" }>,
    "errorClass" | "status" | "providerError"
  >;
  /** Why it is dead, superseded or held: a sentence. */
  readonly reason?: string;
}
