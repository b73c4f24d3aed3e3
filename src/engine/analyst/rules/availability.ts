import type { Rule } from "./rule.ts";

/** Services that do not answer, and jobs that fail. */
export const availabilityRules: readonly Rule[] = [
  {
    name: "service-circuit-open",
    component: "service",
    words: ["circuit", "circuitbreaker", "callnotpermittedexception"],
    pattern:
      /\bcircuit ?-?breaker\b.{0,60}\b(?:opened|is open|now open|to open|state[:= ]{1,2}open|tripped|-> ?open)\b|\bcircuit (?:\S{1,40} )?(?:is open|opened|tripped)\b|\bcallnotpermittedexception\b/i,
    severity: "P2",
    cause: "calls to another service failed so often that they are now cut off",
    action:
      "Look at the health and error rate of the service behind the breaker, not at the caller. Check what its users get meanwhile, and see that the breaker closes again.",
    confidence: 89,
  },
  {
    name: "no-healthy-upstream",
    component: "service",
    words: ["healthy", "upstreams", "live", "available", "backends", "server"],
    pattern:
      /\bno (?:healthy|live|available) (?:upstreams?|backends?|hosts?|servers?|endpoints?)\b|\bno server is available to handle\b|\bbackend \S{1,60} has no server available\b|\ball (?:backends|upstreams) (?:are )?(?:down|failed|unhealthy)\b/i,
    severity: "P1",
    cause: "the proxy or load balancer has no healthy upstream server to send requests to",
    action:
      "Check the servers behind the balancer: are they up, and why do their health checks fail? Look for a release or network change just before, and roll it back.",
    confidence: 91,
  },
  {
    name: "service-health-check-failed",
    component: "service",
    words: ["health", "healthcheck", "liveness", "readiness", "startup", "unhealthy", "probe"],
    pattern:
      /\bhealth[- ]?(?:check|probe)\b.{0,50}(?<!\b(?:0|no) )\b(?:fail(?:ed|ing|ure|s)|timed out|unhealthy|errored)\b(?![=:] ?0\b)|\b(?:is |marked |marked as |became |now |status[:=] ?)unhealthy\b/i,
    severity: "P2",
    cause: "an instance does not answer its health check and is taken out or restarted",
    action:
      "Call the health address by hand and read the instance's log. See how many instances are left, and whether the check fails because of something they all depend on.",
    confidence: 87,
  },
  {
    name: "service-unavailable",
    component: "service",
    words: ["unavailable", "503", "502", "504", "gateway", "bad"],
    pattern:
      /\b(?:service|server|backend|upstream|endpoint|api)(?: \S{1,60})? (?:is )?(?:temporarily |currently )?unavailable\b|\b503 service\b|\b50[24] (?:bad gateway|gateway time-?out)\b|\bbad gateway\b|\bgateway time-?out\b|\bcode ?= ?unavailable\b|\bstatus(?:[_ ]?code)?["']?[ :=]{1,3}50[234]\b/i,
    severity: "P2",
    cause: "a service answered that it cannot serve the request now",
    action:
      "Compare its error rate with the last hour and see whether all instances are hit. Check its own dependencies, its load and the last release, and add instances or roll back.",
    confidence: 85,
  },
  {
    name: "retries-exhausted",
    component: "service",
    words: ["retries", "retry", "attempts", "giving", "gave", "maxretryerror"],
    pattern:
      /\b(?:retries|retry (?:limit|count|budget|attempts)|max(?:imum)? (?:number of )?(?:retries|retry attempts|attempts)) (?:\S{1,20} )?(?:have been |has been |were |was |are |is )?(?:exhausted|exceeded|reached|failed)\b|\b(?:exhausted|exceeded) (?:all |max(?:imum)? )?(?:retries|retry attempts|attempts)\b|\b(?:giving|gave) up (?:after|on|retrying)\b|\bmaxretryerror\b|\ball (?:retries|attempts) failed\b|\bfailed after [1-9]\d{0,3} (?:retries|attempts)\b/i,
    severity: "P2",
    cause: "repeated attempts all failed and the operation was given up: its retries are exhausted",
    action:
      "Read the reason of the single attempts just before this line. Check the target's health from this host, and find out what happens to the work that was given up.",
    confidence: 85,
  },
  {
    name: "deadline-exceeded",
    component: "service",
    words: ["deadline", "deadline_exceeded", "deadlineexceeded"],
    pattern: /\b(?:context )?deadline exceeded\b|\bdeadline_exceeded\b|\bdeadlineexceeded\b/i,
    severity: "P2",
    cause: "the answer did not come within the time allowed (timeout)",
    action:
      "Find the slow hop in a trace or in the target's latency metrics. Compare with the usual latency, and check its load, its database and the network on the way.",
    confidence: 84,
  },
  {
    name: "request-timed-out",
    component: "service",
    words: [
      "timed",
      "timeout",
      "timeoutexception",
      "sockettimeoutexception",
      "etimedout",
      "timeouterror",
      "readtimeouterror",
      "connecttimeoutexception",
    ],
    pattern:
      /(?<!\b(?:0|no) \w{1,20} )\b(?:request|connection|operation|call|read|write|connect|query|response|command|session|upstream|job|attempt|\S{1,30}\(\)) (?:\S{1,60} )?(?:has |have )?timed out\b|\b(?:timeout(?:exception|error)|sockettimeoutexception|connecttimeoutexception|readtimeouterror)\b|\betimedout\b|(?<!\bftpd\[\d{1,10}\]: user \S{1,60} )\btimed out (?:after|waiting|while|connecting|reading)\b|(?<!\b(?:lock|lock wait|heartbeat|election) )\btimeout (?:while|waiting|after|expired|exceeded|reached|occurred|awaiting)\b/i,
    severity: "P2",
    cause: "a call got no answer in time (timeout)",
    action:
      "See whether all calls to that target time out or only some. Check its load and latency, then the path with mtr and nc -vz, and compare with the hour before.",
    confidence: 80,
  },
  {
    name: "overloaded",
    component: "service",
    words: ["overloaded", "overload", "shedding", "capacity", "resource_exhausted", "resourceexhausted"],
    pattern:
      /\b(?:server|service|system|node|backend|database|host|cluster|is|are) (?:is |are )?(?:currently )?overload(?:ed)?\b(?! protection)|\bload shedding (?:active|started|requests)\b|\bshedding (?:load|requests|traffic)\b|\b(?:at|over|exceeded|beyond) (?:maximum |max |full )?capacity\b|\bresource_?exhausted\b/i,
    severity: "P2",
    cause: "the service has more work than it can do and turns some away",
    action:
      "Compare the request rate with the usual at this hour and find who sends more. Add instances, and check whether a slow dependency holds requests open.",
    confidence: 82,
  },
  {
    name: "backup-failed",
    component: "job",
    words: ["backup", "backups", "snapshot", "restore", "pg_dump", "mysqldump"],
    pattern:
      /\b(?:backups?|snapshot|restore|pg_dump|mysqldump)\b[^;]{0,60}(?<!\b(?:0|no|without) )\b(?:failed|aborted|incomplete|error)\b(?![=:] ?0\b)|\b(?:failed to|could not|unable to|cannot) (?:create |complete |run |take |write |upload )?(?:the |a )?(?:\S{1,20} )?(?:backup|snapshot|restore)\b/i,
    severity: "P3",
    cause: "a backup or snapshot did not succeed, so the newest restore point is older than planned",
    action:
      "Read the job's output for the first error, then check room and rights at the target. Run it again today and verify that the last good backup can be restored.",
    confidence: 87,
  },
  {
    name: "background-job-failed",
    component: "job",
    words: [
      "job",
      "jobs",
      "task",
      "pipeline",
      "workflow",
      "build",
      "cronjob",
      "cron",
      "crond",
      "batch",
      "deployment",
      "rollout",
      "migration",
      "backofflimitexceeded",
      "tasks",
    ],
    pattern:
      /\b(?:job|task|pipeline|workflow|build|batch|cron ?job|deployment|rollout|migration)(?: (?!0\b|no\b)\S{1,60}){0,2}? (?:has |was |is )?(?:failed|aborted|failing)\b(?![=:] ?0\b)|(?<!\b(?:0|no) )\b[1-9]\d{0,5} (?:jobs?|tasks?) failed\b|\bcrond?\b.{0,80}\b(?:failed|error|bad minute|permission denied)\b|\bbackofflimitexceeded\b/i,
    severity: "P3",
    cause: "a scheduled or background job did not finish its work",
    action:
      "Read the job's own log for the first error and compare with its last good run. Decide whether it is safe to run again, and see what waits for its result.",
    confidence: 82,
  },
  {
    name: "service-start-failed",
    component: "service",
    words: ["start", "failed", "startup", "bootstrap", "initialize", "initialise"],
    pattern:
      /\bfailed to (?:start|restart|boot|bootstrap|initiali[sz]e)\b|\b(?:service|unit|server|application|startup|bootstrap)\b.{0,40}\b(?:entered failed state|failed to start|startup failed)\b|\bfailed with result '|\b(?:application )?startup failed\b/i,
    severity: "P2",
    cause: "a service or part of it did not start",
    action:
      "Read its log from the start attempt, with systemctl status and journalctl -u. Compare configuration, secrets and version with the last good start, and roll back if they changed.",
    confidence: 85,
  },
  {
    name: "licence-expired",
    component: "service",
    words: ["license", "licence", "licenses", "licences", "subscription"],
    pattern:
      /\b(?:licen[cs]es?|subscription)\b.{0,40}\b(?:has expired|have expired|is expired|expired|invalid|limit (?:was )?(?:reached|exceeded)|not found|will expire|expires in [0-9] days?)\b/i,
    severity: "P3",
    cause: "a licence has run out or is about to, so functions may be switched off",
    action:
      "Check with the product's licence command which functions are affected and when. Install the renewed key, or ask the vendor for a bridge key.",
    confidence: 86,
  },
  {
    name: "data-loss-reported",
    component: "service",
    words: ["data", "dataloss", "data_loss"],
    pattern:
      /\b(?:possible |potential |permanent )?data (?:loss|was lost|has been lost|were lost)\b(?! (?:prevention|protection|check))|\bdata_?loss\b(?![=:] ?(?:0|false|none))/i,
    severity: "P1",
    cause: "the program reports that data was or may be lost",
    action:
      "Stop writes that could overwrite what is left, and note time and scope. Compare with replicas and the last backup before you restart or repair anything.",
    confidence: 80,
  },
];
