/** Fields that commands which read events request besides the field that is judged. */
const inputFields = ["_time", "host", "source", "sourcetype", "anomaly_score", "criticality"];

/**
 * Fields that steer an alert: whether an incident is over, and which one a row belongs to. An event's own values may come
 * from whoever wrote its text, so all our commands empty these fields. Behind our command only the search's own `eval` or
 * `lookup` sets them.
 */
const controlFields = ["llama_state", "incident_id"] as const;

/**
 * The fields to request from splunkd. The fields that the command returns are among them, because it is documented
 * nowhere whose value wins when an event has a field of that name that was not requested.
 */
export function requiredFields(field: string, returned: readonly string[]): string[] {
  return [...new Set([field, ...inputFields, ...returned])];
}

/** The control columns to empty: without the search's prefix, and with it as the alert action may read them. */
export function controlColumns(prefix: string): string[] {
  return [...new Set(["", prefix].flatMap((before) => controlFields.map((field) => before + field)))];
}
