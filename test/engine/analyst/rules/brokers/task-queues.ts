import type { RuleExamples } from "../rule-examples.ts";

export const taskQueuesExamples: Readonly<Record<string, RuleExamples>> = {
  "celery-worker-killed": {
    decides: "WorkerLostError('Worker exited prematurely: signal 9 (SIGKILL) Job: 4411.')",
    leavesAlone: ["worker exited normally"],
  },
  "celery-broker-lost": {
    decides: "consumer: Cannot connect to redis://192.0.2.60:6379/0: Connection refused",
    leavesAlone: ["celery: Connected to redis://192.0.2.60:6379/0"],
  },
  "celery-task-unregistered": {
    decides: "Received unregistered task of type 'shop.tasks.bill'.",
    leavesAlone: ["task shop.tasks.bill received"],
  },
  "task-time-limit": {
    decides: "Task shop.tasks.report raised SoftTimeLimitExceeded()",
    leavesAlone: ["task done in 41 s, time limit 60 s"],
  },
  "job-retries-exhausted": {
    decides: 'Sidekiq: {"context":"Job raised exception","error_message":"retries exhausted"}',
    leavesAlone: ["retries: 2 of 5"],
  },
};
