import { join } from "node:path";
import type { Alert } from "../../engine/alerts/alert.ts";
import type { DeliveryTry } from "../../engine/delivery/record-tries.ts";
import type { AlertReport } from "./alert-run.ts";

const longestValue = 200;

/** Where lines about runs go; undefined outside of Splunk. */
export function runLogOf({ SPLUNK_HOME }: Readonly<Record<string, string | undefined>>): string | undefined {
  if (SPLUNK_HOME === undefined || SPLUNK_HOME === "") return undefined;
  return join(SPLUNK_HOME, "var", "log", "splunk", "llama_log_analyzer.log");
}

/** One JSON line about a firing of an alert, for the index `llama_runs`. No log text and no key is in it. */
export function alertRunLine({
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
  const { sightings, incidents, accepted, tries } = report;
  return `${JSON.stringify({
    time: new Date().toISOString(),
    sid: search.sid.slice(0, longestValue),
    user: search.owner.slice(0, longestValue),
    app: search.app.slice(0, longestValue),
    search: search.name.slice(0, longestValue),
    command,
    ...sightings,
    incidents,
    told: accepted.told,
    messages: accepted.deliveries,
    reasons: accepted.reasons,
    tries: statesOf(tries),
    seconds: rounded(seconds),
  })}\n`;
}

/** The same for a run of `llamaretry` that had something to do. */
export function retryRunLine({
  sid,
  user,
  app,
  told,
  requeued,
  tries,
  seconds,
}: {
  readonly sid: string;
  readonly user: string;
  readonly app: string;
  readonly told: number;
  readonly requeued: number;
  readonly tries: readonly DeliveryTry[];
  readonly seconds: number;
}): string {
  return `${JSON.stringify({
    time: new Date().toISOString(),
    sid: sid.slice(0, longestValue),
    user: user.slice(0, longestValue),
    app: app.slice(0, longestValue),
    command: "llamaretry",
    told,
    requeued,
    tries: statesOf(tries),
    seconds: rounded(seconds),
  })}\n`;
}

/** Tries by what the delivery is afterwards. */
function statesOf(tries: readonly DeliveryTry[]): Readonly<Record<string, number>> {
  const states: Record<string, number> = {};
  for (const { state } of tries) states[state] = (states[state] ?? 0) + 1;
  return states;
}

function rounded(seconds: number): number {
  return Number(seconds.toFixed(3));
}
