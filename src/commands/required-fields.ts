/** The fields that the commands which read events ask splunkd for. */
export function requiredFields({ field }: { readonly field: string }): string[] {
  const others = ["_time", "host", "source", "sourcetype", "anomaly_score", "criticality"];
  return [...new Set([field, ...others])];
}
