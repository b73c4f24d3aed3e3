import type { RuleExamples } from "../rule-examples.ts";

export const workflowsExamples: Readonly<Record<string, RuleExamples>> = {
  "temporal-persistence-failed": {
    decides:
      '{"level":"error","msg":"Operation failed with internal error.","error":"UpsertClusterMembership operation failed. Error: database connection lost"}',
    leavesAlone: ["persistence ready"],
  },
  "temporal-nondeterminism": {
    decides:
      "[TMPRL1100] nondeterministic workflow: history event is ActivityTaskScheduled, replay command is StartTimer",
    leavesAlone: ["workflow replayed"],
  },
  "temporal-history-too-large": {
    decides: '{"level":"error","msg":"history size exceeds error limit."}',
    leavesAlone: ["history size 4 kB"],
  },
  "temporal-task-failed": {
    decides: "WorkflowTaskFailed: task queue checkout",
    leavesAlone: ["activity completed on attempt 2"],
  },
  "temporal-shard-unavailable": {
    decides:
      'level=ERROR msg="service failures" operation=PollWorkflowTaskQueue error="Not enough hosts to serve the request"',
    leavesAlone: ["history shard acquired"],
  },
  "airflow-task-lost": {
    decides: "Detected zombie job: {'full_filepath': '/dags/orders.py'}",
    leavesAlone: ["Marking task as SUCCESS. dag_id=orders"],
  },
  "airflow-scheduler-down": {
    decides: "The scheduler does not appear to be running. Last heartbeat was received 11 minutes ago.",
    leavesAlone: ["scheduler heartbeat ok"],
  },
  "airflow-dag-broken": {
    decides: "Broken DAG: [/dags/orders.py] Traceback",
    leavesAlone: ["DAG orders imported"],
  },
  "temporal-shard-lost": {
    decides: "Failed to lock shard with existing RangeID shard-id=811",
    leavesAlone: ["es: failed to allocate shard logs-1"],
  },
};
