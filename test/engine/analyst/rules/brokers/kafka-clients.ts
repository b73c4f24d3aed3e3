import type { RuleExamples } from "../rule-examples.ts";

export const kafkaClientsExamples: Readonly<Record<string, RuleExamples>> = {
  "kafka-connect-task-failed": {
    decides: "ERROR WorkerSinkTask{id=orders-0} Task threw an uncaught and unrecoverable exception",
    leavesAlone: ["connector orders is RUNNING"],
  },
  "kafka-schema-incompatible": {
    decides: 'Schema being registered is incompatible with an earlier schema for subject "orders-value"',
    leavesAlone: ["schema 41 registered"],
  },
  "kafka-poll-too-slow": {
    decides: "Application maximum poll interval (300000ms) exceeded by 411ms",
    leavesAlone: ["poll returned 41 records"],
  },
  "kafka-batch-expired": {
    decides: "TimeoutException: Expiring 12 record(s) for orders-0:120001 ms has passed since batch creation",
    leavesAlone: ["batch sent"],
  },
};
