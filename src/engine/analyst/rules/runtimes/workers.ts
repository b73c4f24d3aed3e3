import type { Rule } from "../rule.ts";

/** Workers and programs in Python, Go, Rust, .NET, PHP and Ruby. */
export const workersRules: readonly Rule[] = [
  {
    name: "gunicorn-worker-timeout",
    component: "python",
    words: ["application", "harakiri", "worker", "workers"],
    pattern:
      /\bworker timeout \(pid|\bworker \(pid:? ?\d{1,10}\) was (?:sent sig(?:kill|segv|abrt|bus)|terminated)\b|\bworker failed to boot\b|\bno (?:python application found|more workers)\b.{0,40}|\bworker \d{1,4} \(pid: \d{1,10}\) (?:died|killed by signal)\b|\bharakiri\b/i,
    severity: "P2",
    cause: "a web worker (gunicorn, uWSGI) was stuck or died and was killed",
    action:
      "Find the slow request (the log before it), or memory kills in dmesg; raise the timeout only for calls that must be long.",
    confidence: 90,
    certain: true,
  },
  {
    name: "go-nil-pointer-panic",
    component: "go",
    words: ["dereference"],
    pattern: /\binvalid memory address or nil pointer dereference\b/i,
    severity: "P2",
    cause: "a Go program crashed: panic on a nil pointer",
    action:
      "Read the first frame of its own code in the stack below; go back to the last version and report it with the input.",
    confidence: 90,
    certain: true,
  },
  {
    name: "go-runtime-fatal",
    component: "go",
    words: ["concurrent", "goroutines", "runtime", "stack", "sync", "unexpected"],
    pattern:
      /\bfatal error: (?:concurrent map|all goroutines are asleep|runtime: out of memory|stack overflow|unexpected signal|sync: unlock)|\bconcurrent map (?:writes|read and map write|iteration and map write)\b|\ball goroutines are asleep\b|\bgoroutine stack exceeds\b/i,
    severity: "P1",
    cause: "a Go program crashed in its runtime: concurrent map use, deadlock of all goroutines or no memory",
    action:
      "Read the goroutines below; guard the map by a mutex, or give more memory; run the race detector.",
    confidence: 92,
    certain: true,
  },
  {
    name: "dotnet-unhandled",
    component: "dotnet",
    words: ["backgroundservice", "hosting", "unhandled"],
    pattern:
      /\bunhandled exception\. system\.|\bunhandled exception\b.{0,40}\b(?:system|microsoft)\.\w|\bprocess (?:was )?terminated due to an unhandled exception\b|\b(?:application|\.net runtime).{0,60}\bunhandled exception\b|\bhosting failed to start\b|\bbackgroundservice failed\b/i,
    severity: "P1",
    cause: "a .NET program ended by an unhandled exception (crash)",
    action: "Read the exception and its first own frame; restart and go back if a deploy brought it.",
    confidence: 88,
  },
  {
    name: "dotnet-thread-starvation",
    component: "dotnet",
    words: ["heartbeat", "starvation"],
    pattern: /\bthread ?pool starvation\b|\bheartbeat has been running for\b/i,
    severity: "P3",
    cause: "the .NET thread pool is starved: blocking calls hold its threads, so requests wait",
    action: "Find sync-over-async code (.Result, .Wait()); raise the minimum threads as a stopgap.",
    confidence: 88,
  },
  {
    name: "php-workers-exhausted",
    component: "php",
    words: ["max_children", "seems"],
    pattern:
      /\breached (?:pm\.)?max_children\b|\bpm\.max_children setting\b|\bseems busy \(you may need to increase pm\.start_servers/i,
    severity: "P2",
    cause: "PHP-FPM has no free worker process (max_children reached), so requests wait",
    action: "Look at the slow log for what the workers do; raise pm.max_children within memory.",
    confidence: 90,
    certain: true,
  },
  {
    name: "php-fatal",
    component: "php",
    words: ["execution", "exhausted", "php", "second"],
    pattern:
      /\bphp (?:fatal error|parse error)\b|\ballowed memory size of \d{1,15} bytes exhausted\b|\bmaximum execution time of \d{1,6} seconds? exceeded\b/i,
    severity: "P2",
    cause: "a PHP script ended by a fatal error: code, memory limit or execution time",
    action: "Read file and line; raise memory_limit or max_execution_time only if the work needs it.",
    confidence: 90,
  },
];
