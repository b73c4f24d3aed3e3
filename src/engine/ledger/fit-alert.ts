import { shortened } from "../code-points.ts";
import type { Alert } from "./alert.ts";

/** UTF-8 bytes of an alert as JSON. */
export const longestAlert = 8_192;

type Shortening = (alert: Alert) => Alert;

/** The least important content goes first. They are applied in turn until the alert fits. */
const shortenings: readonly Shortening[] = [
  (alert) => ({ ...alert, examples: alert.examples.slice(0, 1) }),
  (alert) => ({ ...alert, examples: [] }),
  (alert) => ({ ...alert, hosts: alert.hosts.slice(0, 3) }),
  (alert) => ({ ...alert, ...(alert.digest && { digest: alert.digest.slice(0, 20) }) }),
  (alert) => ({
    ...alert,
    ...(alert.incident && { incident: { ...alert.incident, followed: alert.incident.followed.slice(0, 3) } }),
  }),
  (alert) => ({ ...alert, ownership: { ...alert.ownership, more: {} } }),
  (alert) => ({ ...alert, hosts: [] }),
  (alert) => ({ ...alert, anomaly: { ...alert.anomaly, evidence: "" } }),
  (alert) => ({ ...alert, anomaly: { ...alert.anomaly, template: "" } }),
  (alert) => ({ ...alert, ...(alert.digest && { digest: alert.digest.slice(0, 5) }) }),
  // A shortened link would not work.
  (alert) => ({ ...alert, link: "" }),
  ...[240, 60, 20].map(
    (limit): Shortening =>
      (alert) =>
        cutTexts(alert, limit),
  ),
];

/** The alert, shortened to `longestAlert` bytes. Its count and severity always stay. */
export function fitAlert(alert: Alert): Alert {
  let fitted = alert;
  for (const shorten of shortenings) {
    if (sizeOf(fitted) <= longestAlert) break;
    fitted = shorten(fitted);
  }
  return fitted;
}

function sizeOf(alert: Alert): number {
  return Buffer.byteLength(JSON.stringify(alert));
}

/** Shortens every text except the alert's ids. */
function cutTexts(alert: Alert, limit: number): Alert {
  const cut = cutWithin(alert, limit) as Alert;
  return { ...cut, id: alert.id, identity: alert.identity };
}

function cutWithin(value: unknown, limit: number): unknown {
  if (typeof value === "string") return shortened(value, limit);
  if (Array.isArray(value)) return value.map((member) => cutWithin(member, limit));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, cutWithin(member, limit)]));
}
