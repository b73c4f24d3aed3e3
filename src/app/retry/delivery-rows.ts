import type { DeliveryRow } from "../../engine/delivery/list.ts";
import type { DeliveryAttempt } from "../../engine/delivery/record-attempts.ts";

/** The columns of `llamaretry`. */
export const retryColumns = [
  "_time",
  "key",
  "destination",
  "destination_type",
  "target",
  "severity",
  "service_name",
  "transition",
  "root_cause",
  "attempt",
  "outcome",
  "state",
  "finding",
  "http_status",
  "provider_error",
  "retry_at",
] as const;

type RetryRow = Readonly<Record<(typeof retryColumns)[number], string>>;

/** The row of one attempt. */
export function attemptRow(made: DeliveryAttempt): RetryRow {
  const { key, alert, destination, type, target, attempt, outcome, state } = made;
  const { finding, status, providerError, nextAt } = made;
  return {
    _time: seconds(Date.now()),
    key,
    destination,
    destination_type: type,
    target: target.channel || target.keyName,
    severity: alert.severity,
    service_name: alert.service,
    transition: alert.transition,
    root_cause: alert.anomaly.cause,
    attempt: String(attempt),
    outcome,
    state,
    finding: finding ?? "",
    http_status: status === undefined ? "" : String(status),
    provider_error: providerError ?? "",
    retry_at: nextAt === undefined ? "" : new Date(nextAt).toISOString(),
  };
}

/** The row of one waiting delivery. */
export function listedRow(row: DeliveryRow): RetryRow {
  const {
    key,
    destination,
    target,
    severity,
    service,
    transition,
    cause,
    attempt,
    accepted,
    state,
    finding,
    nextAt,
  } = row;
  return {
    _time: seconds(accepted),
    key,
    destination,
    destination_type: "",
    target,
    severity,
    service_name: service,
    transition,
    root_cause: cause,
    attempt: String(attempt),
    outcome: "",
    state,
    finding: finding ?? "",
    http_status: "",
    provider_error: "",
    retry_at: nextAt === undefined ? "" : new Date(nextAt).toISOString(),
  };
}

/** Epoch seconds with milliseconds, as Splunk's `_time`. */
function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
