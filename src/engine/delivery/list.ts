import type { DeliveryState } from "../ledger/delivery.ts";
import type { LedgerView } from "../ledger/ledger.ts";

export interface DeliveryFilter {
  readonly states?: readonly DeliveryState[];
  readonly destination?: string;
  readonly service?: string;
  /** Most rows to return. */
  readonly most: number;
}

/** One delivery, as shown to people. Times are epoch milliseconds. */
export interface DeliveryRow {
  readonly key: string;
  readonly state: DeliveryState;
  readonly destination: string;
  /** A channel or the name of a routing key; empty for the destination's default. */
  readonly target: string;
  readonly severity: string;
  readonly service: string;
  readonly transition: string;
  /** Empty for an incident of one kind. */
  readonly origin: string;
  readonly cause: string;
  readonly attempt: number;
  readonly accepted: number;
  /** The time of the next attempt; undefined if none is due. */
  readonly nextAt: number | undefined;
  readonly endedAt: number | undefined;
  /** Why it is in this state; undefined for a delivered one. */
  readonly finding: string | undefined;
}

export interface DeliveryList {
  /** Newest first. */
  readonly rows: readonly DeliveryRow[];
  /** Counts of all matches by state, also of those beyond `most`. */
  readonly counts: Readonly<Partial<Record<DeliveryState, number>>>;
}

export function listDeliveries(view: LedgerView, filter: DeliveryFilter): DeliveryList {
  const { states, destination, service, most } = filter;
  const counts: Partial<Record<DeliveryState, number>> = {};
  const rows: DeliveryRow[] = [];
  for (const delivery of view.deliveries.values()) {
    const alert = view.alerts.get(delivery.alertId);
    if (states !== undefined && !states.includes(delivery.state)) continue;
    if (destination !== undefined && delivery.destination !== destination) continue;
    if (service !== undefined && alert?.service !== service) continue;
    counts[delivery.state] = (counts[delivery.state] ?? 0) + 1;
    const { key, state, target, attempt, accepted, endedAt, last, reason } = delivery;
    rows.push({
      key,
      state,
      destination: delivery.destination,
      target: target.channel === "" ? target.keyName : target.channel,
      severity: alert?.severity ?? "",
      service: alert?.service ?? "",
      transition: alert?.transition ?? "",
      origin: alert?.incident?.origin[0] ?? "",
      cause: alert?.anomaly.cause ?? "",
      attempt,
      accepted,
      nextAt: state === "waiting" || state === "held" ? delivery.nextAt : undefined,
      endedAt,
      finding: state === "delivered" ? undefined : (reason ?? last?.finding),
    });
  }
  rows.sort((a, b) => b.accepted - a.accepted || (a.key < b.key ? -1 : 1));
  return { rows: rows.slice(0, most), counts };
}
