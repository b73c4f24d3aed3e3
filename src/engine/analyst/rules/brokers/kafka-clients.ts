import type { Rule } from "../rule.ts";

/** Clients of Kafka: Connect, schema registry, consumers, producers, streams. */
export const kafkaClientsRules: readonly Rule[] = [
  {
    name: "kafka-connect-task-failed",
    component: "kafka",
    words: ["connectexception", "connector", "recover", "uncaught"],
    pattern:
      /\btask threw an uncaught and unrecoverable exception\b|\btask is being killed and will not recover\b|\bconnector\b.{0,60}\b(?:is|has|state|status)\b.{0,12}\bfailed\b|\bkafka\.connect\.errors\.connectexception\b/i,
    severity: "P2",
    cause: "a Kafka Connect task died and stays down until it is restarted, so its connector moves no data",
    action: "Read the cause in the stack below, mend it, then POST /connectors/<name>/tasks/<n>/restart.",
    confidence: 90,
  },
  {
    name: "kafka-schema-incompatible",
    component: "kafka",
    words: ["incompatible", "registering", "registry", "restincompatibleschemaexception", "retrieving"],
    pattern:
      /\bschema being registered is incompatible\b|\brestincompatibleschemaexception\b|\bincompatible with an earlier schema\b|\bschema registry\b.{0,80}\b(?:unreachable|timed out|refused|error)\b|\berror (?:retrieving|registering) \w{4,9} schema\b/i,
    severity: "P3",
    cause:
      "a schema in the registry is incompatible with the one before, or cannot be read, so producers or consumers stop",
    action:
      "Compare both versions and the subject's compatibility level; add defaults for new fields, or use a new subject.",
    confidence: 90,
  },
  {
    name: "kafka-poll-too-slow",
    component: "kafka",
    words: ["left", "poll", "rebalance", "rebalances", "rebalancing"],
    pattern:
      /\bconsumer poll timeout has expired\b|\brebalanc(?:ing|es?)\b.{0,30}\b(?:frequently|loop|storm|constantly)\b|\bmax\.poll\.interval\.ms\b.{0,200}\b(?:exceed|expired|too much time|longer)\w{0,3}\b|\btime between subsequent calls to poll\(\) was longer\b|\bapplication maximum poll interval\b.{0,20}\bexceeded\b|\bleft group\b.{0,60}\bpoll/i,
    severity: "P3",
    cause:
      "a Kafka consumer processed too long between two polls, so its group takes its partitions away and rebalances",
    action:
      "Lower max.poll.records or make the handler faster; raise max.poll.interval.ms only for work that must take long.",
    confidence: 88,
    certain: true,
  },
  {
    name: "kafka-batch-expired",
    component: "kafka",
    words: ["bufferexhaustedexception", "creation", "delivery", "expiring"],
    pattern:
      /\bexpiring \d{1,7} record\(s\) for\b|\bbufferexhaustedexception\b|\bdelivery\.timeout\.ms\b.{0,60}\b(?:expired|passed|exceeded)\b|\brecords? (?:has|have) passed since batch creation\b/i,
    severity: "P2",
    cause:
      "a Kafka producer gave up on messages that the broker did not take in time, so they are lost unless sent again",
    action:
      "Look at the leader of that partition and the network; see under-replicated partitions and the producer's buffer.",
    confidence: 86,
  },
];
