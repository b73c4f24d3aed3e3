import type { Rule } from "../rule.ts";

/** Neo4j, InfluxDB, Trino, vector databases. */
export const graphAndSeriesRules: readonly Rule[] = [
  {
    name: "neo4j-start-failed",
    component: "neo4j",
    words: ["filelockexception", "neo4j", "store_lock"],
    pattern:
      /\bfailed to start neo4j\b|\bfilelockexception\b|\bstore_lock\b|\bneo4j\b.{0,80}\b(?:failed to start|not started|could not (?:start|be started)|exited)\b/i,
    severity: "P1",
    cause: "Neo4j did not start: another process holds its store lock, or store or settings do not fit",
    action:
      "See whether an old process still runs on that data directory; check rights, version and neo4j.conf.",
    confidence: 88,
  },
  {
    name: "neo4j-memory-pool",
    component: "neo4j",
    words: ["dbms", "memorypooloutofmemoryerror", "transienterror"],
    pattern:
      /\bmemorypooloutofmemoryerror\b|\bdbms\.memory\.transaction\.\S{2,20}\b.{0,60}\b(?:threshold|exceeded|reached)\b|\bneo\.transienterror\.general\.\w{1,40}/i,
    severity: "P3",
    cause: "a Neo4j transaction needs more memory than its pool allows",
    action: "Split it (CALL … IN TRANSACTIONS), page the result, or raise the transaction's memory limit.",
    confidence: 88,
  },
  {
    name: "influxdb-cardinality",
    component: "influxdb",
    words: ["max", "cardinality"],
    pattern:
      /\bmax-(?:series|values)-per-(?:database|tag)\b.{0,30}\b(?:limit|exceeded)\b|\bcardinality\b.{0,40}\b(?:exceed|limit|too high)/i,
    severity: "P2",
    cause:
      "InfluxDB's limit of series (cardinality) or of values of a tag is reached, so new points are dropped",
    action:
      "Find the tag with many values (SHOW TAG VALUES CARDINALITY), make it a field or drop it at the collector, then raise the limit if it must be.",
    confidence: 88,
  },
];
