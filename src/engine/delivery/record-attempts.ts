import type { Alert } from "../ledger/alert.ts";
import type { Delivery, DeliveryState } from "../ledger/delivery.ts";
import type { DestinationType, Target } from "../ledger/target.ts";
import { type AttemptOutcome, afterAttempt } from "./after-attempt.ts";
import { auditChange, auditEvent } from "./audit-event.ts";
import { breakerAfterAttempt } from "./breaker.ts";
import type { Claim } from "./claim-due.ts";
import type { AttemptResult } from "./one-attempt.ts";
import { applyRetryAfter, newBreakerRecord } from "./rate.ts";
import { cappedRetryAfter } from "./schedule.ts";
import type { TransactionDraft } from "./transaction-draft.ts";

/** A claim and its outcome. */
export interface Attempted extends AttemptResult {
  readonly claim: Claim;
  readonly milliseconds: number;
}

/** One attempt, for a row of `llamaretry`. */
export interface DeliveryAttempt {
  readonly key: string;
  readonly alert: Alert;
  readonly destination: string;
  readonly type: DestinationType;
  readonly target: Target;
  readonly attempt: number;
  readonly outcome: Exclude<AttemptOutcome["outcome"], "released" | "abandoned">;
  /** The delivery's state after the attempt. */
  readonly state: DeliveryState;
  readonly finding: string | undefined;
  readonly status: number | undefined;
  readonly providerError: string | undefined;
  /** The time of the next attempt; undefined if it has ended. */
  readonly nextAt: number | undefined;
  readonly milliseconds: number;
}

/**
 * Records outcomes in the draft: deliveries, breakers, rate limits and audit events. A delivery that another process has
 * taken over meanwhile is left to that process.
 *
 * @returns the attempts, and the breakers that opened
 */
export function recordAttempts(
  draft: TransactionDraft,
  attempted: readonly Attempted[],
  {
    now,
    appVersion,
    deadline,
  }: { readonly now: number; readonly appVersion: string; readonly deadline: number },
): { attempts: DeliveryAttempt[]; opened: string[] } {
  const attempts: DeliveryAttempt[] = [];
  const opened: string[] = [];
  for (const one of attempted) {
    const { claim, outcome, wasAbsent } = one;
    if (isKnown(outcome) && recordBreaker(draft, one, now)) opened.push(claim.breaker);
    if (!isStillOurs(draft.get("deliveries", claim.delivery.key), claim, outcome)) continue;
    const delivery = afterAttempt(claim.delivery, outcome, {
      now,
      fingerprint: claim.fingerprint,
      wasAbsent,
      deadline,
    });
    draft.put("deliveries", delivery.key, delivery);
    if (outcome.outcome === "released") continue;
    const { alert, fingerprint } = claim;
    const word = isKnown(outcome) ? outcome.outcome : "unknown";
    const event = auditEvent({ delivery, alert, now, outcome: word, fingerprint, appVersion });
    // An attempt of a held delivery does not raise its count; the event still has the number of the attempt.
    const change = auditChange({ ...event, attempt: claim.delivery.attempt });
    draft.apply(change);
    if (isKnown(outcome)) attempts.push(attemptOf(one, delivery, outcome.outcome));
  }
  return { attempts, opened };
}

/** Whether an attempt was made and its outcome is known. */
function isKnown(
  outcome: AttemptOutcome,
): outcome is Exclude<AttemptOutcome, { outcome: "released" | "abandoned" }> {
  return outcome.outcome !== "released" && outcome.outcome !== "abandoned";
}

/** Any process may record that a message was delivered; other outcomes only its owner. */
function isStillOurs(
  current: Delivery | undefined,
  { delivery }: Claim,
  { outcome }: AttemptOutcome,
): boolean {
  if (current === undefined) return false;
  const isOurs =
    current.state === "sending" &&
    current.claimedBy === delivery.claimedBy &&
    current.attempt === delivery.attempt;
  return isOurs || (outcome === "delivered" && current.state !== "delivered");
}

/** @returns whether the breaker is open now */
function recordBreaker(draft: TransactionDraft, { claim, outcome }: Attempted, now: number): boolean {
  const { breaker, destination, fingerprint } = claim;
  const before = draft.get("breakers", breaker) ?? newBreakerRecord(destination.rate, now);
  const failed = "errorClass" in outcome && outcome.errorClass !== "poison" ? outcome : undefined;
  // A destination that limits the rate or rejects one message is up.
  const isDown = failed !== undefined && failed.status !== 429 && failed.outcome !== "rejected";
  const isUp = outcome.outcome !== "crashed" && !isDown;
  const isConfig = failed?.errorClass === "config";
  let after = before;
  if (isUp && !isConfig) after = breakerAfterAttempt(before, true, now, fingerprint);
  if (isDown || isConfig) after = breakerAfterAttempt(before, false, now, fingerprint);
  if (failed?.retryAfter !== undefined)
    after = applyRetryAfter(after, destination.rate, now, cappedRetryAfter(failed.retryAfter));
  draft.put("breakers", breaker, after);
  return after.probeAt !== undefined;
}

function attemptOf(
  { claim, milliseconds }: Attempted,
  delivery: Delivery,
  outcome: DeliveryAttempt["outcome"],
): DeliveryAttempt {
  const { key, destination, type, target, state, last } = delivery;
  const failed = outcome === "delivered" ? undefined : last;
  return {
    key,
    alert: claim.alert,
    destination,
    type,
    target,
    attempt: claim.delivery.attempt,
    outcome,
    state,
    finding: failed?.finding,
    status: failed?.status,
    providerError: failed?.providerError,
    nextAt: state === "waiting" || state === "held" ? delivery.nextAt : undefined,
    milliseconds,
  };
}
