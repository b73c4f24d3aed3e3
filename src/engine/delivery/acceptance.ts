import type { Alert } from "../alerts/alert.ts";
import { acceptanceEvents } from "./audit-event.ts";
import type { Delivery } from "./delivery.ts";
import type { Change } from "./ledger.ts";

/**
 * The changes by which alerts are accepted, and with them the events that tell the audit so: one for each new
 * delivery, the first of an alert with the alert itself. Which secret a destination has is not known before the first
 * try, so these events have no fingerprint.
 *
 * @param changes of which every delivery is a new one
 */
export function withAcceptance(
  changes: readonly Change[],
  facts: { readonly now: number; readonly appVersion: string },
): readonly Change[] {
  const deliveries = changes.flatMap((change): Delivery[] =>
    change.table === "deliveries" && change.value !== undefined ? [change.value] : [],
  );
  const events = changes.flatMap((change): Change[] => {
    if (change.table !== "alerts" || change.value === undefined) return [];
    const alert: Alert = change.value;
    const own = deliveries.filter(({ alertId }) => alertId === alert.id);
    return acceptanceEvents(alert, own, { ...facts, fingerprint: () => "" });
  });
  return [...changes, ...events];
}
