import type { Rule } from "../rule.ts";

/** ClickHouse, CockroachDB, Elasticsearch, OpenSearch, InfluxDB, Snowflake, Trino, Neo4j. */
export const analyticalRules: readonly Rule[] = [
  {
    name: "clickhouse-too-many-parts",
    component: "clickhouse",
    words: ["parts", "significantly", "too_many_parts"],
    pattern:
      /\btoo_many_parts\b|\btoo many parts\b|\bmerges are processing significantly slower than inserts\b/i,
    severity: "P2",
    cause: "ClickHouse has too many parts: inserts come faster than merges, so it delays or refuses them",
    action:
      "Insert in larger batches (or async_insert), lessen partitions, and look at system.merges and the disk.",
    confidence: 90,
  },
  {
    name: "clickhouse-keeper-lost",
    component: "clickhouse",
    words: [
      "all_connection_tries_failed",
      "coordination",
      "keeper_exception",
      "readonly",
      "table_is_read_only",
      "zookeeper",
    ],
    pattern:
      /\bkeeper_exception\b|\bcoordination::exception\b|\btable_is_read_only\b|\btable is in readonly mode\b|\bzookeeper session (?:has )?expired\b|\bcannot use any of provided zookeeper nodes\b|\ball_connection_tries_failed\b/i,
    severity: "P1",
    cause: "ClickHouse lost its Keeper (ZooKeeper), so replicated tables are read-only",
    action:
      "Check the Keeper's quorum and latency; then SYSTEM RESTART REPLICA for tables that stay read-only.",
    confidence: 90,
  },
  {
    name: "clickhouse-memory-limit",
    component: "clickhouse",
    words: ["limit", "memory_limit_exceeded", "query"],
    pattern: /\bmemory_limit_exceeded\b|\bmemory limit \((?:total|for (?:query|user))\) exceeded\b/i,
    severity: "P2",
    cause: "ClickHouse stopped a query at its memory limit",
    action:
      "Find it in system.query_log; filter earlier, use external group by and sort, or a limit for each user.",
    confidence: 90,
  },
  {
    name: "cockroach-range-unavailable",
    component: "cockroachdb",
    words: ["ambiguous", "proposal", "range", "ranges", "replicaunavailableerror", "unavailable"],
    pattern:
      /\brange has lost quorum\b|\breplica unavailable\b|\bwaiting \S{1,12} for slow proposal\b|\bunavailable ranges?\b(?!["']?\s{0,2}[:=]\s{0,2}0)|\breplicaunavailableerror\b|\bambiguous result\b/i,
    severity: "P1",
    cause: "a CockroachDB range lost its quorum of replicas, so its keys cannot be read or written",
    action:
      "Look at the console's problem ranges and `cockroach node status`; start the nodes that hold its replicas.",
    confidence: 90,
    certain: true,
  },
  {
    name: "database-disk-stall",
    component: "cockroachdb",
    words: ["slowness", "stall", "sync"],
    pattern: /\bdisk stall detected\b|\bdisk slowness detected\b|\bunable to sync log file\b/i,
    severity: "P1",
    cause: "the database's disk stalled: a write did not end for many seconds, so the node stops itself",
    action: "Look at dmesg, iostat and the cloud's disk limits (IOPS, burst); replace the disk.",
    confidence: 90,
    certain: true,
  },
];
