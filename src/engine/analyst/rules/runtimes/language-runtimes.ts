import type { Rule } from "../rule.ts";

/** JVM, Node.js, Python, Go, .NET, PHP, Ruby, Rust, GPU: failures of the runtime itself. */
export const languageRuntimesRules: readonly Rule[] = [
  {
    name: "jvm-metaspace",
    component: "jvm",
    words: ["outofmemoryerror"],
    pattern: /\boutofmemoryerror: (?:metaspace|compressed class space|permgen space)\b/i,
    severity: "P1",
    cause: "the JVM has no Metaspace memory left for classes",
    action:
      "Raise -XX:MaxMetaspaceSize; a steady growth over redeploys is a class loader leak: restart, then take a heap dump.",
    confidence: 92,
  },
  {
    name: "jvm-native-memory",
    component: "jvm",
    words: ["environment", "outofmemoryerror", "reserve"],
    pattern:
      /\boutofmemoryerror: (?:unable to create (?:new )?native thread|direct buffer memory|requested array size|map failed|out of swap space)\b|\bthere is insufficient memory for the java runtime environment\b|\bcannot reserve \d{1,15} bytes of direct buffer memory\b/i,
    severity: "P1",
    cause: "the JVM cannot get memory outside its heap: threads, direct buffers or mappings",
    action: "Count threads (jstack), ulimit -u and pids.max; bound direct memory, leave room beside -Xmx.",
    confidence: 90,
  },
  {
    name: "node-heap-exhausted",
    component: "node",
    words: ["heap"],
    pattern:
      /\bjavascript heap out of memory\b|\breached heap limit\b|\bineffective mark-compacts near heap limit\b/i,
    severity: "P1",
    cause: "Node.js ran out of heap memory and aborted",
    action: "Take heap snapshots to find what grows; set --max-old-space-size below the container's limit.",
    confidence: 92,
    certain: true,
  },
  {
    name: "node-unhandled-rejection",
    component: "node",
    words: ["rejection", "triggeruncaughtexception", "unhandled", "unhandledpromiserejection"],
    pattern: /\bunhandled ?promise ?rejection\b|\btriggeruncaughtexception\b|\bunhandled 'error' event\b/i,
    severity: "P2",
    cause: "a Node.js promise rejection or error event was unhandled, which ends the process",
    action:
      "Read the error and stack beside it; await or catch that call; see that the process was restarted.",
    confidence: 90,
  },
  {
    name: "node-module-missing",
    component: "node",
    words: ["compiled", "err_dlopen_failed", "err_module_not_found", "err_require_esm", "module", "package"],
    pattern:
      /\bcannot find (?:module|package) '|\berr_module_not_found\b|\berr_require_esm\b|\bwas compiled against a different node\.js version\b|\berr_dlopen_failed\b/i,
    severity: "P2",
    cause: "a Node.js module is missing or built for another version, so the program does not start",
    action: "Run `npm ci` in the image, check the path and the Node version; rebuild native modules.",
    confidence: 88,
  },
  {
    name: "python-module-missing",
    component: "python",
    words: ["importerror", "module", "modulenotfounderror", "shared"],
    pattern:
      /\bmodulenotfounderror\b|\bimporterror: (?:cannot import|no module|lib)|\bno module named '?\S{1,80}|\bcannot open shared object file\b/i,
    severity: "P2",
    cause: "a Python module or shared library is missing (import failed), so the program does not start",
    action: "Install it in the image (requirements, virtual environment), compare names and versions.",
    confidence: 90,
  },
  {
    name: "python-out-of-memory",
    component: "python",
    words: ["memoryerror"],
    pattern: /\bmemoryerror\b/i,
    severity: "P2",
    cause: "a Python program ran out of memory",
    action: "Look at what it loads at once; read in chunks, lower concurrency, or raise the limit.",
    confidence: 88,
  },
  {
    name: "jvm-direct-memory",
    component: "jvm",
    words: ["direct", "outofdirectmemoryerror"],
    pattern:
      /\boutofdirectmemoryerror\b|\bcannot reserve \d{1,15} bytes of direct buffer memory\b|\boutofmemoryerror: direct buffer memory\b/i,
    severity: "P2",
    cause:
      "the Java (JVM) program's direct buffer memory outside the heap is used up, so network reads and writes fail",
    action:
      "Look for buffers never released (Netty leak detection), compare -XX:MaxDirectMemorySize with the number of connections, and restart the instance.",
    confidence: 88,
  },
];
