import type { RuleExamples } from "../rule-examples.ts";

export const workersExamples: Readonly<Record<string, RuleExamples>> = {
  "gunicorn-worker-timeout": {
    decides: "[CRITICAL] WORKER TIMEOUT (pid:41)",
    leavesAlone: ["[INFO] Booting worker with pid: 41"],
  },
  "go-nil-pointer-panic": {
    decides: "panic: runtime error: invalid memory address or nil pointer dereference",
    leavesAlone: ["pointer ok"],
  },
  "go-runtime-fatal": { decides: "fatal error: concurrent map writes", leavesAlone: ["map written"] },
  "dotnet-unhandled": {
    decides:
      "Unhandled exception. System.NullReferenceException: Object reference not set to an instance of an object.",
    leavesAlone: ["exception handled"],
  },
  "dotnet-thread-starvation": {
    decides:
      'Kestrel[22] the heartbeat has been running for "00:00:03". This could be caused by thread pool starvation.',
    leavesAlone: ["heartbeat ok"],
  },
  "php-workers-exhausted": {
    decides: "WARNING: [pool www] server reached pm.max_children setting (50), consider raising it",
    leavesAlone: ["pool www: 4 children"],
  },
  "php-fatal": {
    decides: "PHP Fatal error: Allowed memory size of 134217728 bytes exhausted",
    leavesAlone: ["memory_limit 128M"],
  },
};
