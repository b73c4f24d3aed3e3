import type { AlertReport } from "./alerting/alert-run.ts";

/** Findings of destinations that are told one by one: each is a line of splunkd.log. */
const mostFindings = 10;

/** What was done, in one sentence. */
export function summaryOf({ sightings, incidents, accepted, tries }: AlertReport): string {
  const { rows, belowThreshold } = sightings;
  const delivered = tries.filter(({ state }) => state === "delivered").length;
  const reasons = Object.entries(accepted.reasons).map(([reason, count]) => `${reason} ${count}`);
  const why = reasons.length === 0 ? "" : ` (${reasons.join(", ")})`;
  return (
    `${countOf(rows, "row")}, ${belowThreshold} too mild to tell anybody, ${countOf(incidents, "incident")}${why}: ` +
    `${countOf(accepted.deliveries, "message")} accepted, ${delivered} delivered now.`
  );
}

/** What somebody should look after: who is not told, and why. */
export function remarksOn(report: AlertReport, maxResults: number): string[] {
  const { sightings, accepted } = report;
  const { rows, notJudged, others } = sightings;
  const remarks: string[] = [];
  if (rows === maxResults) {
    remarks.push(
      `Exactly ${maxResults} rows came, so there were probably more. Group in the search (stats count by …), or raise maxresults in [llama_alert] of alert_actions.conf and its param.maxresults with it.`,
    );
  }
  if (notJudged > 0) {
    remarks.push(
      `Of ${countOf(rows, "row")}, ${notJudged} had neither severity nor anomaly_detected, so nobody is told of them. Put llamaanalyze into the search before the alert; if it has a prefix=, give the alert the same.`,
    );
  }
  if (others > 0) {
    remarks.push(
      `There were more incidents than can be told apart in one firing: ${countOf(others, "row")} of further ones were left out. Group in the search, or give the rows an incident_id.`,
    );
  }
  const noRoute = accepted.reasons.no_route ?? 0;
  if (noRoute > 0) {
    remarks.push(
      `No route leads from ${countOf(noRoute, "incident")} to a destination that can be used, so nobody was told; each firing tries again. Add a [destination:NAME], or a [route:NN] that fits, to llama.conf.`,
    );
  }
  return [...remarks, ...findingsOf(report)];
}

/** Why messages were not delivered, each sentence once; of several tries of one message the last counts. */
function findingsOf({ tries }: AlertReport): string[] {
  const lastTries = new Map(tries.map((one) => [one.key, one]));
  const counts = new Map<string, number>();
  for (const { state, finding = "" } of lastTries.values()) {
    if (state === "delivered") continue;
    const fate = state === "dead" ? "given up" : "left to llamaretry";
    const said = `not sent now and ${fate}. ${finding}`.trim();
    counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  return [...counts].slice(0, mostFindings).map(([said, count]) => `${countOf(count, "message")}: ${said}`);
}

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
