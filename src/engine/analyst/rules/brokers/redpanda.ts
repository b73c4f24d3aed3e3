import type { Rule } from "../rule.ts";

/** Redpanda. */
export const redpandaRules: readonly Rule[] = [
  {
    name: "redpanda-node-down",
    component: "redpanda",
    words: ["disconnected_endpoint", "exponential_backoff", "marking", "report"],
    pattern:
      /\bmarking node as down\b|\bdisconnected_endpoint\(node down\)|\brpc::errc::(?:exponential_backoff|disconnected_endpoint)\b|\bunable to get node health report\b/i,
    severity: "P2",
    cause: "a Redpanda broker does not answer the others; without a majority the cluster loses its quorum",
    action: "Run `rpk cluster health`; start the node again and test its RPC port (33145) from the others.",
    confidence: 88,
    certain: true,
  },
  {
    name: "redpanda-storage-alert",
    component: "redpanda",
    words: ["degraded", "full", "space", "usage"],
    pattern:
      /\bstorage space alert\b|\bdisk usage\b.{0,40}\b(?:critical|degraded) (?:threshold|level)\b|\bredpanda\b.{0,80}\b(?:no space left|disk full)\b/i,
    severity: "P1",
    cause: "Redpanda's disk is nearly full, so it rejects producers",
    action:
      "Run `rpk cluster storage` and df; shorten retention or add disk, and delete topics that nobody needs.",
    confidence: 88,
    certain: true,
  },
  {
    name: "redpanda-tiered-storage-failed",
    component: "redpanda",
    words: ["cloud_storage"],
    pattern: /\bcloud_storage\b.{0,120}\b(?:failed|error|timeout|accessdenied|exceeded)\b(?! ?[:=] ?0)/i,
    severity: "P3",
    cause:
      "Redpanda cannot upload to or read from its object store (tiered storage), so local data is kept longer",
    action: "Check bucket, key and endpoint, and the store's limits; watch local disk meanwhile.",
    confidence: 82,
    certain: true,
  },
  {
    name: "redpanda-out-of-memory",
    component: "redpanda",
    words: [
      "aborting",
      "allocate",
      "crash",
      "crashed",
      "crashtracker",
      "fault",
      "oom",
      "physical",
      "redpanda",
      "seastar",
    ],
    pattern:
      /\bdumping seastar memory diagnostics\b|\b(?:segmentation fault|aborting) on shard \d|\bseastar\b.{0,120}\b(?:failed to allocate|bad_alloc)\b|\bfailed to allocate \d{1,16} bytes\b|\binsufficient physical memory\b|\bcould not initiali[sz]e seastar\b|\bredpanda\b.{0,80}\b(?:out of memory|oom|crashed|crash loop)\b|\bcrash ?tracker\b.{0,60}\blimit\b/i,
    severity: "P1",
    cause: "Redpanda (Seastar) has exhausted its memory or got too little at startup, and crashes",
    action:
      "Compare --memory and --smp with what container and host give (2 GB a core); lower the number of partitions.",
    confidence: 86,
    certain: true,
  },
  {
    name: "redpanda-state-missing",
    component: "redpanda",
    words: ["bootstrap", "config_cache", "kvstore", "load", "node_uuid", "redpanda_data_dir"],
    pattern:
      /\b(?:kvstore|config_cache|bootstrap|node_uuid|\.redpanda_data_dir)\b\S{0,20}.{0,120}\b(?:missing|no such file|not found|does not exist)\b|\bcan't load config (?:cache|bootstrap file)\b/i,
    severity: "P3",
    cause:
      "a Redpanda node starts without its state files: its data directory is new, missing or not mounted",
    action:
      "If the node is new, leave it. Else check the mount of /var/lib/redpanda/data and do not let it join under an old id.",
    confidence: 84,
    certain: true,
  },
  {
    name: "topic-unknown",
    component: "redpanda",
    words: ["topic", "unknown_topic_or_partition", "unknowntopicorpartitionexception"],
    pattern:
      /\bunknown_topic_or_partition\b|\bunknowntopicorpartitionexception\b|\btopic \S{1,100} (?:not present in metadata|does not exist)\b/i,
    severity: "P3",
    cause: "the Kafka topic or partition is not there",
    action: "Compare the name with `kafka-topics --list`; create it, or wait if it has just been made.",
    confidence: 82,
  },
];
