import type { Alert } from "./alert.ts";
import type { DeliveryState } from "./delivery.ts";

/** One event of the index `alert_failures`: a failure or a change of state. It holds no URL, token or routing key. */
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
  /** The alert itself, in its first event only. From these events the ledger could be rebuilt. */
  readonly alert?: Alert;
}
