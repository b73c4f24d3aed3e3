import type { Occurrences } from "../../engine/incidents/occurrences.ts";

/** The fields that an alert reads a verdict from. */
const verdictFields = ["severity", "anomaly_detected", "llm_analysis"];

/** Whether result columns contain a verdict. @param prefix the prefix of the fields */
export function hasVerdict(columns: readonly string[], prefix: string): boolean {
  return verdictFields.some((field) => columns.includes(prefix + field));
}

/**
 * Warnings about the rows: values that were not understood and fields that were not obeyed.
 *
 * @param turnOn how to turn control fields on for the source of the rows
 */
export function rowWarnings(occurrences: Omit<Occurrences, "occurrences">, turnOn: string): string[] {
  const { rows, controlsIgnored, fingerprintsIgnored, severalServices } = occurrences;
  const ofRows = (count: number): string => `Of ${rows} row${rows === 1 ? "" : "s"}, ${count}`;
  return [
    ...severityWarnings(occurrences, ofRows),
    ...(controlsIgnored === 0
      ? []
      : [
          `${ofRows(controlsIgnored)} had a value in llama_state or incident_id, which is not obeyed, because a log line can bring such a field. If your search sets them itself, behind llamaanalyze, ${turnOn}.`,
        ]),
    ...(fingerprintsIgnored === 0
      ? []
      : [
          `${ofRows(fingerprintsIgnored)} had a fingerprint as llamaincident makes it, beside columns of events, so it is not obeyed, because a log line can bring such a field. Let the search end in llamaincident, or keep its columns alone, as with table.`,
        ]),
    ...(severalServices === 0
      ? []
      : [
          `${ofRows(severalServices)} named several services, and the first alone counts, also for owners, silences and maintenance. Give each service a row of its own, as with mvexpand.`,
        ]),
  ];
}

function severityWarnings(
  { oddSeverities, oddTaken, oddWords }: Omit<Occurrences, "occurrences">,
  ofRows: (count: number) => string,
): string[] {
  if (oddSeverities === 0) return [];
  const words = oddWords.length === 0 ? "" : ` (such as ${oddWords.join(", ")})`;
  const left = oddSeverities - oddTaken;
  const fate = [
    ...(oddTaken > 0 ? [`${oddTaken} with a verdict count as P1`] : []),
    ...(left > 0 ? [`nobody is told of ${left} without anomaly_detected and root_cause`] : []),
  ];
  return [
    `${ofRows(oddSeverities)} had a severity that is no word of docs/alerts.md, or a number, which is the worst in one system and the mildest in another${words}: ${fate.join(", ")}. Give P0 to P5, as with eval severity=case(…).`,
  ];
}
