import type { RuleExamples } from "./rule-examples.ts";

export const queueExamples: Readonly<Record<string, RuleExamples>> = {
  "kafka-offline-partitions": {
    decides: "controller: 3 partitions are offline after broker 2 left",
    leavesAlone: ["controller: offline partitions: 0"],
  },
  "kafka-under-replicated": {
    decides: "broker-1: Shrinking ISR from 1,2,3 to 1,3 for partition orders-4",
    leavesAlone: ["broker-1: under-replicated partitions: 0"],
  },
  "kafka-no-leader": {
    decides: "producer: Error while fetching metadata with correlation id 7: {orders=LEADER_NOT_AVAILABLE}",
    leavesAlone: ["controller: partition orders-1 has leader 3"],
  },
  "consumer-lag": {
    decides: "lagmon: consumer group billing lag is growing: 48211 messages on orders-2",
    leavesAlone: ["lagmon: consumer group billing lag 12"],
  },
  "consumer-rebalance-loop": {
    decides: "consumer-7: CommitFailedException: offset commit failed, the member has left the group",
    leavesAlone: ["group billing: rebalance complete, 4 members"],
  },
  "offset-out-of-range": {
    decides: "consumer-2: Fetch offset 88120 is out of range for partition clicks-0, resetting offset",
  },
  "queue-memory-or-disk-alarm": {
    decides: "broker-1: publishers are blocked, disk is low",
    leavesAlone: ["rabbit@mq-1: memory alarm cleared"],
  },
  "dead-letter": {
    decides: "invoice-worker: message 8f21 moved to dead-letter queue after 5 attempts",
    leavesAlone: ["dlq invoice.dlq: 0 messages", "declared dead letter exchange dlx"],
  },
  "queue-full": {
    decides: "mailer: queue outbound is full (10000 entries), rejecting new messages",
    leavesAlone: ["mailer: queue outbound has 12 entries"],
  },
  "broker-unavailable": {
    decides: "producer: Connection to node 2 could not be established. Broker may not be available.",
    leavesAlone: ["broker 2 is available"],
  },
  "message-too-large": {
    decides: "mailer: message is too large for queue invoice",
    leavesAlone: ["producer: max message size is 1048576"],
  },
  "message-send-failed": {
    decides: "orders: failed to publish message to exchange shop.events",
  },
};
