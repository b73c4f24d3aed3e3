import type { RuleExamples } from "../rule-examples.ts";

export const languageRuntimesExamples: Readonly<Record<string, RuleExamples>> = {
  "jvm-metaspace": { decides: "java.lang.OutOfMemoryError: Metaspace", leavesAlone: ["Metaspace used 41M"] },
  "jvm-native-memory": {
    decides:
      "java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached",
    leavesAlone: ["direct buffer 4 MB"],
  },
  "node-heap-exhausted": {
    decides: "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
    leavesAlone: ["heap used 41 MB"],
  },
  "node-unhandled-rejection": {
    decides:
      "[UnhandledPromiseRejection: This error originated inside of an async function without a catch block]",
    leavesAlone: ["rejection handled"],
  },
  "node-module-missing": {
    decides: "Error: Cannot find module '/app/dist/server.js'",
    leavesAlone: ["module loaded"],
  },
  "python-module-missing": {
    decides: "ModuleNotFoundError: No module named 'orders'",
    leavesAlone: ["imported orders"],
  },
  "python-out-of-memory": {
    decides: "MemoryError: Unable to allocate 4.00 GiB for an array",
    leavesAlone: ["memory 41 MB"],
  },
  "jvm-direct-memory": {
    decides:
      "io.netty.util.internal.OutOfDirectMemoryError: failed to allocate 16777216 byte(s) of direct memory (used: 1, max: 2)",
    leavesAlone: ["io.netty: maxDirectMemory: 1073741824 bytes (maybe)"],
  },
};
