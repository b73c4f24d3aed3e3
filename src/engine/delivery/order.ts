import type { Alert } from "../alerts/alert.ts";
import type { Delivery, DeliveryState } from "./delivery.ts";
import type { Reference } from "./destination.ts";

/** A delivery and what it is about; undefined where the ledger does not have that any more. */
export interface Placed {
  readonly delivery: Delivery;
  readonly alert: Alert | undefined;
}

export interface Arrangement {
  /** The one of the lane whose turn it is; none passes it. Undefined where all have ended. */
  readonly head: Placed | undefined;
  /** Nobody needs to hear these any more. */
  readonly superseded: readonly { readonly placed: Placed; readonly reason: string }[];
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

/**
 * What is to be done in one lane: the deliveries of one incident to one target, in the order of their sequence. A
 * later one waits until the earlier ones have ended; some are overtaken by what came after them.
 */
export function arrange(lane: readonly Placed[]): Arrangement {
  const superseded = lane.flatMap((placed, at) => {
    const reason = isPending(placed.delivery) ? reasonToDrop(placed, lane.slice(at + 1), lane) : undefined;
    return reason === undefined ? [] : [{ placed, reason }];
  });
  const dropped = new Set(superseded.map(({ placed }) => placed));
  const head = lane.find((placed) => !hasEnded(placed.delivery) && !dropped.has(placed));
  return { head, superseded };
}

/**
 * How to speak of the message that opened this conversation. Its newest reference: where that message was gone, another
 * has taken its place since.
 *
 * @param before the lane up to the delivery that is asked about; a lane is one conversation, however often its incident
 *   begins again
 */
export function openingReference(before: readonly Placed[]): Reference | undefined {
  return before.findLast(
    ({ delivery: { state, reference } }) => state === "delivered" && reference !== undefined,
  )?.delivery.reference;
}

function isPending({ state }: Delivery): boolean {
  return state === "waiting" || state === "held";
}

function reasonToDrop(
  { delivery: { unsure }, alert }: Placed,
  later: readonly Placed[],
  lane: readonly Placed[],
): string | undefined {
  if (alert === undefined) return undefined;
  // Only what was let try anew is ever late in this way.
  if (later.some(({ delivery }) => delivery.state === "delivered")) {
    return "Later news of the incident was delivered before it.";
  }
  // It may be there: then what follows has to be heard there, too.
  if (unsure) return undefined;
  const isOfEpisode = (other: Placed) => other.alert?.episode === alert.episode;
  const trigger = lane.find((other) => isOfEpisode(other) && other.alert?.transition === "trigger");
  const isUntold =
    trigger !== undefined && lane.every((other) => !isOfEpisode(other) || !mayHaveBeenTold(other.delivery));
  const isOver = lane.some((other) => isOfEpisode(other) && other.alert?.transition === "resolve");
  if (isUntold && isOver) return "The incident was over before anybody heard of it here.";
  const isOutdated =
    alert.transition === "update" &&
    later.some(
      (other) => isOfEpisode(other) && other.alert?.transition === "update" && !isGivenUp(other.delivery),
    );
  return isOutdated ? "A newer update of the incident took its place." : undefined;
}

function mayHaveBeenTold({ state, unsure }: Delivery): boolean {
  return state === "delivered" || state === "sending" || unsure;
}

function isGivenUp({ state }: Delivery): boolean {
  return state === "dead" || state === "superseded";
}
