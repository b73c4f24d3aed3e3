import type { RuleExamples } from "../rule-examples.ts";

export const shippersExamples: Readonly<Record<string, RuleExamples>> = {
  "log-line-too-large": {
    decides:
      "server returned HTTP status 400 Bad Request (400): Max entry size '262144' bytes exceeded for stream",
    leavesAlone: ["max line size 256KB"],
  },
  "log-batch-dropped": {
    decides: "[engine] chunk '1-1743.flb' cannot be retried: task_id=11, input=tail.0 > output=es.0",
    leavesAlone: ["flush chunk '1-1743.flb' succeeded"],
  },
  "shipper-paused": {
    decides: "[ warn] [input] tail.0 paused (mem buf overlimit)",
    leavesAlone: ["[input] tail.0 resume"],
  },
  "vector-sink-failed": {
    decides:
      "ERROR sink{component_id=s3_out component_type=aws_s3}: Service call failed. No retries or retries exhausted.",
    leavesAlone: ["Healthcheck passed."],
  },
  "splunk-forwarder-blocked": {
    decides:
      "TcpOutputProc - The TCP output processor has paused the data flow. Forwarding to output group default has been blocked for 100 seconds.",
    leavesAlone: ["TcpOutputProc - Connected to idx=192.0.2.9:9997"],
  },
  "beats-publish-failed": {
    decides: "ERROR [publisher] failed to publish events: temporary bulk send failure",
    leavesAlone: ["Connection to backoff(elasticsearch(http://es-1:9200)) established"],
  },
  "metrics-agent-export-failed": {
    decides: "One or more TimeSeries could not be written: Points must be written in order",
    leavesAlone: ["exported 41 time series"],
  },
  "agent-cannot-forward": {
    decides: "CORE | ERROR | Too many errors for endpoint 'https://intake.example/api': retrying later",
    leavesAlone: ["agent: 4 payloads forwarded"],
  },
};
