import type { Alert } from "../alerts/alert.ts";
import { severities } from "../verdict.ts";
import { auditChange, auditEvent } from "./audit-event.ts";
import { breakerKey, breakerState, probing } from "./breaker.ts";
import type { Delivery } from "./delivery.ts";
import type { Destination, Reference, Target } from "./destination.ts";
import type { Draft } from "./draft.ts";
import { openLanes } from "./lanes.ts";
import { arrange, openingReference, type Placed } from "./order.ts";
import { freshRecord, takePlace } from "./rate.ts";
import { isDue, isTooOld, mostAttempts } from "./schedule.ts";
import { withoutClaim } from "./settle.ts";

/** A delivery that this run may try, and nobody else. */
export interface Claim {
  readonly delivery: Delivery;
  readonly alert: Alert;
  readonly destination: Destination;
  /** Of the destination and target, in the table of breakers. */
  readonly breaker: string;
  readonly fingerprint: string;
  readonly earlier: Reference | undefined;
  /** An earlier try may have arrived. */
  readonly mayBeThere: boolean;
  /** Milliseconds until its turn by the destination's rate. */
  readonly delay: number;
}

export interface PlanFacts {
  readonly now: number;
  readonly destinations: ReadonlyMap<string, Destination>;
  /** By breaker; those that are missing are asked for. */
  readonly fingerprints: ReadonlyMap<string, string>;
  readonly appVersion: string;
  /** Who claims. */
  readonly claimant: string;
  readonly isAlive: (claimant: string) => boolean | undefined;
  /** Keys of what this run has in hand. */
  readonly inHand: ReadonlySet<string>;
  /** Claims to make at most. */
  readonly most: number;
  /** Milliseconds that a try may take. */
  readonly deadline: number;
  /** Milliseconds ahead for which places in a rate are taken. */
  readonly horizon: number;
  /** Of one destination alone. */
  readonly only?: string | undefined;
}

export interface Plan {
  readonly claims: readonly Claim[];
  /** What has to be known first. */
  readonly askFingerprint: readonly { readonly destination: Destination; readonly target: Target }[];
  /** Milliseconds after which more can be claimed, by a destination's rate or its own time; Infinity: in a later run. */
  readonly askAgainIn: number;
}

/** Milliseconds beyond its deadline that a claim is good for. */
const leaseMargin = 30_000;
/** A living process has its claim for longer than any change of the clock may be. */
const livingMargin = 2 * 3_600_000;

/**
 * Decides what is to be sent now: takes up what the dead left, ends what is out of date, and claims what is due.
 * The changes go into the draft.
 */
export function plan(draft: Draft, facts: PlanFacts): Plan {
  const audit = auditor(draft, facts);
  const heads = openLanes(draft, facts.only).flatMap((lane) => {
    const head = headOf(lane, facts, audit);
    return head === undefined ? [] : [{ ...head, lane }];
  });
  const asked = new Map<string, { destination: Destination; target: Target }>();
  const due: Candidate[] = [];
  let dueIn = Number.POSITIVE_INFINITY;
  for (const { delivery, alert, lane } of heads) {
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
    const isMended = delivery.state === "held" && delivery.fingerprint !== fingerprint;
    if (!isMended && !isDue(delivery, facts.now)) {
      dueIn = Math.min(dueIn, delivery.nextAt - facts.now);
      continue;
    }
    due.push({ delivery, alert, destination, breaker, fingerprint, lane });
  }
  const { claims, placeIn } = claimDue(due.sort(mostUrgentFirst), draft, facts);
  // What was taken up is worth waiting for; what failed has its own time, in a later run.
  const askAgainIn = Math.min(placeIn, dueIn <= facts.deadline ? dueIn : Number.POSITIVE_INFINITY);
  return { claims, askFingerprint: [...asked.values()], askAgainIn };
}

type Candidate = Omit<Claim, "delay" | "mayBeThere" | "earlier"> & { readonly lane: readonly Placed[] };
type Audit = (delivery: Delivery, alert: Alert | undefined, outcome: string) => void;

function auditor(draft: Draft, { now, appVersion, fingerprints }: PlanFacts): Audit {
  return (delivery, alert, outcome) => {
    const fingerprint = fingerprints.get(breakerKey(delivery.destination, delivery.target)) ?? "";
    const event = auditEvent({ delivery, alert, now, outcome, fingerprint, appVersion });
    const { table, key, value } = auditChange(event);
    draft.put("deliveries", delivery.key, delivery);
    draft.put(table, key, value as typeof event);
  };
}

