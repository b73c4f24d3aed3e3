import type { RuleExamples } from "../rule-examples.ts";

export const collectorsExamples: Readonly<Record<string, RuleExamples>> = {
  "otel-memory-refused": {
    decides:
      'Scrape commit failed {"kind": "receiver", "name": "prometheus", "error": "data refused due to high memory usage"}',
    leavesAlone: ["memory_limiter configured"],
  },
  "otel-queue-full": {
    decides:
      'Exporting failed. Dropping data. {"name": "otlp/backend", "error": "sending queue is full", "dropped_items": 512}',
    leavesAlone: ["dropped_items: 0"],
  },
  "otel-export-retry": {
    decides:
      'info Exporting failed. Will retry the request after interval. {"kind": "exporter", "name": "otlp", "interval": "4.1s"}',
    leavesAlone: ["exporter started"],
  },
  "otel-export-failed": {
    decides:
      "error Exporting failed. Permanent error: rpc error: code = InvalidArgument desc = too large exporting",
    leavesAlone: ["exported 41 spans"],
  },
  "otel-config-invalid": {
    decides: "Error: failed to get config: cannot unmarshal the configuration: decoding failed",
    leavesAlone: ["Everything is ready. Begin running and processing data."],
  },
  "otel-collector-panic": {
    decides: "go.opentelemetry.io/collector/pdata/internal/data.(*AnyValue).GetStringValue(...)",
    leavesAlone: ["otel collector started"],
  },
  "alloy-panic": {
    decides:
      "github.com/grafana/alloy/internal/component/loki/process.(*Component).handleOut(0xc003, 0xc0037)",
    leavesAlone: ["alloy started"],
  },
  "otel-context-detach": {
    decides: "Failed to detach context: ValueError: Token was created in a different Context",
    leavesAlone: ["context attached"],
  },
  "api-key-invalid": {
    decides: "API Key invalid, dropping transaction for https://app.agent.example.com/api/v1/series",
    leavesAlone: ["API Key ending with 4b1f is valid"],
  },
  "datadog-check-failed": {
    decides:
      'check:openmetrics | Error running check: [{"message": "There was an error scraping endpoint http://192.0.2.8:7801/metrics: 404 Client Error"}]',
    leavesAlone: ["check:disk | Done running check"],
  },
  "datadog-kubelet-unreachable": {
    decides: "CORE | ERROR | connection to kubelet failed: temporary failure in kubeutil, will retry later",
    leavesAlone: ["kubelet listener successfully started"],
  },
  "otel-export-refused": {
    decides:
      'error Exporting failed. Dropping data. {"name": "otlphttp", "error": "Permanent error: rpc error: code = Unauthenticated desc = HTTP Status Code 401"}',
    leavesAlone: ['info TracesExporter {"name": "otlphttp", "spans": 4}'],
  },
};
