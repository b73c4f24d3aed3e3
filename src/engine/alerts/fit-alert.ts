import { cutByCodePoint } from "../code-points.ts";
import type { Alert } from "./alert.ts";

/** UTF-8 bytes of an alert as JSON. */
export const longestAlert = 8_192;

type Shortening = (alert: Alert) => Alert;

/** From what is missed least to what is missed most. Each is tried until the alert fits. */
const shortenings: readonly Shortening[] = [
  (alert) => ({ ...alert, examples: alert.examples.slice(0, 1) }),
  (alert) => ({ ...alert, examples: [] }),
  (alert) => ({ ...alert, hosts: alert.hosts.slice(0, 3) }),
  (alert) => ({ ...alert, ...(alert.digest && { digest: alert.digest.slice(0, 20) }) }),
  (alert) => ({ ...alert, ownership: { ...alert.ownership, more: {} } }),
  (alert) => ({ ...alert, hosts: [] }),
  (alert) => ({ ...alert, anomaly: { ...alert.anomaly, evidence: "" } }),
  (alert) => ({ ...alert, anomaly: { ...alert.anomaly, template: "" } }),
  (alert) => ({ ...alert, ...(alert.digest && { digest: alert.digest.slice(0, 5) }) }),
  // A link that is cut leads nowhere.
  (alert) => ({ ...alert, link: "" }),
  ...[240, 60, 20].map(
    (limit): Shortening =>
      (alert) =>
        cutTexts(alert, limit),
  ),
];

/** The alert, with less in it where it would be longer than `longestAlert`; how often and how bad always stays. */
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

/** Every text in it, but for those that tell it apart. */
function cutTexts(alert: Alert, limit: number): Alert {
  const cut = cutWithin(alert, limit) as Alert;
  return { ...cut, id: alert.id, identity: alert.identity };
}

function cutWithin(value: unknown, limit: number): unknown {
  if (typeof value === "string") return cutByCodePoint(value, limit);
  if (Array.isArray(value)) return value.map((member) => cutWithin(member, limit));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, cutWithin(member, limit)]));
}
