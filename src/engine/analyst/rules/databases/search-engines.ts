import type { Rule } from "../rule.ts";

/** Elasticsearch and OpenSearch. */
export const searchEnginesRules: readonly Rule[] = [
  {
    name: "elasticsearch-disk-watermark",
    component: "elasticsearch",
    words: ["flood", "marked", "read_only_allow_delete", "too_many_requests"],
    pattern:
      /\bflood[- ]stage (?:disk )?watermark\b|\bindices? (?:on this node )?will be marked read-?only\b|\bread_only_allow_delete\b|\bdisk usage exceeded flood-stage\b|\bTOO_MANY_REQUESTS\/12\b/i,
    severity: "P1",
    cause: "Elasticsearch or OpenSearch reached the flood-stage disk watermark: indices become read-only",
    action: "Delete old indices or add disk or nodes, then clear index.blocks.read_only_allow_delete.",
    confidence: 90,
    certain: true,
  },
  {
    name: "elasticsearch-high-watermark",
    component: "elasticsearch",
    words: ["watermark"],
    pattern: /\b(?:high|low) disk watermark \[\S{1,12}\] exceeded\b/i,
    severity: "P3",
    cause:
      "Elasticsearch's disk passed the high or low watermark: it moves shards away or places no new ones",
    action: "Delete or shrink old indices or add disk before it reaches flood stage.",
    confidence: 86,
    certain: true,
  },
  {
    name: "elasticsearch-circuit-breaker",
    component: "elasticsearch",
    words: ["circuit_breaking_exception", "circuitbreakingexception", "large"],
    pattern:
      /\bcircuitbreakingexception\b|\bcircuit_breaking_exception\b|\[parent\] data too large\b|\bdata too large, data for\b/i,
    severity: "P2",
    cause: "Elasticsearch's circuit breaker refused a request because its heap memory is nearly full",
    action:
      "Look at _nodes/stats/breaker; shrink aggregations, bulks and shards for each node, or give more heap.",
    confidence: 90,
  },
  {
    name: "elasticsearch-no-master",
    component: "elasticsearch",
    words: [
      "cluster_block_exception",
      "discovered",
      "master",
      "master_not_discovered_exception",
      "masternotdiscoveredexception",
    ],
    pattern:
      /\bmaster not discovered(?: or elected)? yet\b|\bmasternotdiscoveredexception\b|\bmaster_not_discovered_exception\b|\bcluster ?manager not discovered\b|\bno (?:elected )?master node\b|\bcluster_block_exception\b.{0,80}\b(?:no master|state not recovered)\b/i,
    severity: "P1",
    cause: "the Elasticsearch cluster has no elected master, so it takes no writes and no changes",
    action:
      "Compare the nodes found with cluster.initial_master_nodes; start masters and open port 9300 between them.",
    confidence: 92,
    certain: true,
  },
  {
    name: "elasticsearch-unreachable",
    component: "elasticsearch",
    words: ["alive", "elasticsearch", "living", "opensearch"],
    pattern:
      /\b(?:elasticsearch|opensearch)\b.{0,60}\b(?:connection (?:refused|timed out|reset|lost|failed|error)|unreachable|not (?:reachable|available)|unavailable)\b|\b(?:cannot|could not|can't|unable to|failed to|error) connect(?:ing)? to (?:the )?(?:elasticsearch|opensearch)\b|\bno living connections\b|\bno alive nodes found\b/i,
    severity: "P2",
    cause: "a client cannot reach Elasticsearch or OpenSearch",
    action: "Call its address with curl from that host: name, port 9200, TLS, login; then look at its nodes.",
    confidence: 84,
  },
  {
    name: "elasticsearch-rejected",
    component: "elasticsearch",
    words: [
      "coordinating_and_primary_bytes",
      "es_rejected_execution_exception",
      "es_rejected_executionexception",
      "es_rejectedexecution_exception",
      "es_rejectedexecutionexception",
      "esrejected_execution_exception",
      "esrejected_executionexception",
      "esrejectedexecution_exception",
      "esrejectedexecutionexception",
      "opensearchrejectedexecutionexception",
      "rejected",
    ],
    pattern:
      /\bes_?rejected_?execution_?exception\b|\besrejectedexecutionexception\b|\bopensearchrejectedexecutionexception\b|\brejected execution of\b.{0,80}\b(?:operation|task|queue|thread)\b|\bcoordinating_and_primary_bytes\b/i,
    severity: "P2",
    cause: "Elasticsearch or OpenSearch rejects requests: a thread pool's queue is full, so it is overloaded",
    action: "Look at _cat/thread_pool; slow the writers, use larger but fewer bulks, spread hot shards.",
    confidence: 88,
    certain: true,
  },
  {
    name: "elasticsearch-shard-limit",
    component: "elasticsearch",
    words: ["max_shards_per_node", "shards"],
    pattern:
      /\bthis action would add \[\d{1,5}\] (?:total )?shards\b|\bmaximum (?:normal )?shards open\b|\bmax_shards_per_node\b.{0,40}\bexceed/i,
    severity: "P2",
    cause: "Elasticsearch's limit of shards is reached, so no new index is made and ingestion stops",
    action:
      "Delete or shrink old indices and lessen primaries in templates; raise cluster.max_shards_per_node only for a while.",
    confidence: 90,
  },
  {
    name: "elasticsearch-mapping-conflict",
    component: "elasticsearch",
    words: [
      "document_parsing_exception",
      "field",
      "fields",
      "illegal_argument_exception",
      "mapper_parsing_exception",
      "mapper_parsingexception",
      "mapperparsing_exception",
      "mapperparsingexception",
      "strict_dynamic_mapping_exception",
    ],
    pattern:
      /\bmapper_?parsing_?exception\b|\bmapperparsingexception\b|\bdocument_parsing_exception\b|\bfailed to parse field \[|\blimit of total fields \[\d{1,6}\] has been exceeded\b|\bstrict_dynamic_mapping_exception\b|\billegal_argument_exception\b.{0,80}\bmapper\b/i,
    severity: "P3",
    cause:
      "Elasticsearch refused a document: a field's type differs from its mapping, or there are too many fields",
    action:
      "Compare the field with _mapping; change the sender, or add a template with the right type before the next index.",
    confidence: 88,
    certain: true,
  },
  {
    name: "elasticsearch-shard-failed",
    component: "elasticsearch",
    words: [
      "corrupt",
      "corruptindex",
      "corruptindexexception",
      "failing",
      "no_shard_available_action_exception",
      "search_phase_execution_exception",
      "searchphaseexecutionexception",
      "shard",
      "shardfailed",
      "shards",
      "translog",
    ],
    pattern:
      /\bfailed shard on node\b|\bmarking and sending shard failed\b|\bfailing shard \[|\bshard-?failed\b|\ball shards failed\b|\bsearchphaseexecutionexception\b|\bsearch_phase_execution_exception\b|\bcorrupt ?index(?:exception)?\b|\btranslog\b.{0,40}\bcorrupt|\bno_shard_available_action_exception\b/i,
    severity: "P2",
    cause: "shards of an Elasticsearch index failed or are not available, so searches miss data",
    action:
      "Call _cluster/allocation/explain; look at the node's disk, and reroute with retry_failed=true when mended.",
    confidence: 86,
  },
  {
    name: "elasticsearch-gc-overhead",
    component: "elasticsearch",
    words: ["overhead"],
    pattern: /\[gc\]\[(?:old|young)?.{0,40}\boverhead, spent \[\d{1,3}(?:\.\d{1,2})?(?:s|m)\]/i,
    severity: "P3",
    cause: "Elasticsearch spends its time in garbage collection: its heap is too small for the load",
    action: "Look for heavy queries and fielddata; set the heap to half of memory, at most 31 GB.",
    confidence: 84,
    certain: true,
  },
];
