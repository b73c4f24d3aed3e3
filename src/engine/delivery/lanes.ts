import type { Draft } from "./draft.ts";
import { hasEnded, type Placed } from "./order.ts";

/** The lanes in which something has not ended, each in its order, with what has ended there before. */
export function openLanes(draft: Draft, only?: string): Placed[][] {
  const lanes = new Map<string, Placed[]>();
  for (const delivery of draft.values("deliveries")) {
    if (hasEnded(delivery) || (only !== undefined && delivery.destination !== only)) continue;
    if (!lanes.has(delivery.lane)) lanes.set(delivery.lane, []);
  }
  if (lanes.size === 0) return [];
  for (const delivery of draft.values("deliveries")) {
    lanes.get(delivery.lane)?.push({ delivery, alert: draft.get("alerts", delivery.alertId) });
  }
  return [...lanes.values()].map((lane) =>
    lane.sort(
      (a, b) => a.delivery.sequence - b.delivery.sequence || a.delivery.accepted - b.delivery.accepted,
    ),
  );
}
