import type { RuleExamples } from "../rule-examples.ts";

export const graphAndSeriesExamples: Readonly<Record<string, RuleExamples>> = {
  "neo4j-start-failed": {
    decides: "ERROR Failed to start Neo4j on 0.0.0.0:7474. Caused by: FileLockException: store_lock",
    leavesAlone: ["Neo4j started."],
  },
  "neo4j-memory-pool": {
    decides:
      "Neo.TransientError.General.MemoryPoolOutOfMemoryError: The allocation would use more than the limit 1.0 GiB",
    leavesAlone: ["memory pool 1 GiB"],
  },
  "influxdb-cardinality": {
    decides: 'lvl=error msg="partial write: max-series-per-database limit exceeded: (1000000) dropped=12"',
    leavesAlone: ['lvl=info msg="series cardinality 1044"'],
  },
};
