import type { Alert } from "../ledger/alert.ts";
import type { Delivery } from "../ledger/delivery.ts";
import type { Reference, Target } from "../ledger/target.ts";
import { severities } from "../verdict.ts";
import { abandoned } from "./after-attempt.ts";
import { auditChange, auditEvent } from "./audit-event.ts";
import { breakerKey, breakerState, probing } from "./breaker.ts";
import type { Destination } from "./destination.ts";
import { type LateEnd, lateEnd } from "./late-end.ts";
import { arrange, openingReference, openStreams, type StreamEntry } from "./order.ts";
import { newBreakerRecord, reserveToken } from "./rate.ts";
import { isDue, isTooOld } from "./schedule.ts";
import type { TransactionDraft } from "./transaction-draft.ts";

/** A delivery that only this run may attempt. */
export interface Claim {
  readonly delivery: Delivery;
  readonly alert: Alert;
  readonly destination: Destination;
  /** Key of the destination's and target's breaker. */
  readonly breaker: string;
  readonly fingerprint: string;
  /** Reference of the message that opened the conversation. */
  readonly earlier: Reference | undefined;
  /** Sent instead of the alert if its incident is over. */
  readonly late: LateEnd | undefined;
  /** An earlier attempt may have arrived. */
  readonly mayHaveArrived: boolean;
  /** Milliseconds until the destination's rate limit lets it through. */
  readonly delay: number;
}

export interface ClaimFacts {
  readonly now: number;
  readonly destinations: ReadonlyMap<string, Destination>;
  /** By breaker. Missing ones are returned in `askFingerprint`. */
  readonly fingerprints: ReadonlyMap<string, string>;
  readonly appVersion: string;
  /** The name of this process. */
  readonly claimant: string;
  readonly isAlive: (claimant: string) => boolean | undefined;
  /** Keys of the claims that this run has in hand. */
  readonly inHand: ReadonlySet<string>;
  /** Most claims to make. */
  readonly most: number;
  /** Milliseconds that an attempt may take. */
  readonly deadline: number;
  /** Milliseconds ahead for which rate limit tokens may be reserved. */
  readonly horizon: number;
  /** Claims deliveries of this destination only. */
  readonly only?: string | undefined;
}

export interface DueClaims {
  readonly claims: readonly Claim[];
  /** Targets whose fingerprints are needed before more can be claimed. */
  readonly askFingerprint: readonly { readonly destination: Destination; readonly target: Target }[];
  /** Milliseconds until more can be claimed in this run; Infinity if nothing can. */
  readonly askAgainIn: number;
}

/** Milliseconds that a lease lasts beyond the attempt's deadline. */
const leaseMargin = 30_000;
/** Extra milliseconds for the lease of a living process: more than any jump of the clock. */
const livingLeaseMargin = 2 * 3_600_000;

/**
 * Decides what to send now: takes over claims of dead processes, ends outdated deliveries, and claims those that are
 * due. The changes go into the draft.
 */
export function claimDue(draft: TransactionDraft, facts: ClaimFacts): DueClaims {
  const audit = auditor(draft, facts);
  const heads = openStreams(draft, facts.only).flatMap((stream) => {
    const head = headOf(stream, facts, audit);
    return head === undefined ? [] : [{ ...head, stream }];
  });
  const asked = new Map<string, { destination: Destination; target: Target }>();
  const due: Candidate[] = [];
  let dueIn = Number.POSITIVE_INFINITY;
  for (const { delivery, alert, stream } of heads) {
    const destination = facts.destinations.get(delivery.destination);
    if (destination === undefined) {
      if (delivery.state !== "held" || delivery.fingerprint !== "")
        audit(withoutDestination(delivery, facts.now), alert, "held");
      continue;
    }
    const breaker = breakerKey(delivery.destination, delivery.target);
    const fingerprint = facts.fingerprints.get(breaker);
    if (fingerprint === undefined) {
      asked.set(breaker, { destination, target: delivery.target });
      continue;
    }
    const isReconfigured = delivery.state === "held" && delivery.fingerprint !== fingerprint;
    if (!isReconfigured && !isDue(delivery, facts.now)) {
      dueIn = Math.min(dueIn, delivery.nextAt - facts.now);
      continue;
    }
    const late = lateEnd({ delivery, alert }, stream);
    due.push({ delivery, alert, destination, breaker, fingerprint, late, stream });
  }
  const { claims, tokenIn } = claimInTurn(due.sort(mostUrgentFirst), draft, facts);
  // Deliveries taken over from dead processes are due soon, so the run waits for them; failed ones wait for a later run.
  const askAgainIn = Math.min(tokenIn, dueIn <= facts.deadline ? dueIn : Number.POSITIVE_INFINITY);
  return { claims, askFingerprint: [...asked.values()], askAgainIn };
}

type Candidate = Omit<Claim, "delay" | "mayHaveArrived" | "earlier"> & {
  readonly stream: readonly StreamEntry[];
};
type Audit = (delivery: Delivery, alert: Alert | undefined, outcome: string) => void;

function auditor(draft: TransactionDraft, { now, appVersion, fingerprints }: ClaimFacts): Audit {
  return (delivery, alert, outcome) => {
    const fingerprint = fingerprints.get(breakerKey(delivery.destination, delivery.target)) ?? "";
    const event = auditEvent({ delivery, alert, now, outcome, fingerprint, appVersion });
    const { table, key, value } = auditChange(event);
    draft.put("deliveries", delivery.key, delivery);
    draft.put(table, key, value as typeof event);
  };
}

