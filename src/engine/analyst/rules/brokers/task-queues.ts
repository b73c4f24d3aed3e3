import type { Rule } from "../rule.ts";

/** Cloud queues and task queues: Celery, Sidekiq, Bull. */
export const taskQueuesRules: readonly Rule[] = [
  {
    name: "celery-worker-killed",
    component: "celery",
    words: ["prematurely", "process", "workerlosterror"],
    pattern:
      /\bworkerlosterror\b|\bworker exited prematurely\b|\bprocess ["']?\S{1,60}["']? pid:\d{1,8} exited with\b/i,
    severity: "P2",
    cause: "a Celery worker's process was killed or lost with its task, mostly for want of memory",
    action:
      "Look for the kernel's OOM lines and the task's size; set --max-memory-per-child, acks_late and a smaller concurrency.",
    confidence: 90,
  },
  {
    name: "celery-broker-lost",
    component: "celery",
    words: ["consumer", "kombu", "trying", "unrecoverable"],
    pattern:
      /\bconsumer: connection to broker lost\b|\bmainprocess\] unrecoverable error: |\bconsumer: cannot connect to\b|\btrying to re-?establish the connection\b|\bkombu\.exceptions\.operationalerror\b/i,
    severity: "P1",
    cause:
      "a Celery worker lost its broker (Redis or RabbitMQ): it stops consuming tasks until it reconnects",
    action:
      "Check the broker; if workers stay idle after it is back, restart them, as older versions do not resume after a Redis restart.",
    confidence: 88,
  },
  {
    name: "celery-task-unregistered",
    component: "celery",
    words: ["discarded", "unregistered"],
    pattern: /\breceived unregistered task of type\b|\bthe message has been ignored and discarded\b/i,
    severity: "P3",
    cause: "a Celery worker does not know a task that was sent to it and throws the message away",
    action: "Deploy the same code to senders and workers; check the imports setting and the queue's name.",
    confidence: 88,
  },
  {
    name: "task-time-limit",
    component: "tasks",
    words: ["after", "hard", "soft", "softtimelimitexceeded", "timelimitexceeded"],
    pattern:
      /\b(?:soft|hard) time limit \(?\S{1,12}\)? exceeded\b|\bsofttimelimitexceeded\b|\btimelimitexceeded\b|\btask timed out after \d{1,6} ?s\b/i,
    severity: "P3",
    cause: "a background task ran longer than its time limit and was ended",
    action:
      "Find what it waited for; split the task, or raise its limit if the work is as large as it should be.",
    confidence: 86,
  },
  {
    name: "job-retries-exhausted",
    component: "tasks",
    words: [
      "attempted",
      "maxretriesexceeded",
      "maxretriesexceedederror",
      "maxretriesexceededexception",
      "moved",
      "raised",
    ],
    pattern:
      /\bjob raised exception\b|\bmaxretriesexceeded(?:error|exception)?\b|\bmoved to (?:the )?dead set\b|\bjob\b.{0,40}\bhas been attempted too many times\b/i,
    severity: "P3",
    cause:
      "a background job (Sidekiq, Bull and their like) failed and is tried again, or is given up after its last retry",
    action:
      "Read the error of its first failure, mend the cause, then run the job again from the dead or failed set.",
    confidence: 84,
  },
];
