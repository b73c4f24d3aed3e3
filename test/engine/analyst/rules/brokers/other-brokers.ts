import type { RuleExamples } from "../rule-examples.ts";

export const otherBrokersExamples: Readonly<Record<string, RuleExamples>> = {
  "nats-authorization": {
    decides: 'NATS connect retry on error error="nats: Authorization Violation"',
    leavesAlone: ["nats: connected as alice"],
  },
  "nats-unreachable": {
    decides: "ERROR NATS client disconnected due to network partition",
    leavesAlone: ["NATS client connected"],
  },
  "nats-slow-consumer": {
    decides: "cid:77 - Slow Consumer Detected: WriteDeadline of 10s exceeded",
    leavesAlone: ["slow consumers: 0"],
  },
  "nats-limit-exceeded": {
    decides: "[ERR] 192.0.2.7:41022 - cid:41 - maximum payload violation: 2097152 vs 1048576",
    leavesAlone: ["max_payload: 1MB"],
  },
  "nats-jetstream-no-quorum": {
    decides: "JetStream cluster stream '$G > ORDERS' has NO quorum, stalled",
    leavesAlone: ["JetStream cluster new stream leader"],
  },
  "nats-jetstream-no-space": {
    decides: "JetStream out of File resources, will be DISABLED",
    leavesAlone: ["JetStream storage 41 GB"],
  },
  "pulsar-bookkeeper-failed": {
    decides: "Closing ledger 88122 due to NotEnoughBookiesException: Not enough non-faulty bookies available",
    leavesAlone: ["bookie registered"],
  },
  "activemq-store-full": {
    decides:
      "WARN | Usage(mq:store) percentUsage=99%: Persistent store is Full, 100% of 1024. Stopping producer to prevent flooding queue://A",
    leavesAlone: ["INFO | KahaDB store opened, 12 of 1024 mb used"],
  },
};
