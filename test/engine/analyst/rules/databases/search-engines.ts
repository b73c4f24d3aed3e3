import type { RuleExamples } from "../rule-examples.ts";

export const searchEnginesExamples: Readonly<Record<string, RuleExamples>> = {
  "elasticsearch-disk-watermark": {
    decides:
      "flood stage disk watermark [95%] exceeded on [es-3], all indices on this node will be marked read-only",
    leavesAlone: ["disk watermark settings updated"],
  },
  "elasticsearch-high-watermark": {
    decides:
      "high disk watermark [90%] exceeded on [es-2] free: 41gb, shards will be relocated away from this node",
    leavesAlone: ["disk watermark is 90%"],
  },
  "elasticsearch-circuit-breaker": {
    decides:
      "CircuitBreakingException: [parent] Data too large, data for [<http_request>] would be larger than the limit",
    leavesAlone: ["breaker limit 7.5gb"],
  },
  "elasticsearch-no-master": {
    decides: "master not discovered or elected yet, an election requires at least 2 nodes",
    leavesAlone: ["elected-as-master"],
  },
  "elasticsearch-unreachable": {
    decides: "NoLivingConnectionsError: There are no living connections, no living connections",
    leavesAlone: ["elasticsearch is green"],
  },
  "elasticsearch-rejected": {
    decides: "rejected execution of coordinating operation on write thread pool, queue capacity = 10000",
    leavesAlone: ["thread pool write: 0 rejected"],
  },
  "elasticsearch-shard-limit": {
    decides:
      "this action would add [2] shards, but this cluster currently has [2999]/[3000] maximum normal shards open",
    leavesAlone: ["41 shards started"],
  },
  "elasticsearch-mapping-conflict": {
    decides: "mapper_parsing_exception: failed to parse field [price] of type [long]",
    leavesAlone: ["mapping updated"],
  },
  "elasticsearch-shard-failed": {
    decides: "SearchPhaseExecutionException: all shards failed",
    leavesAlone: ["shards started [[orders][0]]"],
  },
  "elasticsearch-gc-overhead": {
    decides:
      "[JvmGcMonitorService] [es-1] [gc][old][4411][12] overhead, spent [4.1s] collecting in the last [5s]",
    leavesAlone: ["gc settings read"],
  },
};
