import type { Rule } from "../rule.ts";

/** Temporal and Airflow: work that runs in steps. */
export const workflowsRules: readonly Rule[] = [
  {
    name: "temporal-persistence-failed",
    component: "temporal",
    words: [
      "appendhistorynodes",
      "createworkflowexecution",
      "getorcreateshard",
      "internal",
      "membership",
      "persistence",
      "updateshard",
      "updateworkflowexecution",
      "upsertclustermembership",
    ],
    pattern:
      /\boperation failed with internal error\b|\b(?:upsertclustermembership|appendhistorynodes|updateworkflowexecution|updateshard|getorcreateshard|createworkflowexecution)\b.{0,60}\b(?:operation )?(?:failed|error)|\bpersistence (?:max qps|store operation|operation).{0,30}\b(?:reached|fail|error)|\bmembership upsert failed\b/i,
    severity: "P1",
    cause:
      "the Temporal server cannot write to its persistence store: the database is lost, read-only or too slow",
    action:
      "Look at the database: role (read-only after a failover), space, latency; workflows wait until it writes again.",
    confidence: 90,
  },
  {
    name: "temporal-nondeterminism",
    component: "temporal",
    words: ["deterministic", "history", "nondeterministic", "nondeterministicerror", "tmprl1100"],
    pattern:
      /\bnondeterministic(?: workflow|error| error)?\b|\bnon-deterministic (?:error|workflow)\b|\btmprl1100\b|\bhistory (?:event|mismatch)\b.{0,60}\breplay\b/i,
    severity: "P2",
    cause:
      "a Temporal workflow's code does not fit its history (nondeterminism), so it stands still at replay",
    action:
      "Go back to the old worker code, or guard the change by versioning (GetVersion, patched) or Worker Versioning.",
    confidence: 92,
  },
  {
    name: "temporal-history-too-large",
    component: "temporal",
    words: ["exceeds", "history"],
    pattern:
      /\b(?:history|blob|mutable state|memo) size exceeds\b|\bhistory (?:count|length|size) (?:exceeds|exceeded)\b/i,
    severity: "P3",
    cause: "a Temporal workflow's history or payload is larger than its limit, so it is ended",
    action: "Continue as new before it grows, and keep large payloads outside, with a reference.",
    confidence: 86,
    certain: true,
  },
  {
    name: "temporal-task-failed",
    component: "temporal",
    words: [
      "activity",
      "poller",
      "pollers",
      "polling",
      "queue",
      "taskqueue",
      "worker",
      "workers",
      "workflow",
      "workflowtaskfailed",
      "workflowtasktimedout",
    ],
    pattern:
      /\b(?:activity|workflow) (?:task )?(?:error|failed|timed ?out|panic|failure)\b|\bworkflowtask(?:failed|timedout)\b|\bcontext deadline exceeded\b.{0,80}\btask ?queue\b|\bno (?:poller|worker)s? (?:found|available|polling)\b/i,
    severity: "P3",
    cause: "a Temporal activity or workflow task failed or timed out, or no worker polls its queue",
    action: "See the workflow's history for attempt and cause; check the workers and the queue's name.",
    confidence: 82,
  },
  {
    name: "temporal-shard-unavailable",
    component: "temporal",
    words: ["call", "ownership", "ownershiplost", "serve", "shard", "shardownership", "shardownershiplost"],
    pattern:
      /\bshard ?ownership ?lost\b|\bnot enough hosts to serve the request\b|\bunable to call (?:matching|history|frontend)\.\w|\bshard (?:status|closed|unavailable)\b.{0,40}\b(?:unknown|unavailable|error)\b/i,
    severity: "P2",
    cause:
      "Temporal's services do not find each other or lost a shard, so workflows are not served for a while",
    action:
      "Look at the membership of frontend, history and matching (restarts, ports 7233 to 7239), and the database's latency.",
    confidence: 84,
  },
  {
    name: "airflow-task-lost",
    component: "airflow",
    words: [
      "airflowtasktimeout",
      "attribute",
      "localtaskjob",
      "marking",
      "reports",
      "return",
      "stuck",
      "zombie",
    ],
    pattern:
      /\bdetected zombie job\b|\bexecutor reports task instance\b.{0,80}\bfinished\b|\btask instance\b.{0,60}\b(?:is stuck in queued|state attribute is .?(?:failed|up_for_retry))|\bmarking task as failed\b|\btask exited with return code [1-9-]|\bairflowtasktimeout\b|\blocaltaskjob\b.{0,40}\bheartbeat\b.{0,40}\b(?:failed|timeout)/i,
    severity: "P3",
    cause: "an Airflow task failed or its worker vanished (zombie), so the DAG run stops there",
    action: "Read that task's log; memory kills and evictions leave zombies; clear the task to run it again.",
    confidence: 88,
  },
  {
    name: "airflow-scheduler-down",
    component: "airflow",
    words: ["appear", "dags", "heartbeat"],
    pattern:
      /\bscheduler does not appear to be running\b|\bdags list may not update\b|\bscheduler\b.{0,40}\bheartbeat\b.{0,40}\b(?:missing|unhealthy|too old|timed out)/i,
    severity: "P1",
    cause: "the Airflow scheduler is down, so no task starts",
    action:
      "Look at its process and database connection; restart it; see whether parsing of DAGs takes too long.",
    confidence: 90,
  },
  {
    name: "airflow-dag-broken",
    component: "airflow",
    words: ["airflowdagcycleexception", "airflowdagduplicatedidexception", "broken", "import"],
    pattern:
      /\bbroken dag\b|\bfailed to import: \S{1,200}\.py\b|\bdagbag import timeout\b|\bairflowdag(?:cycle|duplicatedid)exception\b|\bdag import errors?\b/i,
    severity: "P3",
    cause: "an Airflow DAG file cannot be imported, so its tasks do not run",
    action: "Run `airflow dags list-import-errors`; correct the file or install what it imports.",
    confidence: 90,
  },
  {
    name: "temporal-shard-lost",
    component: "temporal",
    words: ["shard", "rangeid"],
    pattern: /\bfailed to (?:lock|update|acquire) shard\b|\bshard ownership lost\b/i,
    severity: "P3",
    cause:
      "a Temporal history shard changed its owner, as when history hosts restart or their database is slow",
    action:
      "A few at a deploy are normal. Steady ones: look at the latency of the persistence and at flapping membership of history hosts.",
    confidence: 84,
  },
];
