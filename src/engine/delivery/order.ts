import type { Alert } from "../ledger/alert.ts";
import type { Delivery, DeliveryState } from "../ledger/delivery.ts";
import type { Reference } from "../ledger/target.ts";
import { severityRank } from "../verdict.ts";
import type { TransactionDraft } from "./transaction-draft.ts";

/** A delivery and its alert, which is undefined if the ledger no longer has it. */
export interface StreamEntry {
  readonly delivery: Delivery;
  readonly alert: Alert | undefined;
}

export interface Arrangement {
  /** The next delivery of the stream; all others wait for it. Undefined if all have ended. */
  readonly head: StreamEntry | undefined;
  /** Deliveries that later ones have made needless. */
  readonly superseded: readonly { readonly entry: StreamEntry; readonly reason: string }[];
}

const ends: ReadonlySet<DeliveryState> = new Set<DeliveryState>([
  "delivered",
  "superseded",
  "dead",
  "shadow",
]);

export function hasEnded({ state }: Delivery): boolean {
  return ends.has(state);
}

/** The streams with a delivery that has not ended, each in order and with its ended deliveries. */
export function openStreams(draft: TransactionDraft, only?: string): StreamEntry[][] {
  const streams = new Map<string, StreamEntry[]>();
  for (const delivery of draft.values("deliveries")) {
    if (hasEnded(delivery) || (only !== undefined && delivery.destination !== only)) continue;
    if (!streams.has(delivery.lane)) streams.set(delivery.lane, []);
  }
  if (streams.size === 0) return [];
  for (const delivery of draft.values("deliveries")) {
    streams.get(delivery.lane)?.push({ delivery, alert: draft.get("alerts", delivery.alertId) });
  }
  return [...streams.values()].map((stream) =>
    stream.sort(
      (a, b) => a.delivery.sequence - b.delivery.sequence || a.delivery.accepted - b.delivery.accepted,
    ),
  );
}

/**
 * Decides what to do in one stream: the deliveries of one incident to one target, in order of sequence. Each waits until
 * the earlier ones have ended, and may be superseded by later ones.
 */
export function arrange(stream: readonly StreamEntry[]): Arrangement {
  const superseded = stream.flatMap((entry, at) => {
    const reason = isPending(entry.delivery) ? reasonToDrop(entry, stream.slice(at + 1), stream) : undefined;
    return reason === undefined ? [] : [{ entry, reason }];
  });
  const dropped = new Set(superseded.map(({ entry }) => entry));
  const head = stream.find((entry) => !hasEnded(entry.delivery) && !dropped.has(entry));
  return { head, superseded };
}

/**
 * The reference of the message that opened this conversation. The newest reference counts: if that message was deleted,
 * a later one has replaced it.
 *
 * @param before the stream up to the delivery in question; one stream is one conversation, even if its incident begins
 *   again
 */
export function openingReference(before: readonly StreamEntry[]): Reference | undefined {
  return before.findLast(
    ({ delivery: { state, reference } }) => state === "delivered" && reference !== undefined,
  )?.delivery.reference;
}

function isPending({ state }: Delivery): boolean {
  return state === "waiting" || state === "held";
}

/** Why a delivery is needless: its content was delivered, or will be with a later one. Undefined if it is needed. */
function reasonToDrop(
  { delivery: { unsure, type }, alert }: StreamEntry,
  later: readonly StreamEntry[],
  stream: readonly StreamEntry[],
): string | undefined {
  if (alert === undefined) return undefined;
  // This happens to requeued deliveries only.
  if (later.some(({ delivery }) => delivery.state === "delivered")) {
    return "Later news of the incident was delivered before it.";
  }
  // If it may have arrived, the later messages must follow it, so it stays in the stream.
  if (unsure) return undefined;
  const ofEpisode = stream.filter((other) => other.alert?.episode === alert.episode);
  if (ofEpisode.some(({ delivery }) => delivery.state === "delivered" && delivery.tellsEnd === true)) {
    return "The message before it said already that the incident is over.";
  }
  if (alert.transition === "resolve" && type === "pagerduty" && isEpisodeGivenUp(ofEpisode)) {
    return "PagerDuty never heard of the incident, so there is nothing to resolve.";
  }
  if (alert.transition !== "update") return undefined;
  const next = ofEpisode.filter((other) => later.includes(other) && !isGivenUp(other.delivery));
  const updates = next.filter((other) => other.alert?.transition === "update");
  const candidates = [...ofEpisode.filter(({ delivery }) => mayHaveArrived(delivery)), ...updates];
  // The worst severity must never be lost.
  const isNeedless = candidates.some((other) => isAsBad(other.alert, alert));
  return next.length > 0 && isNeedless ? "Newer news of the incident took its place." : undefined;
}

function isAsBad(one: Alert | undefined, other: Alert): boolean {
  return one !== undefined && severityRank(one.severity) <= severityRank(other.severity);
}

/** Whether every message of the episode before its end was given up, and none may have arrived. */
function isEpisodeGivenUp(ofEpisode: readonly StreamEntry[]): boolean {
  const before = ofEpisode.filter(({ alert }) => alert?.transition !== "resolve");
  return before.length > 0 && before.every(({ delivery }) => isGivenUp(delivery) && !delivery.unsure);
}

/** Whether it arrived or may have arrived. */
export function mayHaveArrived({ state, unsure }: Delivery): boolean {
  return state === "delivered" || unsure;
}

function isGivenUp({ state }: Delivery): boolean {
  return state === "dead" || state === "superseded";
}
