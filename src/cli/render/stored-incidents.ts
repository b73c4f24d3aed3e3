import type { StoredIncident } from "../../engine/incident-history/stored-incident.ts";
import { roughDuration } from "../../engine/rough-duration.ts";
import type { Severity } from "../../engine/verdict.ts";
import { secondOf } from "./evidence-text.ts";
import { type IncidentLook, incidentText } from "./incident-text.ts";
import { textTable } from "./text-table.ts";
import { severityStyles } from "./triage-table.ts";

/** A table of stored incidents, in the given order. */
export function storedTable(incidents: readonly StoredIncident[], look: IncidentLook): string[] {
  const rows = incidents.map(({ fingerprint, state, severity, first, last, title }) => ({
    cells: [fingerprint, state, severity, secondOf(first).slice(0, 16), roughDuration(last - first), title],
  }));
  const columns = [
    { head: "ID" },
    { head: "STATE" },
    { head: "", styleOf: (severity: string) => severityStyles[severity as Severity] },
    { head: "SINCE (UTC)" },
    { head: "FOR" },
    { head: "WHAT", mostLines: 2 },
  ];
  return textTable(columns, rows, look);
}

/** One stored incident, with what became of it. */
export function storedText(incident: StoredIncident, look: IncidentLook): string[] {
  const { fingerprint, state, merged_into: elder, episode, aliases, left_out: leftOut } = incident;
  const told = [
    state === "merged" ? `part of ${elder} since it turned out to be one with it` : state,
    ...(episode > 1 ? [`came back ${episode - 1}×`] : []),
    ...(aliases.length > 0 ? [`also known as ${aliases.join(", ")}`] : []),
    ...(leftOut > 0 ? [`${leftOut} entries of its timeline were too many to keep`] : []),
  ];
  return [...incidentText([incident], look), `${fingerprint}: ${told.join("; ")}`];
}
