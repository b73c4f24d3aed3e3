import { isAlive, readIdentity } from "../../adapters/state/process-identity.ts";
import { dueDigests } from "../../engine/alerts/due-digests.ts";
import { endOverdue } from "../../engine/alerts/end-overdue.ts";
import { withAcceptance } from "../../engine/delivery/acceptance.ts";
import type { Delivery, DeliveryState } from "../../engine/delivery/delivery.ts";
import { type DeliveryFilter, type DeliveryList, listDeliveries } from "../../engine/delivery/list.ts";
import type { DeliveryTry } from "../../engine/delivery/record-tries.ts";
import { type Requeued, requeue } from "../../engine/delivery/requeue.ts";
import { flush } from "./flush.ts";
import type { Alerting } from "./open-alerting.ts";
import { readSurroundings } from "./surroundings.ts";

export interface RetryRequest {
  /** Tries at most. */
  readonly max: number;
  /** The name of one destination; all when left out. */
  readonly only?: string | undefined;
  /** Those that are dead are sent anew first. */
  readonly includeDead: boolean;
  readonly budget: number;
  readonly signal: AbortSignal;
}

export interface RetryReport {
  /** Incidents that were ended, and digests that were made. */
  readonly told: number;
  readonly requeued: number;
  readonly tries: readonly DeliveryTry[];
}

/**
 * Ends incidents that are not seen any more, makes digests whose hour is over, and sends what is due. Any number of
 * these runs may go on at once.
 *
 * @throws LedgerError when the ledger cannot be worked with at all
 */
export async function runRetry(alerting: Alerting, request: RetryRequest): Promise<RetryReport> {
  const { ledger, settings, routing, problems, version } = alerting;
  const { max, only, includeDead, budget, signal } = request;
  const { silences, maintenance } = await readSurroundings(alerting);
  let told = 0;
  for (const tell of [endOverdue, dueDigests]) {
    told += await ledger.transact((view) => {
      const now = Date.now();
      const { changes, summary } = tell(view, { ...routing, settings, silences, maintenance, now });
      return { changes: withAcceptance(changes, { now, appVersion: version }), result: summary.told };
    });
  }
  const revived = includeDead ? await revive(alerting, request) : undefined;
  for (const { id, why } of revived?.refused ?? []) problems.push(`${id.slice(0, 12)}: ${why}`);
  const { tries, problem } = await alerting.deliver({
    max,
    budget,
    signal,
    ...(only === undefined ? {} : { only }),
  });
  if (problem !== undefined) problems.push(problem);
  await flush(alerting);
  return { told, requeued: revived?.requeued.length ?? 0, tries };
}

/** Lets what was given up try anew. */
async function revive({ ledger, version }: Alerting, { max, only }: RetryRequest): Promise<Requeued> {
  const dead = await deliveries(ledger, {
    states: ["dead"],
    most: max,
    ...(only === undefined ? {} : { destination: only }),
  });
  const keys = dead.rows.map(({ key }) => key);
  return requeue(ledger, keys, { now: Date.now(), appVersion: version });
}

/** What would be tried now, what a dead process left included: nothing is changed. */
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
    state === "sending" ? isLeftBehind(view.deliveries.get(key)) : nextAt <= now,
  );
  return { ...list, rows: due.slice(0, max) };
}

/** What waits, due or not. */
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

function isLeftBehind(delivery: Delivery | undefined): boolean {
  const claimant = readIdentity(delivery?.claimedBy ?? "");
  return claimant !== undefined && !isAlive(claimant);
}

export async function deliveries(ledger: Alerting["ledger"], filter: DeliveryFilter): Promise<DeliveryList> {
  return listDeliveries(await ledger.read(), filter);
}

/** @throws LedgerError */
export function requeueById({ ledger, version }: Alerting, ids: readonly string[]): Promise<Requeued> {
  return requeue(ledger, ids, { now: Date.now(), appVersion: version });
}
