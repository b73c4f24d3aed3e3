import { IncidentSearch } from "../../../src/app/incidents/incident-search.ts";
import type { Incident } from "../../../src/engine/correlation/incident.ts";
import { Masker } from "../../../src/engine/masking/masker.ts";
import type { LogRow } from "../log.ts";
import type { Answer } from "./score.ts";

/** Rows of a chunk, as Splunk sends them. */
const chunk = 2_500;
/** Incidents that somebody looks at. */
const looked = 3;

/** The incidents of a log, the heaviest first. */
export function incidentsOf(rows: readonly LogRow[]): readonly Incident[] {
  const search = new IncidentSearch(new Masker());
  for (let from = 0; from < rows.length; from += chunk)
    search.add(
      rows
        .slice(from, from + chunk)
        .map(({ _time, _raw, host, source }) => ({ text: _raw, time: _time, host, source })),
    );
  return search.incidents();
}

/** What the incidents answer: the first origins of all, then the second ones. */
export function incidentAnswer(incidents: readonly Incident[]): Answer {
  const seen = incidents.slice(0, looked);
  const most = Math.max(0, ...seen.map(({ origin }) => origin.length));
  const origins = Array.from({ length: most }, (_, rank) =>
    seen.flatMap(({ origin }) => (origin[rank] === undefined ? [] : [[origin[rank]]])),
  ).flat();
  return { origins, onset: incidents[0]?.first };
}