/** The delivery whose turn it is, if it may be tried at all. */
function headOf(
  given: readonly Placed[],
  facts: PlanFacts,
  audit: Audit,
): { delivery: Delivery; alert: Alert } | undefined {
  const { now } = facts;
  let lane = given.map((placed) => {
    if (!isLeftBehind(placed.delivery, facts)) return placed;
    const delivery = takenUp(placed.delivery, facts);
    audit(delivery, placed.alert, "unknown");
    return { ...placed, delivery };
  });
  const end = (placed: Placed, state: "dead" | "superseded", reason: string) => {
    const delivery: Delivery = { ...placed.delivery, state, reason, endedAt: now };
    audit(delivery, placed.alert, state);
    lane = lane.map((other) => (other.delivery.key === delivery.key ? { ...other, delivery } : other));
  };
  for (;;) {
    const { head, superseded } = arrange(lane);
    for (const { placed, reason } of superseded) end(placed, "superseded", reason);
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

/** Claimed by a process that is gone; or by one of which nothing is known, and the time for it is over. */
function isLeftBehind(
  { state, claimedBy, leaseUntil = 0, key }: Delivery,
  { now, isAlive, inHand }: PlanFacts,
): boolean {
  if (state !== "sending" || inHand.has(key)) return false;
  const alive = claimedBy === undefined ? undefined : isAlive(claimedBy);
  if (alive === undefined) return now > leaseUntil;
  return alive ? now > leaseUntil + livingMargin : true;
}

/** What the dead one sent may still be on its way: until its deadline nobody can say that it is not there. */
function takenUp(claimed: Delivery, { now, deadline }: PlanFacts): Delivery {
  const finding = "The process that sent it ended before it knew the outcome.";
  const last = { at: now, finding, errorClass: "unknown" as const };
  const delivery = { ...withoutClaim(claimed), unsure: true, last };
  return claimed.attempt >= mostAttempts
    ? { ...delivery, state: "dead", reason: `Tried ${claimed.attempt} times: ${finding}`, endedAt: now }
    : { ...delivery, state: "waiting", nextAt: now + deadline };
}

/** Until a destination of this name is configured, which has a fingerprint then. */
function withoutDestination(delivery: Delivery, now: number): Delivery {
  const reason = "No destination of this name is configured any more.";
  return { ...delivery, state: "held", fingerprint: "", nextAt: now, reason };
}

function mostUrgentFirst(a: Candidate, b: Candidate): number {
  return (
    severities.indexOf(a.alert.severity) - severities.indexOf(b.alert.severity) ||
    a.delivery.accepted - b.delivery.accepted ||
    a.delivery.sequence - b.delivery.sequence
  );
}

function claimDue(
  due: readonly Candidate[],
  draft: Draft,
  facts: PlanFacts,
): { claims: Claim[]; placeIn: number } {
  const { now, claimant, deadline, horizon, most } = facts;
  const claims: Claim[] = [];
  /** Targets that take no more now. */
  const full = new Set<string>();
  let placeIn = Number.POSITIVE_INFINITY;
  for (const { lane, ...candidate } of due) {
    const { destination, breaker, fingerprint } = candidate;
    if (claims.length >= most) break;
    if (full.has(breaker)) continue;
    const before = draft.get("breakers", breaker) ?? freshRecord(destination.rate, now);
    const state = breakerState(before, now, fingerprint);
    const place = state === "open" ? undefined : takePlace(before, destination.rate, now, horizon);
    if (place === undefined || "askAgainIn" in place) {
      full.add(breaker);
      if (place !== undefined) placeIn = Math.min(placeIn, place.askAgainIn);
      continue;
    }
    if (state === "probe") full.add(breaker);
    draft.put("breakers", breaker, state === "probe" ? probing(place.record, now) : place.record);
    const delivery: Delivery = {
      ...candidate.delivery,
      state: "sending",
      attempt: candidate.delivery.attempt + 1,
      leaseUntil: now + place.delay + deadline + leaseMargin,
      claimedBy: claimant,
    };
    draft.put("deliveries", delivery.key, delivery);
    const earlier = lane.filter(({ delivery: { sequence } }) => sequence < delivery.sequence);
    claims.push({
      ...candidate,
      delivery,
      earlier: openingReference(earlier),
      mayBeThere: candidate.delivery.unsure,
      delay: place.delay,
    });
  }
  return { claims, placeIn };
}
