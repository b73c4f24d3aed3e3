import type { Alert, Ownership } from "../ledger/alert.ts";
import type { LedgerView } from "../ledger/ledger.ts";
import { severityRank } from "../verdict.ts";
import { incidentKey } from "./alert-keys.ts";
import type { AlertSettings } from "./alert-settings.ts";
import { type Accepted, type NotificationContext, NotificationPlanner } from "./notification-planner.ts";
import type { Occurrence } from "./occurrence.ts";
import { mildestAlerted } from "./routing.ts";
import { type Schedule, thirdRunAfter } from "./third-run.ts";
import { decide } from "./transition.ts";

/** What one firing of a search found. */
export interface Firing {
  readonly found: readonly { readonly occurrence: Occurrence; readonly ownership: Ownership }[];
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

/**
 * Compares what a firing found with the known incidents and returns the changes to record: incidents, storms, and the
 * alerts and deliveries of each notification. It runs inside one ledger transaction; the alerts are accepted once that
 * transaction is on the disk.
 */
export function accept(view: LedgerView, firing: Firing, context: AcceptContext): Accepted {
  const { search, id, link, schedule, mode } = firing;
  const shadow = mode === "shadow";
  const transitions = { ...context, mildest: mildestAlerted(context.routes), shadow };
  const planner = new NotificationPlanner(view, context);
  const thirdRun = schedule && (thirdRunAfter(schedule, context.now) ?? context.now);
  // The worst incidents come first, so that the limit on pages cuts off the milder ones.
  for (const { occurrence, ownership } of [...firing.found].sort(byUrgency)) {
    const record = view.incidents.get(incidentKey(occurrence.identity, shadow));
    const detection = { occurrence, ownership, firing: id, search, link, thirdRun };
    planner.plan(decide(record, detection, transitions));
  }
  return planner.accepted();
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

function byUrgency(one: Firing["found"][number], other: Firing["found"][number]): number {
  const [a, b] = [one.occurrence, other.occurrence];
  return (
    severityRank(a.severity) - severityRank(b.severity) ||
    b.count - a.count ||
    (a.identity < b.identity ? -1 : 1)
  );
}
