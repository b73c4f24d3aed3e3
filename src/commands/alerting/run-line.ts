import type { Alert } from "../../engine/alerts/alert.ts";
import type { AlertReport } from "./alert-run.ts";

const longestValue = 200;

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
  const states: Record<string, number> = {};
  for (const { state } of tries) states[state] = (states[state] ?? 0) + 1;
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
    tries: states,
    seconds: Number(seconds.toFixed(3)),
  })}\n`;
}
