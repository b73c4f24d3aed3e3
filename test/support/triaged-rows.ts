/** What a search with llamaanalyze finds: three incidents and some events that are normal. */
import { noon, type ResultRow } from "./alert-splunk.ts";

/** An incident of each service, as llamaanalyze leaves its rows. */
const incidents = {
  orders: { severity: "P0", cause: "The orders database refuses connections." },
  payments: { severity: "P2", cause: "The card gateway answers late." },
  "": { severity: "P3", cause: "A certificate ends within a week." },
} as const;

/**
 * 40 rows: 20 of orders, 10 of payments, 6 without a service, 4 that are normal.
 *
 * @param from time of the first event, in seconds
 */
export function triaged(
  change: Readonly<Partial<Record<"severity" | "llama_state", string>>> = {},
  from = noon,
): ResultRow[] {
  const services = [
    ...Array(20).fill("orders"),
    ...Array(10).fill("payments"),
    ...Array(6).fill(""),
  ] as const;
  const rows = services.map((service: keyof typeof incidents, at): ResultRow => {
    const { severity, cause } = incidents[service];
    return {
      _time: String(from + at),
      _raw: `ERROR ${service || "edge"} failed for user=anna${at}@corp.example "quoted", comma\nsecond line ${at}`,
      host: at === 0 ? ["web-1", "web-2$"] : `web-${at % 3}`,
      service_name: service,
      severity,
      anomaly_detected: "true",
      root_cause: cause,
      recommended_action: ["Restart the pool.", "Then look."],
      llama_status: at % 2 === 0 ? "llm" : "cached",
      llama_model: "llama-70b",
      llama_template_id: `t${service || "edge"}`,
      ...change,
    };
  });
  const normal = {
    severity: "P5",
    anomaly_detected: "false",
    service_name: "orders",
    _raw: "INFO all is well",
  };
  return [...rows, ...Array(4).fill(normal)];
}
