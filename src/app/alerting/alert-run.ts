import { withAcceptance } from "../../engine/delivery/audit-event.ts";
import type { DeliveryAttempt } from "../../engine/delivery/record-attempts.ts";
import { IncidentStoreError } from "../../engine/incident-history/incident-store.ts";
import { accept, type Firing } from "../../engine/incidents/accept.ts";
import type { RowGroup } from "../../engine/incidents/correlated-rows.ts";
import { isIncidentTable } from "../../engine/incidents/incident-row.ts";
import type { AcceptedSummary } from "../../engine/incidents/notification-planner.ts";
import { OccurrenceCollector, type Occurrences } from "../../engine/incidents/occurrences.ts";
import { mildestAlerted } from "../../engine/incidents/routing.ts";
import type { ResultRow } from "../../splunk/alert-action/results-file.ts";
import { incidentStore } from "../incidents/incident-store.ts";
import { type OfflineLookups, readAlertContext } from "./alert-context.ts";
import { deliverAccepted, writeAudit } from "./deliver-accepted.ts";
import type { Alerting } from "./open-alerting.ts";

export interface AlertRequest {
  readonly rows: AsyncIterable<ResultRow> | Iterable<ResultRow>;
  /** Of the header, once the first row is there; undefined where the rows have none. */
  readonly columns: () => readonly string[] | undefined;
  readonly search: Firing["search"];
  readonly link: string;
  /** REST path of the saved search; empty without one. */
  readonly searchUri: string;
  readonly mode: Firing["mode"];
  /** The prefix of the fields that llamaanalyze added. */
  readonly prefix: string;
  /** Whether to obey `llama_state` and `incident_id`. */
  readonly controlFields: boolean;
  readonly given?: OfflineLookups;
}

export interface AlertReport {
  readonly occurrences: Omit<Occurrences, "occurrences">;
  readonly incidents: number;
  readonly accepted: AcceptedSummary;
  readonly attempts: readonly DeliveryAttempt[];
}

/** Milliseconds for sending. splunkd ends an action after five minutes, and llamaretry sends the rest. */
const sendingBudget = 60_000;

/**
 * Runs one firing of an alert: groups its rows into incidents, accepts their notifications into the ledger, and sends
 * them. After the acceptance nothing is lost, whatever happens to this process, and nothing is thrown.
 *
 * @throws LedgerError when nothing could be accepted
 * @throws what the rows throw
 */
export async function runAlert(alerting: Alerting, request: AlertRequest): Promise<AlertReport> {
  const { ledger, settings, routing, mask, version } = alerting;
  const { rows, columns, search, link, searchUri, mode, prefix, controlFields, given = {} } = request;
  const asked = readAlertContext(alerting, { searchUri, given });
  // If the rows fail first, this promise must not cause an unhandled rejection.
  asked.catch(() => {});
  const mildest = mildestAlerted(routing.routes);
  const { serviceFields } = settings;
  const collector = new OccurrenceCollector({ mask, mildest, prefix, controlFields, serviceFields });
  let ofIncidents: boolean | undefined;
  for await (const row of rows) {
    ofIncidents ??= isIncidentTable(columns() ?? [...row.keys()]);
    if (ofIncidents) collector.addIncident(row);
    else collector.add(row);
  }
  const { occurrences, ...counts } = collector.collected();
  const groups = groupsOf(collector, occurrences.length, alerting);
  const { ownershipOf, silences, maintenance, schedule } = await asked;
  const found = occurrences.map((occurrence) => ({ occurrence, ownership: ownershipOf(occurrence.service) }));
  const accepted = await ledger.transact((view) => {
    const firing = { found, groups, search, link, schedule, mode, id: search.sid };
    const now = Date.now();
    const context = { ...routing, settings, silences, maintenance, now };
    const { changes, ...result } = accept(view, firing, context);
    return { changes: withAcceptance(changes, { now, appVersion: version }), result };
  });
  const attempts = await deliverAccepted(alerting, { budget: sendingBudget });
  await writeAudit(alerting);
  if (ofIncidents === true && mode === "live") await markPaged(alerting, accepted.told);
  return { occurrences: counts, incidents: accepted.incidents, accepted: accepted.summary, attempts };
}

/** Fixes the fingerprints of incidents that somebody was told of. Where that fails, they are found by their aliases. */
async function markPaged(
  { session, folder, problems }: Alerting,
  fingerprints: readonly string[],
): Promise<void> {
  if (fingerprints.length === 0) return;
  try {
    await incidentStore(session, folder, (sentence) => problems.push(sentence)).markPaged(fingerprints);
  } catch (error) {
    if (!(error instanceof IncidentStoreError)) throw error;
    problems.push(
      `${error.message} The incidents may get other fingerprints, under which they are known here too.`,
    );
  }
}

/** Which kinds are one incident. Where that cannot be found out, each kind pages by itself: rather often than never. */
function groupsOf(
  { correlated }: OccurrenceCollector,
  kinds: number,
  { mask, problems }: Pick<Alerting, "mask" | "problems">,
): readonly RowGroup[] {
  if (kinds < 2) return [];
  if (correlated.withoutTimes) {
    problems.push(
      `No row has a time in _time, so ${kinds} kinds of failures were not joined into incidents: each is told by itself. Keep _time in the search, as with fields or stats earliest(_time) as _time.`,
    );
    return [];
  }
  try {
    return correlated.groups(mask);
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    problems.push(
      `Joining the rows into incidents met a fault of its own (${name}), so each kind of failure is told by itself: please report it.`,
    );
    return [];
  }
}
