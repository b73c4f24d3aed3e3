import type { AlertReport } from "./alert-run.ts";
import { rowWarnings } from "./row-warnings.ts";

/** Findings of destinations to report; each is a line of splunkd.log. */
const mostFindings = 10;
const turnOn = "edit the alert and set Control fields to On (action.llama_alert.param.control_fields = on)";

/** One sentence about what the firing did. */
export function summaryOf({ occurrences, incidents, accepted, attempts }: AlertReport): string {
  const { rows, belowThreshold } = occurrences;
  const delivered = attempts.filter(({ state }) => state === "delivered").length;
  const reasons = Object.entries(accepted.reasons).map(([reason, count]) => `${reason} ${count}`);
  const why = reasons.length === 0 ? "" : ` (${reasons.join(", ")})`;
  return (
    `${countOf(rows, "row")}, ${belowThreshold} too mild to tell anybody, ${countOf(incidents, "incident")}${why}: ` +
    `${countOf(accepted.deliveries, "message")} accepted, ${delivered} delivered now.`
  );
}

/** Warnings about incidents and messages that did not reach anybody, and why. */
export function warningsAboutReport(report: AlertReport, maxResults: number): string[] {
  const { occurrences, accepted } = report;
  const { rows, others, oddSeverities, oddTaken } = occurrences;
  // Rows with an unknown severity have a warning of their own.
  const notJudged = occurrences.notJudged - (oddSeverities - oddTaken);
  const warnings: string[] = [];
  if (rows === maxResults) {
    warnings.push(
      `Exactly ${maxResults} rows came, so there were probably more. Group in the search (stats count by …), or raise maxresults in [llama_alert] of alert_actions.conf and its param.maxresults with it.`,
    );
  }
  if (notJudged > 0) {
    warnings.push(
      `Of ${countOf(rows, "row")}, ${notJudged} had neither severity nor anomaly_detected, so nobody is told of them. Put llamaanalyze into the search before the alert; if it has a prefix=, give the alert the same.`,
    );
  }
  warnings.push(...rowWarnings(occurrences, turnOn));
  if (others > 0) {
    warnings.push(
      `There were more incidents than can be told apart in one firing: ${countOf(others, "row")} of further ones were left out. Group in the search, as with stats count by service_name llama_template_id.`,
    );
  }
  const noRoute = accepted.reasons.no_route ?? 0;
  if (noRoute > 0) {
    warnings.push(
      `No route leads from ${countOf(noRoute, "incident")} to a destination that can be used, so nobody was told; each firing tries again. Add a [destination:NAME], or a [route:NN] that fits, to llama.conf.`,
    );
  }
  return [...warnings, ...findingsOf(report)];
}

/** Why messages were not delivered, each sentence once. The last attempt of each message counts. */
function findingsOf({ attempts }: AlertReport): string[] {
  const lastAttempts = new Map(attempts.map((one) => [one.key, one]));
  const counts = new Map<string, number>();
  for (const { state, finding = "" } of lastAttempts.values()) {
    if (state === "delivered") continue;
    const fate = state === "dead" ? "given up" : "left to llamaretry";
    const sentence = `not sent now and ${fate}. ${finding}`.trim();
    counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  }
  return [...counts]
    .slice(0, mostFindings)
    .map(([sentence, count]) => `${countOf(count, "message")}: ${sentence}`);
}

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
