import type { RuleExamples } from "../rule-examples.ts";

export const analyticalExamples: Readonly<Record<string, RuleExamples>> = {
  "clickhouse-too-many-parts": {
    decides: "DB::Exception: Too many parts (3011) in table 'shop.events'. (TOO_MANY_PARTS)",
    leavesAlone: ["41 parts merged"],
  },
  "clickhouse-keeper-lost": {
    decides: "Code: 999. Coordination::Exception: Session expired (Session expired). (KEEPER_EXCEPTION)",
    leavesAlone: ["keeper session established"],
  },
  "clickhouse-memory-limit": {
    decides: "DB::Exception: Memory limit (total) exceeded: would use 28.11 GiB. (MEMORY_LIMIT_EXCEEDED)",
    leavesAlone: ["memory limit 28 GiB"],
  },
  "cockroach-range-unavailable": {
    decides:
      "[n2,s2,r4711/3] have been waiting 62.00s for slow proposal; range has lost quorum: replica unavailable",
    leavesAlone: ["ranges: 0 unavailable"],
  },
  "database-disk-stall": {
    decides: "disk stall detected: unable to sync log file in 20.0s",
    leavesAlone: ["disk write took 4 ms"],
  },
};
