import type { Delivery, Outcome } from "../ledger/delivery.ts";
import { heldWait, retryAt } from "./schedule.ts";

/**
 * `crashed`: our code for the destination threw. `released`: no attempt was made. `abandoned`: the process that made the
 * attempt ended before it knew the outcome.
 */
export type AttemptOutcome =
  | Outcome
  | { readonly outcome: "crashed"; readonly finding: string }
  | { readonly outcome: "released" }
  | { readonly outcome: "abandoned" };

/** What decides the next state besides the outcome. */
export interface AttemptFacts {
  readonly now: number;
  readonly fingerprint: string;
  /** The destination was asked for an earlier attempt and does not have it. */
  readonly wasAbsent: boolean;
  /** Milliseconds that an attempt may take. */
  readonly deadline: number;
}

/** Attempts after which a fault on the path to the destination counts as lasting. */
const mostPathAttempts = 4;
/** Attempts that are retried right after their deadline when a process died; later ones back off, as they may kill it. */
const mostQuickRetries = 10;

/** The next state of a claimed delivery after its attempt. */
export function afterAttempt(claimed: Delivery, outcome: AttemptOutcome, facts: AttemptFacts): Delivery {
  const delivery = withoutClaim(claimed);
  const { now } = facts;
  if (outcome.outcome === "released") return { ...delivery, state: "waiting", attempt: delivery.attempt - 1 };
  if (outcome.outcome === "abandoned") return abandoned(claimed, facts);
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

function afterFailure(delivery: Delivery, failure: Failure, facts: AttemptFacts): Delivery {
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
  const isLasting = errorClass === "path" && delivery.attempt > mostPathAttempts;
  if (errorClass === "config" || isLasting) {
    // A fault that an administrator has to fix does not use up an attempt.
    const attempt = delivery.attempt - 1;
    const nextAt = now + heldWait;
    // A filter on the path may object to the content of the message and let a plain one pass.
    const plain = delivery.plain || isLasting;
    return { ...failed, state: "held", attempt, plain, nextAt, fingerprint, reason: finding };
  }
  if (errorClass === "poison" || outcome === "rejected") {
    if (!delivery.plain) return { ...failed, state: "waiting", plain: true, nextAt: now };
    return { ...failed, state: "dead", reason: finding, endedAt: now };
  }
  return { ...failed, state: "waiting", nextAt: retryAt(delivery, now, retryAfter) };
}

/**
 * The next state of a delivery whose process is gone. Its message may still be on its way, so a lookup before the
 * deadline proves nothing.
 */
export function abandoned(
  claimed: Delivery,
  { now, deadline }: Pick<AttemptFacts, "now" | "deadline">,
): Delivery {
  const finding = "The process that sent it ended before it knew the outcome.";
  const last = { at: now, finding, errorClass: "unknown" as const };
  const delivery = { ...withoutClaim(claimed), state: "waiting" as const, unsure: true, last };
  const nextAt = claimed.attempt < mostQuickRetries ? now + deadline : retryAt(delivery, now, deadline);
  return { ...delivery, nextAt };
}

/** Drops the lease and the owner of a claim. */
function withoutClaim({ leaseUntil: _, claimedBy: __, ...delivery }: Delivery): Delivery {
  return delivery;
}
