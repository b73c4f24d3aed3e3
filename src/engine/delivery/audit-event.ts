import type { Alert } from "../alerts/alert.ts";
import type { Delivery, DeliveryState } from "./delivery.ts";
import type { Change } from "./ledger.ts";

/** One event of the index `alert_failures`: a failure or a change of state. No URL, no token, no routing key. */
export interface AuditEvent {
  /** ISO 8601 with milliseconds, UTC. */
  readonly time: string;
  readonly key: string;
  readonly alert_id: string;
  readonly state: DeliveryState;
  readonly attempt: number;
  readonly destination: string;
  readonly destination_type: string;
  readonly fingerprint: string;
  readonly outcome: string;
  readonly error_class?: string;
  readonly http_status?: number;
  readonly provider_error?: string;
  readonly finding?: string;
  readonly retry_at?: string;
  readonly age_seconds: number;
  readonly search_name: string;
  readonly sid: string;
  readonly app: string;
  readonly service_name: string;
  readonly service_owner: string;
  readonly escalation_policy: string;
  readonly transition: string;
  readonly episode: number;
  readonly severity: string;
  readonly app_version: string;
  /** The alert itself, in the first event of each: enough to rebuild the ledger from. */
  readonly alert?: Alert;
}

/** What happened to a delivery, by the delivery as it is afterwards. */
export interface AuditFacts {
  readonly delivery: Delivery;
  /** Undefined where the ledger does not have it any more. */
  readonly alert: Alert | undefined;
  readonly now: number;
  /** In one word, like `accepted`, `delivered`, `not_sent` or `superseded`. */
  readonly outcome: string;
  readonly fingerprint: string;
  readonly appVersion: string;
  /** Puts the alert itself in: for the first event of each. */
  readonly withAlert?: boolean;
}

/** Bytes of an alert in its event. */
const longestAlert = 8_192;

export function auditEvent({ delivery, alert, now, outcome, ...facts }: AuditFacts): AuditEvent {
  const { state, attempt, last, reason } = delivery;
  const failed = outcome !== "delivered" && last?.at === now ? last : undefined;
  const finding = failed?.finding ?? (outcome === "delivered" ? undefined : reason);
  const waits = state === "waiting" || state === "held";
  return {
    time: new Date(now).toISOString(),
    key: delivery.key,
    alert_id: delivery.alertId,
    state,
    attempt,
    destination: delivery.destination,
    destination_type: delivery.type,
    fingerprint: facts.fingerprint,
    outcome,
    ...(failed !== undefined && { error_class: failed.errorClass }),
    ...(failed?.status !== undefined && { http_status: failed.status }),
    ...(failed?.providerError !== undefined && { provider_error: failed.providerError }),
    ...(finding !== undefined && { finding }),
    ...(waits && outcome !== "accepted" && { retry_at: new Date(delivery.nextAt).toISOString() }),
    age_seconds: Math.max(0, Math.round((now - delivery.accepted) / 1000)),
    search_name: alert?.search.name ?? "",
    sid: alert?.search.sid ?? "",
    app: alert?.search.app ?? "",
    service_name: alert?.service ?? "",
    service_owner: alert?.ownership.owner ?? "",
    escalation_policy: alert?.ownership.escalationPolicy ?? "",
    transition: alert?.transition ?? "",
    episode: alert?.episode ?? 0,
    severity: alert?.severity ?? "",
    app_version: facts.appVersion,
    ...(facts.withAlert === true && alert !== undefined && { alert: shortened(alert) }),
  };
}

/** The event as an entry of the ledger: keys sort by time, and no two things that happened have the same. */
export function auditChange(event: AuditEvent): Change {
  const { time, key, attempt, state, outcome } = event;
  return { table: "audit", key: `${time} ${key} ${attempt} ${state} ${outcome}`, value: event };
}

/**
 * The events that go with an alert's acceptance, for the same transaction as its deliveries: one for each delivery,
 * the first with the alert.
 */
export function acceptanceEvents(
  alert: Alert,
  deliveries: readonly Delivery[],
  facts: Pick<AuditFacts, "now" | "appVersion"> & { fingerprint(delivery: Delivery): string },
): Change[] {
  return deliveries.map((delivery, at) =>
    auditChange(
      auditEvent({
        delivery,
        alert,
        now: facts.now,
        outcome: delivery.state === "shadow" ? "shadow" : "accepted",
        fingerprint: facts.fingerprint(delivery),
        appVersion: facts.appVersion,
        withAlert: at === 0,
      }),
    ),
  );
}

/** An alert is no longer than that by itself; should one be, what is said elsewhere goes first. */
function shortened(alert: Alert): Alert {
  const fits = (candidate: Alert) => Buffer.byteLength(JSON.stringify(candidate)) <= longestAlert;
  if (fits(alert)) return alert;
  const { digest, ...rest } = alert;
  const plain = { ...rest, examples: [], hosts: alert.hosts.slice(0, 3), link: "" };
  for (const length of [2_000, 500, 120, 20]) {
    const cut = (text: string) => Array.from(text).slice(0, length).join("");
    const { anomaly, ownership } = plain;
    const shorter = {
      ...plain,
      anomaly: {
        ...anomaly,
        cause: cut(anomaly.cause),
        action: cut(anomaly.action),
        evidence: cut(anomaly.evidence),
        template: cut(anomaly.template),
      },
      ownership: { ...ownership, more: {} },
    };
    if (fits(shorter)) return shorter;
  }
  return { ...plain, anomaly: { ...plain.anomaly, cause: "", action: "", evidence: "", template: "" } };
}
