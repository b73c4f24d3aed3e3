import { join } from "node:path";
import type { DeliveryAttempt } from "../../engine/delivery/record-attempts.ts";
import type { Alert } from "../../engine/ledger/alert.ts";
import type { AlertReport } from "./alert-run.ts";

const longestValue = 200;

/** The run log's file; undefined outside Splunk. */
export function runLogOf({ SPLUNK_HOME }: Readonly<Record<string, string | undefined>>): string | undefined {
  if (SPLUNK_HOME === undefined || SPLUNK_HOME === "") return undefined;
  return join(SPLUNK_HOME, "var", "log", "splunk", "llama_log_analyzer.log");
}

/** One JSON line about a firing of an alert, for the index `llama_runs`. It holds no log text and no key. */
export function alertLogEntry({
  command,
  search,
  report,
  seconds,
}: {
  command: string;
  search: Alert["search"];
  report: AlertReport;
  seconds: number;
}): string {
  const { incidents, accepted, attempts } = report;
  // Words of a severity field may be log text.
  const { oddWords: _, ...occurrences } = report.occurrences;
  return `${JSON.stringify({
    time: new Date().toISOString(),
    sid: search.sid.slice(0, longestValue),
    user: search.owner.slice(0, longestValue),
    app: search.app.slice(0, longestValue),
    search: search.name.slice(0, longestValue),
    command,
    ...occurrences,
    incidents,
    told: accepted.notified,
    messages: accepted.deliveries,
    reasons: accepted.reasons,
    tries: statesOf(attempts),
    seconds: rounded(seconds),
  })}\n`;
}

/** The same for a run of `llamaretry` that had something to do. */
export function retryLogEntry({
  sid,
  user,
  app,
  notified,
  requeued,
  attempts,
  seconds,
}: {
  readonly sid: string;
  readonly user: string;
  readonly app: string;
  readonly notified: number;
  readonly requeued: number;
  readonly attempts: readonly DeliveryAttempt[];
  readonly seconds: number;
}): string {
  return `${JSON.stringify({
    time: new Date().toISOString(),
    sid: sid.slice(0, longestValue),
    user: user.slice(0, longestValue),
    app: app.slice(0, longestValue),
    command: "llamaretry",
    told: notified,
    requeued,
    tries: statesOf(attempts),
    seconds: rounded(seconds),
  })}\n`;
}

/** Number of attempts by the delivery's state afterwards. */
function statesOf(attempts: readonly DeliveryAttempt[]): Readonly<Record<string, number>> {
  const states: Record<string, number> = {};
  for (const { state } of attempts) states[state] = (states[state] ?? 0) + 1;
  return states;
}

function rounded(seconds: number): number {
  return Number(seconds.toFixed(3));
}
