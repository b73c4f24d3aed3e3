import type { RuleExamples } from "../rule-examples.ts";

export const batchExamples: Readonly<Record<string, RuleExamples>> = {
  "spark-executor-lost": {
    decides:
      "Lost executor 41 on worker-9.example.com: Container killed by YARN for exceeding memory limits.",
    leavesAlone: ["executor 41 added"],
  },
  "spark-job-aborted": {
    decides:
      "org.apache.spark.SparkException: Job aborted due to stage failure: Task 3 in stage 1.0 failed 4 times",
    leavesAlone: ["Job 0 finished: count at Orders.scala:41"],
  },
  "flink-job-failed": {
    decides: "Job orders (b1f0) switched from state RUNNING to FAILING, switched from RUNNING to FAILING",
    leavesAlone: ["Completed checkpoint 41 for job b1f0"],
  },
  "slurm-node-down": {
    decides: "error: Nodes compute-41 not responding, setting DOWN",
    leavesAlone: ["node compute-41 now responding"],
  },
  "slurm-job-killed": {
    decides: "slurmstepd: error: Detected 1 oom_kill event in StepId=4411.batch.",
    leavesAlone: ["_job_complete: JobId=4411 done"],
  },
  "n8n-workflow-lost": {
    decides: "ERROR: Items processed inconsistently across nodes",
    leavesAlone: ["workflow execution finished successfully"],
  },
  "n8n-encryption-key": {
    decides:
      'Error: Credentials could not be decrypted. The likely reason is that a different "encryptionKey" was used.',
    leavesAlone: ["credentials decrypted"],
  },
  "ray-worker-died": {
    decides: "ray.exceptions.ActorDiedError: The actor died unexpectedly before finishing this task.",
    leavesAlone: ["ray started"],
  },
  "llm-serving-failed": {
    decides: "AsyncEngineDeadError: Background loop has errored already.",
    leavesAlone: ["Available routes are"],
  },
  "language-model-api-failed": {
    decides: "openai.RateLimitError: Error code: 429",
    leavesAlone: ["openai request done"],
  },
  "model-exceeds-memory": {
    decides:
      'level=ERROR msg="error loading llama server" error="model requires more system memory (41.2 GiB) than is available (14.1 GiB)"',
    leavesAlone: ['msg="model loaded" required="4.1 GiB" available="14.1 GiB"'],
  },
};
