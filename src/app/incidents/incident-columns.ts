import { documentOf } from "../../engine/incident-history/incident-document.ts";
import type { StoredIncident } from "../../engine/incident-history/stored-incident.ts";
import type { TableRow } from "../../splunk/table-body.ts";

/** The columns of a row of llamaincident: the fields of an incident, lists of texts as several values, others as JSON. */
export const incidentColumns = [
  ...["_time", "severity", "title", "origin", "first", "last", "hosts", "services", "count", "action"],
  ...[
    "summary",
    "cause",
    "steps",
    "timeline",
    "kinds",
    "ruled_out",
    "gaps",
    "linked_by",
    "fingerprint",
    "state",
  ],
  ...["merged_into", "paged", "aliases", "episode", "left_out", "dropped_claims", "llama_status"],
  ...["llama_reason", "llama_model", "llama_confidence"],
] as const;

export function incidentRow(incident: StoredIncident): TableRow {
  const document = documentOf(incident);
  return Object.fromEntries(
    incidentColumns.map((column) => {
      const value = column === "_time" ? incident.first : document[column];
      return [column, typeof value === "object" ? value : String(value ?? "")];
    }),
  );
}
