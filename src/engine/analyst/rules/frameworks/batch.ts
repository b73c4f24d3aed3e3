import type { Rule } from "../rule.ts";

/** Spark, Flink, Slurm, n8n, Ray, language models. */
export const batchRules: readonly Rule[] = [
  {
    name: "spark-executor-lost",
    component: "spark",
    words: ["boosting", "executorlostfailure", "killed", "lost", "recent"],
    pattern:
      /\blost executor \d{1,8}\b(?!.{0,80}\bdecommission)|\bcontainer killed by yarn\b|\bexecutorlostfailure\b|\bconsider boosting spark\.(?:executor|yarn)\b|\bremoving executor \d{1,8} with no recent heartbeats\b/i,
    severity: "P2",
    cause: "Spark lost an executor, often killed for exceeding its memory, so its tasks run again",
    action: "Raise memoryOverhead or lower cores for each executor; look for skewed partitions.",
    confidence: 90,
  },
  {
    name: "spark-job-aborted",
    component: "spark",
    words: ["aborted", "failures", "serialized", "sparkcontext", "sparkexception", "sparkoutofmemoryerror"],
    pattern:
      /\bjob aborted due to stage failure\b|\bsparkexception: (?:job|task|exception thrown in awaitresult)|\bmax number of executor failures\b|\bsparkoutofmemoryerror\b|\btotal size of serialized results\b|\bsparkcontext was shut ?down\b/i,
    severity: "P2",
    cause: "a Spark job was aborted: a stage failed as often as it may",
    action: "Read the first task's exception; for memory use more partitions or avoid collect.",
    confidence: 88,
  },
  {
    name: "flink-job-failed",
    component: "flink",
    words: [
      "checkpoint",
      "checkpointexception",
      "checkpointfailure",
      "could",
      "noresourceavailableexception",
      "switched",
    ],
    pattern:
      /\bswitched from \w{4,12} to (?:failed|failing|restarting)\b|\bcheckpoint \d{1,9} .{0,60}\b(?:declined|expired|failed)\b|\bcheckpoint(?:failure|exception)\b|\bexceeded checkpoint tolerable failure threshold\b|\bnoresourceavailableexception\b|\bcould not (?:acquire|fulfill).{0,30}\b(?:slots?|resource)/i,
    severity: "P2",
    cause: "a Flink job fails or restarts, or its checkpoints fail",
    action: "Read the root exception in its console; look at back-pressure, state size and free slots.",
    confidence: 86,
  },
  {
    name: "slurm-node-down",
    component: "slurm",
    words: ["responding", "setting", "slurm", "slurmctld", "slurmd", "slurmdbd"],
    pattern:
      /\bnodes? \S{1,120} not responding, setting down\b|\bslurmctld\b.{0,100}\b(?:down|not responding|unable|failed|fatal|refused)\b|\bslurmdbd\b.{0,80}\b(?:refused|failed|timed out)\b|\bsetting node \S{1,80} (?:state )?(?:to )?(?:down|drain)\w{0,3}\b|\bunable to contact slurm controller\b|\bslurmd\b.{0,80}\b(?:fatal|unable to|failed|error: )/i,
    severity: "P2",
    cause: "a Slurm node does not respond and is set down, or the controller is not reachable",
    action:
      "Run `sinfo -R`; check slurmd, munge and the clock on that node, then `scontrol update state=resume`.",
    confidence: 90,
  },
  {
    name: "slurm-job-killed",
    component: "slurm",
    words: ["cancelled", "kill", "limit", "oom_kill", "slurmstepd", "step"],
    pattern:
      /\bdetected \d{1,6} oom[_-]kill\b|\bstep tasks have been oom killed\b|\bslurmstepd: error\b.{0,160}\b(?:cancelled|killed|exceeded|time limit)\b|\b(?:job|step)\b.{0,40}\bcancelled at \S{1,30} due to (?:time limit|node failure|preemption)\b|\bexceeded (?:step|job) memory limit\b/i,
    severity: "P3",
    cause: "a Slurm job was killed: memory limit, time limit, node failure or preemption",
    action: "Run `sacct -j <job> --format=state,maxrss,elapsed` and ask for more memory or time.",
    confidence: 88,
  },
  {
    name: "n8n-workflow-lost",
    component: "n8n",
    words: [
      "cancelled",
      "crashed",
      "have",
      "inconsistently",
      "item",
      "items",
      "loss",
      "unfinished",
      "webhook",
      "workflow",
    ],
    pattern:
      /\bexecution \S{1,60} (?:was )?cancelled mid-execution\b|\bworkflow\b.{0,60}\b(?:failure|could not be (?:started|activated)|failed to (?:start|activate|execute)|execution failed|crashed)\b|\bmay have run out of memory\b|\bwebhook\b.{0,40}\b(?:registration failed|is not registered|could not be registered)\b|\bfound unfinished executions\b|\bitems? processed inconsistently\b|\bexpected \d{1,9} items?, found \d{1,9}\b|\bmassive data loss\b|\bdata loss (?:detected|in (?:processing )?pipeline)\b|\bexecution\b.{0,40}\bcrashed\b/i,
    severity: "P2",
    cause: "a workflow (n8n) lost items, crashed or stopped during its execution: data loss in silence",
    action:
      "Compare the counts of items node by node in that execution; run it again from the last good node, then raise its time and memory limits.",
    confidence: 84,
  },
  {
    name: "n8n-encryption-key",
    component: "n8n",
    words: ["decrypted", "encryption", "encryptionkey"],
    pattern:
      /\bcredentials could not be decrypted\b|\bencryption ?key\b.{0,60}\b(?:mismatch|different|does not match|invalid|missing)\b|\bdifferent "?encryptionkey"? was used\b/i,
    severity: "P2",
    cause: "stored credentials cannot be decrypted: the encryption key was changed",
    action:
      "Set the old key again (N8N_ENCRYPTION_KEY or the settings file's), or enter the credentials anew.",
    confidence: 90,
  },
  {
    name: "ray-worker-died",
    component: "ray",
    words: [
      "actordiederror",
      "actors",
      "nodediederror",
      "objectlosterror",
      "outofdiskerror",
      "ray",
      "raylet",
      "workercrashederror",
    ],
    pattern:
      /\b(?:ray\.exceptions\.\w{4,40}|actordiederror|workercrashederror|objectlosterror|outofdiskerror|nodediederror)\b|\braylet\b.{0,100}\b(?:died|killed|marked dead|failed|out of memory)\b|\bworkers? \(tasks \/ actors\) killed due to memory pressure\b/i,
    severity: "P2",
    cause: "a Ray worker, actor or node died, often for want of memory",
    action:
      "Read its log in the dashboard; lower parallelism or set memory for the task; see that the node came back.",
    confidence: 86,
  },
  {
    name: "llm-serving-failed",
    component: "language-models",
    words: [
      "asyncenginedeaderror",
      "contextwindowexceedederror",
      "engine",
      "enginedeaderror",
      "length",
      "litellm",
      "llama",
      "model",
      "window",
    ],
    pattern:
      /\bengine (?:core )?(?:initialization failed|process failed|loop (?:is )?(?:dead|not running))\b|\b(?:asyncenginedeaderror|enginedeaderror)\b|\bmodel \S{1,100} (?:not found|does not exist|failed to load)\b|\bcontext (?:length|window) (?:is )?exceeded\b|\bmaximum context length is\b|\bcontextwindowexceedederror\b|\blitellm\.\w{4,40}error\b|\bllama runner process has terminated\b/i,
    severity: "P2",
    cause: "a language model's server failed, lacks the model, or got more text than its context holds",
    action: "Look at GPU memory and the model's name; shorten the prompt; restart an engine that is dead.",
    confidence: 82,
  },
  {
    name: "language-model-api-failed",
    component: "language-models",
    words: ["anthropic", "litellm", "openai"],
    pattern:
      /\b(?:openai|anthropic|litellm)\b.{0,60}\b(?:ratelimiterror|authenticationerror|apiconnectionerror|apitimeouterror|internalservererror|permissiondeniederror|serviceunavailableerror)\b/i,
    severity: "P2",
    cause:
      "the API of a language model refuses the client or does not answer: key, rate limit, quota or outage",
    action:
      "Read the status: 401 the key, 429 rate or quota, 5xx the provider; use retries and a second provider.",
    confidence: 82,
  },
  {
    name: "model-exceeds-memory",
    component: "language-models",
    words: ["requires", "system"],
    pattern:
      /\bmodel requires more (?:system |gpu |video )?memory\b|\b(?:model|weights) (?:does|do) not fit (?:in|into) (?:gpu |video |the )?memory\b/i,
    severity: "P2",
    cause:
      "the language model needs more memory than the host or GPU has, so it is not loaded and requests fail",
    action:
      "Take a smaller or more quantised model or a shorter context, free the GPU of others, or give the host more memory.",
    confidence: 88,
  },
];
