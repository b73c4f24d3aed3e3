import type { Rule } from "../rule.ts";

/** Collectors and agents of metrics and traces: OpenTelemetry, Alloy, Datadog. */
export const collectorsRules: readonly Rule[] = [
  {
    name: "otel-memory-refused",
    component: "opentelemetry",
    words: ["above", "high", "memory_limiter"],
    pattern:
      /\bdata refused due to high memory usage\b|\bmemory usage is above (?:hard|soft) limit\b|\bmemory_limiter\b.{0,60}\b(?:refus|dropp|above)/i,
    severity: "P3",
    cause:
      "the OpenTelemetry Collector refuses data, also a scrape, because of memory pressure (memory_limiter)",
    action:
      "Give it more memory or instances, add batch and tail limits before the exporter, and see whether the backend is slow.",
    confidence: 90,
    certain: true,
  },
  {
    name: "otel-export-refused",
    component: "opentelemetry",
    words: ["exporting"],
    pattern:
      /\bexporting failed\b.{0,300}\b(?:unauthenticated|permission ?denied|http status code 40[13])\b/i,
    severity: "P2",
    cause:
      "an OpenTelemetry exporter's credentials (token) are refused by its backend, so the data is dropped: authentication or permission",
    action:
      "Renew the exporter's token or header and its endpoint, restart the collector, and count the dropped items.",
    confidence: 88,
  },
  {
    name: "otel-queue-full",
    component: "opentelemetry",
    words: ["dropped_items", "dropping", "left", "sender", "sending", "sending_queue"],
    pattern:
      /\bsending[_ ]queue is full\b|\bdropping data\b|\bdropped_items["']?[:= ]{1,3}[1-9]\d{0,9}\b.{0,60}|\bno more retries left\b|\bsender failed\b.{0,40}\bexport/i,
    severity: "P3",
    cause:
      "the OpenTelemetry Collector drops data: its sending queue is full because the exporter's backend is slow or down",
    action:
      "Check the backend; raise sending_queue and num_consumers, or use persistent storage for the queue.",
    confidence: 90,
  },
  {
    name: "otel-export-retry",
    component: "opentelemetry",
    words: ["exporting"],
    pattern: /\bexporting failed\. (?:will retry|try enabling)|\bexporting failed\b.{0,60}\bwill retry\b/i,
    severity: "P4",
    cause:
      "an exporter of the OpenTelemetry Collector got a retryable error: its backend is unavailable for now",
    action:
      "Leave it if it stops; if it goes on, check the backend's address, status and limits before the queue is full.",
    confidence: 84,
    certain: true,
  },
  {
    name: "otel-export-failed",
    component: "opentelemetry",
    words: ["export", "exporter", "exporting", "extension", "heartbeat", "permanent", "retryable", "upload"],
    pattern:
      /\bpermanent error\b.{0,60}\b(?:error exporting|rpc error|http|export)|\bnot retryable error\b|\bfailed to (?:export|upload) (?:traces|metrics|logs|spans)\b|\b(?:collector|exporter|extension)\b.{0,120}\b(?:heartbeat error|heartbeat request failed)\b|\berror exporting items\b|\bexport(?:er|ing)?\b.{0,160}\b(?:413|payload too large|request entity too large)\b/i,
    severity: "P3",
    cause:
      "an OpenTelemetry exporter's backend refuses the data or is unavailable, so traces, metrics or logs are lost",
    action:
      "Read the status: 413 smaller batches, 401 or 403 the key, 5xx the backend itself; then watch the queue.",
    confidence: 86,
  },
  {
    name: "otel-config-invalid",
    component: "opentelemetry",
    words: ["collector", "config", "decoding", "references", "unmarshal"],
    pattern:
      /\bfailed to get config\b|\bcannot unmarshal the configuration\b|\bcollector server run finished with error\b|\berror decoding '(?:exporters|receivers|processors|extensions|service)|\bpipelines?\b.{0,80}\breferences (?:exporter|receiver|processor)\b.{0,60}\bnot configured\b/i,
    severity: "P1",
    cause: "the OpenTelemetry Collector does not start: its configuration is invalid",
    action:
      "Run `otelcol validate --config`; correct the component it names, often one renamed by the new version.",
    confidence: 90,
  },
  {
    name: "otel-collector-panic",
    component: "opentelemetry",
    words: ["contrib", "opentelemetry", "telemetry"],
    pattern:
      /\bgo\.opentelemetry\.io\/collector\/\S{1,160}\((?:\.{3}|\{?0x)|\bopentelemetry-collector-contrib\/\S{1,160}\((?:\.{3}|\{?0x)|\bgithub\.com\/open-telemetry\/\S{1,160}\((?:\.{3}|\{?0x)/i,
    severity: "P1",
    cause:
      "the OpenTelemetry Collector panicked: the call stack is in its code, such as a translator or exporter (remote write)",
    action:
      "Keep the first lines of the panic; update the Collector or take the component out that the stack names.",
    confidence: 88,
    certain: true,
  },
  {
    name: "alloy-panic",
    component: "alloy",
    words: ["grafana"],
    pattern: /\bgithub\.com\/grafana\/(?:alloy|agent)\/\S{1,160}\((?:\.{3}|\{?0x)/i,
    severity: "P1",
    cause: "Grafana Alloy crashed: its panic's call stack is in a component such as loki.process or a fanout",
    action:
      "Keep the stack; update Alloy or take out the component it names (a Loki receiver that closed while lines came).",
    confidence: 88,
    certain: true,
  },
  {
    name: "otel-context-detach",
    component: "opentelemetry",
    words: ["attach", "detach", "different"],
    pattern:
      /\bfailed to detach context\b|\bwas created in a different context\b|\bfailed to attach context\b/i,
    severity: "P3",
    cause:
      "OpenTelemetry's context token was detached in another context (async, threads), so a span may have a wrong parent",
    action: "Start and end spans in the same task; update the instrumentation; no data of users is touched.",
    confidence: 82,
  },
  {
    name: "api-key-invalid",
    component: "identity",
    words: ["api_key", "apikey", "dd_api", "dd_api_key", "dd_apikey", "dropping", "key"],
    pattern:
      /\b(?:api[_ ]?key) (?:is )?(?:invalid|missing|not set|not configured)\b|\b(?:invalid|missing|incorrect|no) (?:datadog |dd_)?api[_ ]?key\b|\bdropping transaction for\b/i,
    severity: "P2",
    cause:
      "an API key is missing or invalid: the agent (Datadog) is disabled, or the client's calls are refused",
    action:
      "Set the key for this site or service (DD_API_KEY, secret), see whether it was rotated, and restart.",
    confidence: 88,
  },
  {
    name: "datadog-check-failed",
    component: "datadog",
    words: ["check", "configure", "load", "run", "scraping"],
    pattern:
      /\berror running check\b|\berror scraping endpoint\b|\bthere was an error scraping\b|\bcould not (?:run|load|configure) check\b|\bcheck:\S{1,60}\b.{0,60}\berror\b/i,
    severity: "P3",
    cause:
      "a check of the agent (Datadog, OpenMetrics) failed, so its metrics are missing; 404 means a wrong scrape path",
    action: "Run `agent check <name>`; compare the URL, port and path with what the service serves.",
    confidence: 86,
    certain: true,
  },
  {
    name: "datadog-kubelet-unreachable",
    component: "datadog",
    words: ["detect", "impossible", "kubelet", "temporary"],
    pattern:
      /\bunable to detect the kubelet url\b|\bimpossible to reach kubelet\b|\bconnection to kubelet failed\b|\btemporary failure in kubeutil\b/i,
    severity: "P3",
    cause: "the Datadog agent cannot reach the kubelet, so it finds no pods and sends no metrics of them",
    action:
      "Set DD_KUBERNETES_KUBELET_HOST to the node's IP, check port 10250, its certificate (tlsVerify) and the agent's rights.",
    confidence: 88,
    certain: true,
  },
];
