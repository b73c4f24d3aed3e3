import type { Rule } from "./rule.ts";

/** Memory, processor time, and crashes of processes. */
export const processRules: readonly Rule[] = [
  {
    name: "oom-killer",
    component: "memory",
    words: ["oom", "oom_reaper", "oom_kill", "memory"],
    pattern:
      /\boom[- ]killer\b(?! (?:disabled|enabled))|\boom-killed\b|\boom_(?:reaper|kill)\b[:=]|\boom-kill:|\bout of memory: kill(?:ed)? process\b|\bmemory cgroup out of memory\b|\bsystem oom encountered\b/i,
    severity: "P1",
    cause: "memory ran out and the kernel killed a process to free some",
    action:
      "Read dmesg -T for the killed process and its size, and check that its service is up again. Compare the limit with its usual memory and look for a leak or a load peak.",
    confidence: 95,
    certain: true,
  },
  {
    name: "allocation-failed",
    component: "memory",
    words: ["allocate", "allocation", "enomem", "bad_alloc", "malloc"],
    pattern:
      /\b(?:cannot|could not|can't|unable to|failed to) allocate (?:\S{1,20} ){0,3}?memory\b|\bmemory allocation (?:of \d{1,20} bytes )?fail(?:ed|ure)\b|\bpage allocation failure\b|\benomem\b|\bstd::bad_alloc\b|\bmalloc\b.{0,20}\bfailed\b/i,
    severity: "P1",
    cause: "a request for memory was refused",
    action:
      "Run free -m and ps aux --sort=-rss to see what holds the memory. Check container and ulimit limits, and restart or move the largest consumer if the service fails.",
    confidence: 88,
  },
  {
    name: "out-of-memory",
    component: "memory",
    words: ["memory", "outofmemoryexception", "memoryerror"],
    pattern:
      /\boutofmemoryexception\b|\bmemoryerror\b|\b(?:out of|ran out of|running out of|insufficient|not enough|exhausted) (?:\S{1,20} )?memory\b(?! handler\b| (?:check|test)s? (?:passed|is|enabled|disabled)\b)|\bmemory (?:is |was )?exhausted\b|\bmemory limit (?:was |has been )?(?:exceeded|reached)\b/i,
    severity: "P1",
    cause: "the program or host has no memory left",
    action:
      "Run free -m and look in dmesg for kills. Compare the process's memory with its limit and its usual size, then restart it or raise the limit while you look for the leak.",
    confidence: 90,
  },
  {
    name: "memory-leak",
    component: "memory",
    words: ["leak", "leaked", "leaks"],
    pattern:
      /\b(?:possible|potential|suspected|detected)? ?(?:memory|heap|connection|resource|handle) leak(?:ed|s)?\b(?! (?:detection|detector|check|test|tracking))|(?<!\b(?:0|no) )\bleak (?:was )?detected\b/i,
    severity: "P3",
    cause: "something is taken and never given back, so it will run out in time",
    action:
      "Plot the process's memory since its last restart and compare it with the last release. Take a heap dump, and plan a restart before the limit is reached.",
    confidence: 76,
  },
  {
    name: "memory-usage-high",
    component: "memory",
    words: ["memory", "heap", "ram", "swap"],
    pattern:
      /\b(?:memory|heap|ram|swap)\b.{0,40}\b(?:usage|used|utili[sz]ation|at|is|pressure)\b(?! (?:threshold|limit|alert))[^%]{0,25}(?<![\d.])(?:9\d|100)(?:\.\d{1,3})? ?%(?! (?:free|available))/i,
    severity: "P2",
    cause: "nearly all memory is in use, so a kill or a stall is near",
    action:
      "Run ps aux --sort=-rss or read the heap metrics and compare with the usual level at this hour. Restart or scale out the largest consumer before it is killed.",
    confidence: 80,
  },
  {
    name: "segfault",
    component: "process",
    words: ["segfault", "segmentation", "sigsegv", "protection", "segfaulted"],
    pattern:
      /\bsegfault at\b|\bsegfault(?:ed)?\b(?! handler)|\bsegmentation (?:fault|violation)\b|\bsigsegv\b(?! handler)|\bgeneral protection fault\b/i,
    severity: "P2",
    cause: "a program touched memory that is not its own and crashed (segmentation fault)",
    action:
      "Check that the service is up again and how often it crashed. Open the core with coredumpctl gdb, and compare the program and library versions with the last good release.",
    confidence: 90,
    certain: true,
  },
  {
    name: "core-dumped",
    component: "process",
    words: ["core", "dumped", "sigabrt", "sigbus", "sigill"],
    pattern:
      /\bcore dumped\b|\bdumped core\b|\bdumping core\b|\b(?:received|caught|got|with|by) (?:signal )?(?:sigabrt|sigbus|sigill)\b/i,
    severity: "P2",
    cause: "a program crashed and left a memory image behind",
    action:
      "Run coredumpctl list and open the newest core for its stack. Check that the service restarted, and compare with the last release or library update.",
    confidence: 88,
  },
  {
    name: "killed-by-signal",
    component: "process",
    words: ["signal", "sigkill", "killed", "status"],
    pattern:
      /\b(?:killed|terminated|exited|died|crashed) (?:by|on|with|due to) (?:signal[ :=]{1,2})?(?:sigkill\b|(?<=signal[ :=]{1,2})(?:4|6|7|8|9|11)\b)|\bcode=killed, (?:status|signal)=(?:9|11)\b|\bgot sigkill\b/i,
    severity: "P2",
    cause: "a process was ended by force instead of ending by itself",
    action:
      "Look in dmesg -T for the out-of-memory killer, then for a person or a supervisor that sent the signal. Check that the service is up and its data is whole.",
    confidence: 86,
  },
  {
    name: "exit-code-nonzero",
    component: "process",
    words: ["exit", "exited", "exitcode", "exit_code", "returned", "exit_status", "ended", "finished"],
    pattern:
      /\b(?:(?:exit(?:ed)?|returned|ended|finished)(?: with)?(?: an?)?(?: non-?zero)? (?:exit )?(?:code|status)|(?:exitcode|exit_(?:code|status)))["' =:(]{1,4}(?:-?[1-9]\d{0,4}\b|non-?zero\b)/i,
    severity: "P3",
    cause: "a program ended with an error code",
    action:
      "Read the lines that this program wrote just before it ended. Run it again by hand with the same arguments, and compare with the last run that succeeded.",
    confidence: 80,
  },
  {
    name: "too-many-open-files",
    component: "process",
    words: ["open", "emfile", "enfile", "descriptors", "descriptor", "handles", "max"],
    pattern:
      /\btoo many open (?:files|handles)\b|\b(?:emfile|enfile)\b|\b(?:out of|no more|ran out of|no free) file (?:descriptors?|handles)\b|\bfile-max limit \d{1,20} reached\b/i,
    severity: "P1",
    cause:
      "the process or host has no file descriptors left, so it can open no file and accept no connection",
    action:
      "Count with ls /proc/PID/fd | wc -l and compare with ulimit -n. Look with lsof -p PID for what is not closed, then raise the limit or restart the process.",
    confidence: 93,
  },
  {
    name: "fork-failed",
    component: "process",
    words: ["fork", "spawn", "thread", "threads"],
    pattern:
      /\b(?:cannot|could not|can't|unable to|failed to) (?:fork|spawn)\b|\bfork\b.{0,20}\b(?:failed|resource temporarily unavailable|rejected)\b|\bunable to create (?:new )?(?:native )?thread\b|\b(?:cannot|can't|failed to) (?:create|start) (?:a )?(?:new )?threads?\b/i,
    severity: "P1",
    cause: "no new process or thread can be started",
    action:
      "Compare ps -eLf | wc -l with ulimit -u, kernel.pid_max and the pids limit of the container. Find the program with the most threads and restart it, and check free memory.",
    confidence: 90,
  },
  {
    name: "thread-pool-exhausted",
    component: "process",
    words: [
      "pool",
      "threads",
      "thread",
      "workers",
      "rejectedexecutionexception",
      "max_children",
      "threadpool",
      "workerpool",
      "executorpool",
    ],
    pattern:
      /\b(?:thread|worker|executor) ?pool\b.{0,40}\b(?:exhausted|full|saturated|starv(?:ed|ation))\b|\bthread starvation\b|\brejectedexecutionexception\b|\b(?:no (?:free|idle|available) (?:worker )?(?:threads|workers)|all (?:threads|workers) (?:are )?busy)\b|\breached (?:the )?(?:pm\.)?max_children\b/i,
    severity: "P2",
    cause: "all worker threads are busy, so new requests wait or are refused",
    action:
      "Take a thread dump and see what the threads wait for, most often a slow database or remote call. Compare the request rate with the usual, then scale out or shorten timeouts.",
    confidence: 85,
  },
  {
    name: "thread-deadlock",
    component: "process",
    words: ["deadlock", "deadlocked", "deadlocks", "asleep", "circular", "recursive"],
    pattern:
      /\b(?:found (?:one|\d{1,3}) (?:java-level )?deadlocks?\b|(?:thread|goroutine|lock|mutex)s? (?:is |are )?deadlock(?:ed)?\b(?! (?:detection|detector|check))|all goroutines are asleep - deadlock|possible (?:circular locking|recursive locking).{0,40}\bdeadlock)/i,
    severity: "P1",
    cause: "threads wait for each other for ever, so their work has stopped",
    action:
      "Save a thread dump with jstack or a goroutine dump before anything else. Restart the process to resume service and hand the dump to its developers.",
    confidence: 87,
  },
  {
    name: "watchdog-timeout",
    component: "process",
    words: ["watchdog"],
    pattern:
      /\bwatchdog\b.{0,40}\b(?:time ?out|timed out|expired|did not (?:stop|respond)|bite|killing|reset(?:ting)?)\b(?![ =:]{1,3}(?:is |set |to |of ){0,2}\d)/i,
    severity: "P2",
    cause: "a watched process or host gave no sign of life in time",
    action:
      "Check whether it was restarted and is serving. Look just before for high load, long pauses or blocked I/O, and take a stack dump if it is still stuck.",
    confidence: 84,
  },
  {
    name: "cpu-or-load-high",
    component: "process",
    words: ["cpu", "load", "processor"],
    pattern:
      /\b(?:cpu|processor)\b.{0,40}\b(?:usage|used|utili[sz]ation|load|at|is)\b(?! (?:threshold|limit|alert))[^%]{0,20}(?<![\d.])(?:9\d|100)(?:\.\d{1,3})? ?%(?! (?:idle|free))|\bhigh (?:cpu|system load|load average|processor)\b|\bload average (?:is )?(?:too )?high\b|\bcpu (?:is )?(?:throttled|saturated|starved)\b/i,
    severity: "P3",
    cause: "the processors are nearly fully busy and requests get slower",
    action:
      "Run top and pidstat 1 to find the busiest process, and compare load with the core count and with yesterday. Check for a batch job or a traffic peak and scale out if users wait.",
    confidence: 78,
  },
  {
    name: "restart-loop",
    component: "process",
    words: ["restart", "restarts", "restarting", "restarted", "respawning", "start", "crashloopbackoff"],
    pattern:
      /\bcrashloopbackoff\b|\bback-?off restarting\b|\brestart(?:ing|s|ed)? (?:counter is at [3-9]|loop|too (?:quickly|often|fast))|\bstart request repeated too quickly\b|\brespawning too (?:fast|rapidly)\b|\btoo many restarts\b|\brestarted (?:[3-9]|\d{2,4}) times\b|\brestart count:? (?:[3-9]|\d{2,4})\b/i,
    severity: "P2",
    cause: "a process or systemd service dies right after each start, and is started again or given up",
    action:
      "Read its last lines before each end, with journalctl -u or kubectl logs --previous. Compare configuration and version with the last good start and roll back if they changed.",
    confidence: 88,
  },
];
