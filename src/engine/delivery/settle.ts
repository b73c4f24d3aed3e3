import type { Delivery } from "./delivery.ts";
import type { Outcome } from "./destination.ts";
import { heldWait, mostAttempts, retryAt } from "./schedule.ts";

/** `crashed`: the destination's own code failed before it could say anything. `released`: it was not tried. */
export type TryOutcome =
  | Outcome
  | { readonly outcome: "crashed"; readonly finding: string }
  | { readonly outcome: "released" };

/** What is known beside the outcome. */
export interface TryFacts {
  readonly now: number;
  readonly fingerprint: string;
  /** An earlier try was looked for and is not there. */
  readonly wasAbsent: boolean;
}

/** A claimed delivery after its try. */
export function settle(claimed: Delivery, outcome: TryOutcome, facts: TryFacts): Delivery {
  const delivery = withoutClaim(claimed);
  const { now } = facts;
  if (outcome.outcome === "released") return { ...delivery, state: "waiting", attempt: delivery.attempt - 1 };
  if (outcome.outcome === "crashed") {
    const { finding } = outcome;
    const last = { at: now, finding, errorClass: "poison" as const };
    return { ...delivery, state: "dead", last, reason: finding, endedAt: now };
  }
  if (outcome.outcome === "delivered") {
    const { reason: _, fingerprint: __, ...rest } = delivery;
    const { reference } = outcome;
    return {
      ...rest,
      state: "delivered",
      unsure: false,
      endedAt: now,
      ...(reference !== undefined && { reference }),
    };
  }
  return afterFailure(delivery, outcome, facts);
}

type Failure = Extract<Outcome, { errorClass: string }>;

function afterFailure(delivery: Delivery, failure: Failure, facts: TryFacts): Delivery {
  const { now, fingerprint, wasAbsent } = facts;
  const { outcome, errorClass, finding, status, providerError, retryAfter } = failure;
  const failed: Delivery = {
    ...delivery,
    unsure: outcome === "unknown" || (delivery.unsure && !wasAbsent),
    last: {
      at: now,
      finding,
      errorClass,
      ...(status !== undefined && { status }),
      ...(providerError !== undefined && { providerError }),
    },
  };
  if (errorClass === "config") {
    // What an administrator has to mend costs none of its tries.
    const attempt = delivery.attempt - 1;
    const nextAt = now + heldWait;
    return { ...failed, state: "held", attempt, nextAt, fingerprint, reason: finding };
  }
  if (errorClass === "poison" || outcome === "rejected") {
    if (!delivery.plain) return { ...failed, state: "waiting", plain: true, nextAt: now };
    return { ...failed, state: "dead", reason: finding, endedAt: now };
  }
  if (delivery.attempt >= mostAttempts) {
    return { ...failed, state: "dead", reason: `Tried ${delivery.attempt} times: ${finding}`, endedAt: now };
  }
  const nextAt = retryAt(delivery.key, delivery.attempt, now, retryAfter);
  return { ...failed, state: "waiting", nextAt };
}

/** Given back by who had it, or taken from who died with it. */
export function withoutClaim({ leaseUntil: _, claimedBy: __, ...delivery }: Delivery): Delivery {
  return delivery;
}
