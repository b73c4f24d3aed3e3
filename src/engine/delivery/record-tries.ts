import type { Alert } from "../alerts/alert.ts";
import { auditChange, auditEvent } from "./audit-event.ts";
import { afterTry } from "./breaker.ts";
import type { Delivery, DeliveryState } from "./delivery.ts";
import type { DestinationType, Target } from "./destination.ts";
import type { Draft } from "./draft.ts";
import type { TryResult } from "./one-try.ts";
import type { Claim } from "./plan.ts";
import { freshRecord, leaveAlone } from "./rate.ts";
import { heeded } from "./schedule.ts";
import { settle, type TryOutcome } from "./settle.ts";

/** What came of a claim. */
export interface Tried extends TryResult {
  readonly claim: Claim;
  readonly milliseconds: number;
}

/** One try, for a row of `llamaretry`. */
export interface DeliveryTry {
  readonly key: string;
  readonly alert: Alert;
  readonly destination: string;
  readonly type: DestinationType;
  readonly target: Target;
  readonly attempt: number;
  readonly outcome: Exclude<TryOutcome["outcome"], "released">;
  /** Afterwards. */
  readonly state: DeliveryState;
  readonly finding: string | undefined;
  readonly status: number | undefined;
  readonly providerError: string | undefined;
  /** When it is tried again; undefined where it has ended. */
  readonly nextAt: number | undefined;
  readonly milliseconds: number;
}

/**
 * Puts outcomes into the draft: the deliveries, the breakers and rates of their destinations, the audit. What
 * somebody else has taken over meanwhile is theirs.
 *
 * @returns the tries, and the breakers that opened
 */
export function recordTries(
  draft: Draft,
  tried: readonly Tried[],
  now: number,
  appVersion: string,
): { tries: DeliveryTry[]; opened: string[] } {
  const tries: DeliveryTry[] = [];
  const opened: string[] = [];
  for (const one of tried) {
    const { claim, outcome, wasAbsent } = one;
    if (outcome.outcome !== "released" && recordBreaker(draft, one, now)) opened.push(claim.breaker);
    if (!isStillOurs(draft.get("deliveries", claim.delivery.key), claim, outcome)) continue;
    const delivery = settle(claim.delivery, outcome, { now, fingerprint: claim.fingerprint, wasAbsent });
    draft.put("deliveries", delivery.key, delivery);
    if (outcome.outcome === "released") continue;
    const { alert, fingerprint } = claim;
    const { outcome: word } = outcome;
    const event = auditEvent({ delivery, alert, now, outcome: word, fingerprint, appVersion });
    // What was held is tried without its count rising; the event tells which try it was.
    const change = auditChange({ ...event, attempt: claim.delivery.attempt });
    draft.apply(change);
    tries.push(tryOf(one, delivery, outcome.outcome));
  }
  return { tries, opened };
}

/** A delivery that arrived is delivered, whoever has it now; of other outcomes only its owner may speak. */
function isStillOurs(current: Delivery | undefined, { delivery }: Claim, { outcome }: TryOutcome): boolean {
  if (current === undefined) return false;
  const isOurs =
    current.state === "sending" &&
    current.claimedBy === delivery.claimedBy &&
    current.attempt === delivery.attempt;
  return isOurs || (outcome === "delivered" && current.state !== "delivered");
}

/** @returns whether it is open now */
function recordBreaker(draft: Draft, { claim, outcome }: Tried, now: number): boolean {
  const { breaker, destination, fingerprint } = claim;
  const before = draft.get("breakers", breaker) ?? freshRecord(destination.rate, now);
  const failed = "errorClass" in outcome && outcome.errorClass !== "poison" ? outcome : undefined;
  // Whoever says "not so fast", or takes offence at one message, is there.
  const isDown = failed !== undefined && failed.status !== 429 && failed.outcome !== "rejected";
  const isUp = outcome.outcome !== "crashed" && !isDown;
  const isConfig = failed?.errorClass === "config";
  let after = before;
  if (isUp && !isConfig) after = afterTry(before, true, now, fingerprint);
  if (isDown || isConfig) after = afterTry(before, false, now, fingerprint);
  if (failed?.retryAfter !== undefined)
    after = leaveAlone(after, destination.rate, now, heeded(failed.retryAfter));
  draft.put("breakers", breaker, after);
  return after.probeAt !== undefined;
}

function tryOf(
  { claim, milliseconds }: Tried,
  delivery: Delivery,
  outcome: DeliveryTry["outcome"],
): DeliveryTry {
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
