import type { DeliveryRow } from "../../engine/delivery/list.ts";
import type { DeliveryTry } from "../../engine/delivery/record-tries.ts";

/** The fields of a row that `llamaretry` makes. */
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

/** One try that was made. */
export function triedRow(tried: DeliveryTry): RetryRow {
  const { key, alert, destination, type, target, attempt, outcome, state } = tried;
  const { finding, status, providerError, nextAt } = tried;
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

/** One delivery as it waits. */
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
