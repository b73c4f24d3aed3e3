import type { RuleExamples } from "../rule-examples.ts";

export const redpandaExamples: Readonly<Record<string, RuleExamples>> = {
  "redpanda-node-down": {
    decides:
      "WARN cluster - unable to get node health report from 1 - rpc::errc::disconnected_endpoint(node down), marking node as down",
    leavesAlone: ["cluster - node 1 is up"],
  },
  "redpanda-storage-alert": {
    decides: "cluster - storage space alert: free space at 2.1% on /var/lib/redpanda/data",
    leavesAlone: ["redpanda - disk usage is fine"],
  },
  "redpanda-tiered-storage-failed": {
    decides: "ERROR cloud_storage - failed to upload segment: timeout",
    leavesAlone: ["cloud_storage - uploaded segment"],
  },
  "redpanda-out-of-memory": {
    decides: "seastar_memory - Failed to allocate 131072 bytes",
    leavesAlone: ["seastar - Reactor backend: linux-aio"],
  },
  "redpanda-state-missing": {
    decides:
      'cluster - Can\'t load config cache: filesystem error: open failed: No such file or directory ["/var/lib/redpanda/data/config_cache.yaml"]',
    leavesAlone: ["config cache loaded"],
  },
  "topic-unknown": {
    decides: "Error while fetching metadata: {orders=UNKNOWN_TOPIC_OR_PARTITION}",
    leavesAlone: ["topic orders has 12 partitions"],
  },
};
