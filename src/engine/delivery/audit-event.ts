import type { Alert } from "../ledger/alert.ts";
import type { AuditEvent } from "../ledger/audit-event.ts";
import type { Delivery } from "../ledger/delivery.ts";
import type { Change } from "../ledger/ledger.ts";

/** What happened to a delivery. */
export interface AuditFacts {
  /** The delivery after the event. */
  readonly delivery: Delivery;
  /** Undefined where the ledger no longer has it. */
  readonly alert: Alert | undefined;
  readonly now: number;
  /** One word, such as `accepted`, `delivered`, `not_sent` or `superseded`. */
  readonly outcome: string;
  readonly fingerprint: string;
  readonly appVersion: string;
  /** Includes the alert itself, in its first event. The alert was fitted to its size when it was created. */
  readonly withAlert?: boolean;
}

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
    ...(facts.withAlert === true && alert !== undefined && { alert }),
  };
}

/** The event as a ledger entry. Its key is unique and sorts by time. */
export function auditChange(event: AuditEvent): Change {
  const { time, key, attempt, state, outcome } = event;
  return { table: "audit", key: `${time} ${key} ${attempt} ${state} ${outcome}`, value: event };
}

/**
 * Adds the audit events of acceptance to the changes that accept alerts. The events have no fingerprint, because a
 * destination's secret is only read for the first attempt.
 *
 * @param changes all deliveries among them must be new
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

/**
 * The audit events of an alert's acceptance, for the same transaction as its deliveries: one for each delivery, and the
 * alert itself in the first.
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
