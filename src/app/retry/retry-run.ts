import { isAliveByText } from "../../adapters/process/process-identity.ts";
import { withAcceptance } from "../../engine/delivery/audit-event.ts";
import { type DeliveryFilter, type DeliveryList, listDeliveries } from "../../engine/delivery/list.ts";
import type { DeliveryAttempt } from "../../engine/delivery/record-attempts.ts";
import { type Requeued, requeue } from "../../engine/delivery/requeue.ts";
import { endOverdue } from "../../engine/incidents/accept.ts";
import { dueDigests } from "../../engine/incidents/due-digests.ts";
import type { Delivery, DeliveryState } from "../../engine/ledger/delivery.ts";
import { readAlertContext } from "../alerting/alert-context.ts";
import { writeAudit } from "../alerting/deliver-accepted.ts";
import type { Alerting } from "../alerting/open-alerting.ts";

export interface RetryRequest {
  /** Most attempts to make. */
  readonly max: number;
  /** The name of a destination; all by default. */
  readonly only?: string | undefined;
  /** Requeues dead deliveries first. */
  readonly includeDead: boolean;
  readonly budget: number;
  readonly signal: AbortSignal;
}

export interface RetryReport {
  /** Number of notifications about ended incidents and digests. */
  readonly notified: number;
  readonly requeued: number;
  readonly attempts: readonly DeliveryAttempt[];
}

/**
 * Ends overdue incidents, creates due digests, and sends due deliveries. Several runs may work at the same time.
 *
 * @throws LedgerError when the ledger cannot be used at all
 */
export async function runRetry(alerting: Alerting, request: RetryRequest): Promise<RetryReport> {
  const { ledger, settings, routing, problems, version } = alerting;
  const { max, only, includeDead, budget, signal } = request;
  const { silences, maintenance } = await readAlertContext(alerting);
  let notified = 0;
  for (const plan of [endOverdue, dueDigests]) {
    notified += await ledger.transact((view) => {
      const now = Date.now();
      const { changes, summary } = plan(view, { ...routing, settings, silences, maintenance, now });
      return { changes: withAcceptance(changes, { now, appVersion: version }), result: summary.notified };
    });
  }
  const requeued = includeDead ? await requeueDead(alerting, request) : undefined;
  for (const { id, why } of requeued?.refused ?? []) problems.push(`${id.slice(0, 12)}: ${why}`);
  const { attempts, problem } = await alerting.deliver({
    max,
    budget,
    signal,
    ...(only === undefined ? {} : { only }),
  });
  if (problem !== undefined) problems.push(problem);
  await writeAudit(alerting);
  return { notified, requeued: requeued?.requeued.length ?? 0, attempts };
}

/** Requeues dead deliveries. */
async function requeueDead({ ledger, version }: Alerting, { max, only }: RetryRequest): Promise<Requeued> {
  const dead = await deliveries(ledger, {
    states: ["dead"],
    most: max,
    ...(only === undefined ? {} : { destination: only }),
  });
  const keys = dead.rows.map(({ key }) => key);
  return requeue(ledger, keys, { now: Date.now(), appVersion: version });
}

/** The deliveries that would be attempted now, including those left by dead processes. Changes nothing. */
export async function planRetry(
  { ledger }: Pick<Alerting, "ledger">,
  { max, only, includeDead }: Pick<RetryRequest, "max" | "only" | "includeDead">,
): Promise<DeliveryList> {
  const now = Date.now();
  const view = await ledger.read();
  const list = listDeliveries(view, {
    states: statesOf(includeDead),
    most: Number.POSITIVE_INFINITY,
    ...(only === undefined ? {} : { destination: only }),
  });
  const due = list.rows.filter(({ key, state, nextAt = 0 }) =>
    state === "sending" ? isAbandoned(view.deliveries.get(key)) : nextAt <= now,
  );
  return { ...list, rows: due.slice(0, max) };
}

/** The waiting deliveries, whether or not they are due. */
export function waitingDeliveries(
  { ledger }: Pick<Alerting, "ledger">,
  { max, only, includeDead }: Pick<RetryRequest, "max" | "only" | "includeDead">,
): Promise<DeliveryList> {
  return deliveries(ledger, {
    states: statesOf(includeDead),
    most: max,
    ...(only === undefined ? {} : { destination: only }),
  });
}

function statesOf(includeDead: boolean): readonly DeliveryState[] {
  return includeDead ? ["waiting", "held", "sending", "dead"] : ["waiting", "held", "sending"];
}

function isAbandoned(delivery: Delivery | undefined): boolean {
  return isAliveByText(delivery?.claimedBy ?? "") === false;
}

export async function deliveries(ledger: Alerting["ledger"], filter: DeliveryFilter): Promise<DeliveryList> {
  return listDeliveries(await ledger.read(), filter);
}

/** @throws LedgerError */
export function requeueById({ ledger, version }: Alerting, ids: readonly string[]): Promise<Requeued> {
  return requeue(ledger, ids, { now: Date.now(), appVersion: version });
}