/** The first delivery of a stream that has not ended, unless it is being sent. Ends outdated ones on the way. */
function headOf(
  given: readonly StreamEntry[],
  facts: ClaimFacts,
  audit: Audit,
): { delivery: Delivery; alert: Alert } | undefined {
  const { now } = facts;
  let stream = given.map((entry) => {
    if (!isLeftBehind(entry.delivery, facts)) return entry;
    const delivery = abandoned(entry.delivery, facts);
    audit(delivery, entry.alert, "unknown");
    return { ...entry, delivery };
  });
  const end = (entry: StreamEntry, state: "dead" | "superseded", reason: string) => {
    const delivery: Delivery = { ...entry.delivery, state, reason, endedAt: now };
    audit(delivery, entry.alert, state);
    stream = stream.map((other) => (other.delivery.key === delivery.key ? { ...other, delivery } : other));
  };
  for (;;) {
    const { head, superseded } = arrange(stream);
    for (const { entry, reason } of superseded) end(entry, "superseded", reason);
    if (head === undefined || head.delivery.state === "sending") return undefined;
    const { delivery, alert } = head;
    if (alert === undefined) end(head, "dead", "The ledger does not have its alert any more.");
    else if (isTooOld(delivery, now)) end(head, "dead", tooOld(delivery));
    else return { delivery, alert };
  }
}

function tooOld({ last }: Delivery): string {
  const why = last === undefined ? "" : ` Last: ${last.finding}`;
  return `It could not be delivered while it was worth something.${why}`;
}

/** Whether the claim's process is dead, or its lease is over and the process cannot be checked. */
function isLeftBehind(
  { state, claimedBy, leaseUntil = 0, key }: Delivery,
  { now, isAlive, inHand }: ClaimFacts,
): boolean {
  if (state !== "sending" || inHand.has(key)) return false;
  const alive = claimedBy === undefined ? undefined : isAlive(claimedBy);
  if (alive === undefined) return now > leaseUntil;
  return alive ? now > leaseUntil + livingLeaseMargin : true;
}

/** Held until a destination of this name is configured again: its fingerprint will differ from the empty one. */
function withoutDestination(delivery: Delivery, now: number): Delivery {
  const reason = "No destination of this name is configured any more.";
  return { ...delivery, state: "held", fingerprint: "", nextAt: now, reason };
}

/** Open incidents come before ended ones, because people can still act on them. */
function mostUrgentFirst(a: Candidate, b: Candidate): number {
  return (
    Number(a.late !== undefined) - Number(b.late !== undefined) ||
    severities.indexOf(a.alert.severity) - severities.indexOf(b.alert.severity) ||
    a.delivery.accepted - b.delivery.accepted ||
    a.delivery.sequence - b.delivery.sequence
  );
}

function claimInTurn(
  due: readonly Candidate[],
  draft: TransactionDraft,
  facts: ClaimFacts,
): { claims: Claim[]; tokenIn: number } {
  const { now, claimant, deadline, horizon, most } = facts;
  const claims: Claim[] = [];
  /** Breakers of targets that take no more messages now. */
  const full = new Set<string>();
  let tokenIn = Number.POSITIVE_INFINITY;
  for (const { stream, ...candidate } of due) {
    const { destination, breaker, fingerprint } = candidate;
    if (claims.length >= most) break;
    if (full.has(breaker)) continue;
    const before = draft.get("breakers", breaker) ?? newBreakerRecord(destination.rate, now);
    const state = breakerState(before, now, fingerprint);
    const reserved = state === "open" ? undefined : reserveToken(before, destination.rate, now, horizon);
    if (reserved === undefined || "askAgainIn" in reserved) {
      full.add(breaker);
      if (reserved !== undefined) tokenIn = Math.min(tokenIn, reserved.askAgainIn);
      continue;
    }
    if (state === "probe") full.add(breaker);
    draft.put("breakers", breaker, state === "probe" ? probing(reserved.record, now) : reserved.record);
    const delivery: Delivery = {
      ...candidate.delivery,
      state: "sending",
      attempt: candidate.delivery.attempt + 1,
      leaseUntil: now + reserved.delay + deadline + leaseMargin,
      claimedBy: claimant,
      tellsEnd: tellsEnd(candidate),
    };
    draft.put("deliveries", delivery.key, delivery);
    const earlier = stream.filter(({ delivery: { sequence } }) => sequence < delivery.sequence);
    claims.push({
      ...candidate,
      delivery,
      earlier: openingReference(earlier),
      mayHaveArrived: candidate.delivery.unsure,
      delay: reserved.delay,
    });
  }
  return { claims, tokenIn };
}

/**
 * Whether this message makes a separate end needless. It does not for PagerDuty, which needs its own resolve event, nor
 * after an earlier attempt that may have arrived without saying that the incident is over.
 */
function tellsEnd({
  delivery: { type, unsure, tellsEnd: before = false },
  late,
}: Pick<Claim, "delivery" | "late">): boolean {
  return late !== undefined && type !== "pagerduty" && (before || !unsure);
}
