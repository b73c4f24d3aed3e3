import { controlColumns } from "../event-fields.ts";

/** The fields that llamadetect adds to an event, in the order of their columns. */
export const detectFields = ["anomaly_session", "anomaly_score", "is_anomaly", "anomaly_reason"] as const;

/** All fields of an event that the command sets or empties. */
export function detectFieldNames(prefix: string): string[] {
  return [...detectFields.map((field) => prefix + field), ...controlColumns(prefix)];
}
