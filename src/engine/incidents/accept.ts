import type { Alert } from "../ledger/alert.ts";
import type { IncidentRecord } from "../ledger/incident-record.ts";
import type { LedgerView } from "../ledger/ledger.ts";
import { severityRank } from "../verdict.ts";
import { incidentKey } from "./alert-keys.ts";
import type { AlertSettings } from "./alert-settings.ts";
import type { RowGroup } from "./correlated-rows.ts";
import { maintenanceOf } from "./maintenance.ts";
import { type Accepted, type NotificationContext, NotificationPlanner } from "./notification-planner.ts";
import type { Occurrence } from "./occurrence.ts";
import { type Found, pagesOf } from "./pages.ts";
import { mildestAlerted } from "./routing.ts";
import { matchingSilence } from "./silences.ts";
import { type Schedule, thirdRunAfter } from "./third-run.ts";
import { decide, endMerged } from "./transition.ts";

/** What one firing of a search found. */
export interface Firing {
  readonly found: readonly Found[];
  /** Which of it is one incident. */
  readonly groups?: readonly RowGroup[];
  readonly search: Alert["search"];
  /** Identifies the firing: the `sid`, with the row's number if each row is a firing. Empty if it has no id. */
  readonly id: string;
  /** Link to the events in Splunk; empty for none. */
  readonly link: string;
  /** When the search runs; undefined where that is not known. */
  readonly schedule: Schedule | undefined;
  /** `shadow` records everything and sends nothing, under keys apart from the live ones. */
  readonly mode: "live" | "shadow";
}

export interface AcceptContext extends NotificationContext {
  readonly settings: AlertSettings;
}

/** What to commit, and how many incidents the firing found. */
export interface AcceptedFiring extends Accepted {
  readonly incidents: number;
  /** Identities of those of which somebody is told now. */
  readonly told: readonly string[];
}

/**
 * Compares what a firing found with the known incidents and returns the changes to record: incidents, storms, and the
 * alerts and deliveries of each notification. It runs inside one ledger transaction; the alerts are accepted once that
 * transaction is on the disk.
 */
export function accept(view: LedgerView, firing: Firing, context: AcceptContext): AcceptedFiring {
  const { search, id, link, schedule, mode, groups = [] } = firing;
  const { now, silences, maintenance } = context;
  const shadow = mode === "shadow";
  const transitions = { ...context, mildest: mildestAlerted(context.routes), shadow };
  const planner = new NotificationPlanner(view, context);
  const thirdRun = schedule && (thirdRunAfter(schedule, now) ?? now);
  const records = [...view.incidents.values()].filter((record) => record.shadow === shadow);
  const { found, merged } = pagesOf({ found: firing.found, groups }, records, {
    ...{ now, reopenWithin: context.settings.reopenWithin },
    isKeptBack: ({ service, anomaly: { templateId }, severity }) =>
      matchingSilence({ service, templateId, severity }, silences, now) !== undefined ||
      maintenanceOf(service, maintenance, now) !== undefined,
  });
  const told: string[] = [];
  // The worst incidents come first, so that the limit on pages cuts off the milder ones.
  for (const { occurrence, ownership } of [...found].sort(byUrgency)) {
    const record = view.incidents.get(incidentKey(occurrence.identity, shadow));
    const detection = {
      occurrence: asFirstHeard(occurrence, record),
      ownership,
      firing: id,
      search,
      link,
      thirdRun,
    };
    const notified = planner.plan(decide(record, detection, transitions));
    if (notified !== undefined) told.push(notified.identity);
  }
  for (const { record, into } of merged) planner.plan(endMerged(record, into.anomaly.cause, now));
  return { ...planner.accepted(), incidents: found.length, told };
}

/** Ends the incidents that were not seen for long enough, live and shadow ones, and notifies their recipients. */
export function endOverdue(view: LedgerView, context: AcceptContext): Accepted {
  const planner = new NotificationPlanner(view, context);
  const mildest = mildestAlerted(context.routes);
  for (const record of view.incidents.values()) {
    if (!record.open) continue;
    const decision = decide(record, "overdue", { ...context, mildest, shadow: record.shadow });
    // Most incidents simply go on: that is neither recorded nor counted.
    if (decision.record !== undefined) planner.plan(decision);
  }
  return planner.accepted();
}

/** An incident that is over by the time it is first heard of is told all the same; the next firing says that it is over. */
function asFirstHeard(occurrence: Occurrence, record: IncidentRecord | undefined): Occurrence {
  const isNew = record === undefined && occurrence.incident !== undefined;
  return isNew && occurrence.ending ? { ...occurrence, ending: false } : occurrence;
}

function byUrgency(one: Found, other: Found): number {
  const [a, b] = [one.occurrence, other.occurrence];
  return (
    severityRank(a.severity) - severityRank(b.severity) ||
    b.count - a.count ||
    (a.identity < b.identity ? -1 : 1)
  );
}
