import type { Change, LedgerView } from "../ledger/ledger.ts";
import { hasEnded } from "./order.ts";
import { TransactionDraft } from "./transaction-draft.ts";

const day = 86_400_000;
/** Milliseconds to keep entries after their end. */
const retention = {
  delivered: 7 * day,
  superseded: 7 * day,
  shadow: 7 * day,
  dead: 90 * day,
  incident: 30 * day,
  storm: day,
};

/**
 * Removes deliveries, incidents and storms whose retention is over, and alerts without a reference. The delivery that
 * opened an incident stays while the incident is open, because later messages refer to it.
 */
export function expired(view: LedgerView, now: number): Change[] {
  const draft = new TransactionDraft(view);
  const openIdentities = new Set<string>();
  const referredTo = new Set<string>();
  for (const [key, incident] of view.incidents) {
    if (!incident.open && now - (incident.endedAt ?? incident.lastSeen) > retention.incident) {
      draft.put("incidents", key, undefined);
      continue;
    }
    if (incident.open) openIdentities.add(incident.identity);
    referredTo.add(incident.alert.id);
  }
  for (const [key, delivery] of view.deliveries) {
    const alert = view.alerts.get(delivery.alertId);
    const opens = alert?.transition === "trigger" && openIdentities.has(alert.identity);
    const isOver =
      hasEnded(delivery) &&
      now - (delivery.endedAt ?? delivery.accepted) > retention[delivery.state as "delivered" | "dead"] &&
      !(opens && delivery.state === "delivered");
    if (isOver) draft.put("deliveries", key, undefined);
    else referredTo.add(delivery.alertId);
  }
  for (const key of view.alerts.keys()) if (!referredTo.has(key)) draft.put("alerts", key, undefined);
  for (const [key, storm] of view.storms) {
    const isOver = storm.heldBack.length === 0 && now - storm.hourStart > retention.storm;
    if (isOver) draft.put("storms", key, undefined);
  }
  return draft.changes();
}
