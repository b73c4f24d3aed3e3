import type { Rule } from "../rule.ts";

/** Shippers of logs: Fluent Bit, Vector, Splunk, Beats, and agents of clouds. */
export const shippersRules: readonly Rule[] = [
  {
    name: "log-line-too-large",
    component: "collector",
    words: ["encode", "entry", "exceeds", "larger", "line_too_long", "long"],
    pattern:
      /\bmax entry size\b.{0,60}\bexceeded\b|\bentry (?:for stream )?.{0,80}\bexceeded\b.{0,20}\bmax(?:imum)? (?:entry|line) size\b|\b(?:log )?line (?:is )?(?:too long|exceeds|larger)\b|\bline_too_long\b|\bmessage is too long to encode\b/i,
    severity: "P3",
    cause: "a log line exceeds the maximum size that Loki or the collector allows, so its batch is refused",
    action: "Cut long lines at the sender, or raise max_line_size with max_line_size_truncate.",
    confidence: 88,
    certain: true,
  },
  {
    name: "log-batch-dropped",
    component: "collector",
    words: [
      "buffer",
      "bufferoverflowerror",
      "connections",
      "dropping",
      "exhausted",
      "flush",
      "limit",
      "retried",
      "sending",
    ],
    pattern:
      /\bfinal error sending batch\b|\berror sending batch\b|\bfailed to flush chunk\b|\bcannot be retried\b.{0,60}\boutput\b|\bno upstream connections available\b|\bretry(?:ing)? (?:limit|exhausted)\b.{0,40}\bchunk|\bbuffer overflow action\b|\bbufferoverflowerror\b|\bfailed to write data into buffer\b|\bdropping (?:messages|oldest|batch|event)\b/i,
    severity: "P3",
    cause:
      "a log shipper (Fluent Bit, Fluentd, Promtail) loses or holds logs: its buffer is full, or the output refuses chunks",
    action:
      "Read the output's error first; then enlarge the buffer (filesystem), and slow or filter the loudest source.",
    confidence: 86,
    certain: true,
  },
  {
    name: "shipper-paused",
    component: "collector",
    words: ["overlimit", "paused"],
    pattern: /\binput\b.{0,40}\bpaused\b|\bpaused \(mem buf overlimit\)/i,
    severity: "P3",
    cause: "a log shipper paused an input because its memory buffer is full, so it falls behind",
    action: "Look at the output's errors; use storage.type filesystem or a larger Mem_Buf_Limit.",
    confidence: 86,
    certain: true,
  },
  {
    name: "vector-sink-failed",
    component: "vector",
    words: ["call", "component_kind", "component_type", "discarded", "dropped", "healthcheck"],
    pattern:
      /\bservice call failed\b|\bevents? (?:dropped|discarded)\b(?!["']?\s{0,2}[:=]\s{0,2}0\b)|\bcomponent_(?:kind|type)=\S{1,40}\b.{0,200}\b(?:retries exhausted|failed|healthcheck failed)\b|\bhealthcheck failed\b/i,
    severity: "P3",
    cause: "Vector or another shipper cannot deliver to a sink and drops events after its retries",
    action: "Check the sink's address, credentials and status; give it a disk buffer.",
    confidence: 86,
  },
  {
    name: "splunk-forwarder-blocked",
    component: "splunk",
    words: ["blocked", "flow", "tcpoutputproc"],
    pattern:
      /\btcpoutputproc\b.{0,200}\b(?:forwarding to .{0,60}has been blocked|cooked connection to .{0,60}timed out|raw connection to .{0,60}timed out|connection failure)\b|\bblocked=true\b|\bthe tcp output processor has paused the data flow\b/i,
    severity: "P2",
    cause: "a Splunk forwarder cannot send: the indexer or its queue is blocked, so data waits",
    action:
      "Look at the indexers' queues and disks, the network and the outputs.conf target; persistent queues keep the rest.",
    confidence: 86,
    certain: true,
  },
  {
    name: "beats-publish-failed",
    component: "elastic-agents",
    words: ["backoff", "events", "index", "logstash", "pipeline_id", "publish", "publishing"],
    pattern:
      /\bfailed to (?:publish|connect to) (?:events|backoff)\b|\bfailed to connect to backoff\(|\bcannot index event\b|\bpublish(?:ing)? events? (?:failed|error)\b|\blogstash\b.{0,100}\b(?:pipeline (?:error|aborted)|could not index event|encountered a retryable error|attempted to (?:send|resurrect))\b|\bpipeline_id\b.{0,80}\bpipeline error\b/i,
    severity: "P3",
    cause: "Beats or Logstash cannot publish events to its output",
    action:
      "Check Elasticsearch's health and limits (mapping conflicts, 429), the address and its certificate.",
    confidence: 84,
  },
  {
    name: "metrics-agent-export-failed",
    component: "collector",
    words: [
      "agent",
      "cloudmonitoring",
      "metricsagent",
      "monitoring",
      "push",
      "series",
      "stackdriver",
      "timeseries",
      "write",
    ],
    pattern:
      /\b(?:gke-metrics-agent|metrics-?agent|stackdriver|cloud ?monitoring)\b.{0,160}\b(?:failed|error|denied|dropped)\b|\bone or more timeseries could not be written\b|\bfailed to (?:write|push) (?:time ?series|metrics)\b/i,
    severity: "P3",
    cause: "an agent cannot export its metrics to the monitoring service",
    action:
      "Check its service account's right to write metrics, its quota, and labels or values that the service refuses.",
    confidence: 82,
  },
  {
    name: "agent-cannot-forward",
    component: "collector",
    words: ["endpoint", "forwarder"],
    pattern:
      /\btoo many errors for endpoint\b|\bforwarder\b.{0,60}\b(?:dropping|cannot send|queue (?:is )?full)\b/i,
    severity: "P3",
    cause:
      "the agent cannot send its payloads to its intake, keeps them and will drop the oldest (forwarder)",
    action:
      "Try the intake by `curl` from that host, check proxy, key and name resolution, and see how full the retry queue is.",
    confidence: 84,
  },
];
