import { accept, type Firing } from "../../engine/alerts/accept.ts";
import { mildestAlerted } from "../../engine/alerts/routing.ts";
import { SightingCollector, type Sightings } from "../../engine/alerts/sightings.ts";
import type { AcceptedSummary } from "../../engine/alerts/telling.ts";
import { withAcceptance } from "../../engine/delivery/acceptance.ts";
import type { DeliveryTry } from "../../engine/delivery/record-tries.ts";
import type { ResultRow } from "../../splunk/alert-action/results-file.ts";
import { deliverAccepted } from "./deliver-accepted.ts";
import { flush } from "./flush.ts";
import type { Alerting } from "./open-alerting.ts";
import { type GivenRows, readSurroundings } from "./surroundings.ts";

export interface AlertRequest {
  readonly rows: AsyncIterable<ResultRow> | Iterable<ResultRow>;
  readonly search: Firing["search"];
  readonly link: string;
  /** Of the saved search, where splunkd is there to be asked. */
  readonly searchUri: string;
  readonly mode: Firing["mode"];
  /** Stands before the names of the fields that llamaanalyze added. */
  readonly prefix: string;
  readonly given?: GivenRows;
}

export interface AlertReport {
  readonly sightings: Omit<Sightings, "sightings">;
  readonly incidents: number;
  readonly accepted: AcceptedSummary;
  readonly tries: readonly DeliveryTry[];
}

/** Milliseconds for sending: splunkd ends an action after five minutes, and what waits is sent by llamaretry. */
const sendingBudget = 60_000;

/**
 * One firing of an alert: its rows become incidents, what is news about them is accepted into the ledger, and then
 * sent. From the acceptance on nothing is lost, whatever happens to this process, and nothing is thrown.
 *
 * @throws LedgerError when nothing could be accepted
 * @throws what the rows throw
 */
export async function runAlert(alerting: Alerting, request: AlertRequest): Promise<AlertReport> {
  const { ledger, settings, routing, mask, version } = alerting;
  const { rows, search, link, searchUri, mode, prefix, given = {} } = request;
  const asked = readSurroundings(alerting, { searchUri, given });
  // Should the rows fail first, this must not be an error that nobody looks at.
  asked.catch(() => {});
  const collector = new SightingCollector({ mask, mildest: mildestAlerted(routing.routes), prefix });
  for await (const row of rows) collector.add(row);
  const { sightings, ...counts } = collector.collected();
  const { ownershipOf, silences, maintenance, period } = await asked;
  const found = sightings.map((sighting) => ({ sighting, ownership: ownershipOf(sighting.service) }));
  const accepted = await ledger.transact((view) => {
    const firing = { found, search, link, period, mode, id: search.sid };
    const now = Date.now();
    const context = { ...routing, settings, silences, maintenance, now };
    const { changes, summary } = accept(view, firing, context);
    return { changes: withAcceptance(changes, { now, appVersion: version }), result: summary };
  });
  const tries = await deliverAccepted(alerting, { budget: sendingBudget });
  await flush(alerting);
  return { sightings: counts, incidents: sightings.length, accepted, tries };
}
