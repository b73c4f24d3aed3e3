import type { RuleExamples } from "../rule-examples.ts";

export const kafkaExamples: Readonly<Record<string, RuleExamples>> = {
  "kafka-log-directory-failed": {
    decides: "ERROR Error while writing in dir /var/lib/kafka (kafka.server.LogDirFailureChannel)",
    leavesAlone: ["log directory /var/lib/kafka loaded"],
  },
  "kafka-replication-factor": {
    decides: "InvalidReplicationFactorException: Replication factor: 3 larger than available brokers: 1.",
    leavesAlone: ["topic orders created with replication factor 3"],
  },
  "kafka-start-failed": {
    decides: "ERROR Fatal error during KafkaServer startup. Prepare to shutdown (kafka.server.KafkaServer)",
    leavesAlone: ["INFO [KafkaServer id=1] started"],
  },
  "kafka-unreachable": {
    decides: "kafka.errors.NoBrokersAvailable: NoBrokersAvailable",
    leavesAlone: ["connected to Kafka broker 1"],
  },
  "kafka-record-too-large": {
    decides:
      "org.apache.kafka.common.errors.RecordTooLargeException: The message is 1583218 bytes when serialized",
    leavesAlone: ["max.message.bytes = 1048576"],
  },
  "kafka-client-login-failed": {
    decides:
      "Connection to node -1 failed authentication due to: invalid credentials with SASL mechanism SCRAM-SHA-512",
    leavesAlone: ["Successfully authenticated as alice"],
  },
  "kafka-not-authorized": {
    decides: "TopicAuthorizationException: Not authorized to access topics: [orders]",
    leavesAlone: ["principal authorized for topic orders"],
  },
  "kafka-controller-quorum-lost": {
    decides: "WARN Broker 2 can't renew its session: no controller available in the quorum",
    leavesAlone: ["controller quorum has leader 1"],
  },
};
