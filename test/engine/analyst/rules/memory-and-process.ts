import type { RuleExamples } from "./rule-examples.ts";

export const processExamples: Readonly<Record<string, RuleExamples>> = {
  "oom-killer": {
    decides: "kernel: Out of memory: Killed process 4121 (worker) total-vm:8123456kB, anon-rss:7012345kB",
    leavesAlone: [
      "container web: oom-killer disabled by configuration",
      '{"Status":"running","OOMKilled":false}',
    ],
  },
  "allocation-failed": {
    decides: "worker[77]: fork: Cannot allocate memory",
  },
  "out-of-memory": {
    decides: "imgsvc: job 411 aborted: out of memory",
    leavesAlone: ["agent: memory usage 45%"],
  },
  "memory-leak": {
    decides: "cart: memory leak suspected, 41 MB an hour",
    leavesAlone: ["boot: memory leak detection is on"],
  },
  "memory-usage-high": {
    decides: "agent: heap usage 96% after full collection",
    leavesAlone: [
      "agent: memory usage 45%",
      "agent: memory usage threshold 90%",
      "ram used: 4096 MB, 95% free",
    ],
  },
  segfault: {
    decides: "kernel: imgconv[2214]: segfault at 18 ip 00007f2b error 4 in libimg.so",
    leavesAlone: ["boot: SIGSEGV handler installed"],
  },
  "core-dumped": {
    decides: "systemd[1]: report.service: Main process exited, code=dumped core",
  },
  "killed-by-signal": {
    decides: "supervisor: worker 3 (pid 5123) killed by signal 9",
    leavesAlone: ["nginx: worker 31 terminated by signal 15"],
  },
  "exit-code-nonzero": {
    decides: "runner: step compile: process exited with status 2",
    leavesAlone: [
      "runner: step compile: exit code 0",
      "job done, exit_code=0",
      "exited with code 0 after 12 s",
    ],
  },
  "too-many-open-files": {
    decides: "httpd[600]: accept failed: Too many open files",
    leavesAlone: ["setup: max open files raised to 65536"],
  },
  "fork-failed": {
    decides: "sshd[402]: error: fork: Resource temporarily unavailable",
  },
  "thread-pool-exhausted": {
    decides: "web: thread pool exhausted: 200 active, 512 queued",
    leavesAlone: ["web: thread pool started with 200 threads"],
  },
  "thread-deadlock": {
    decides: "jvm: Found one Java-level deadlock: pool-2-thread-1 and pool-2-thread-7",
    leavesAlone: ["boot: thread deadlock detection enabled"],
  },
  "watchdog-timeout": {
    decides: "systemd[1]: ingest.service: Watchdog timeout (limit 30s)!",
    leavesAlone: [
      "kernel: watchdog: timeout set to 30 seconds",
      "systemd[1]: Using hardware watchdog iTCO, version 0",
    ],
  },
  "cpu-or-load-high": {
    decides: "agent: CPU usage on app-3.example.com is 98% for 10 minutes",
    leavesAlone: ["agent: CPU usage 12%", "agent: cpu is 97% idle"],
  },
  "restart-loop": {
    decides: "systemd[1]: billing.service: Start request repeated too quickly.",
    leavesAlone: ["systemd[1]: billing.service: restarted 1 times"],
  },
};
