import type { RuleExamples } from "./rule-examples.ts";

export const runtimeExamples: Readonly<Record<string, RuleExamples>> = {
  "jvm-out-of-memory": {
    decides: "java.lang.OutOfMemoryError: Java heap space",
    leavesAlone: ["java options: -XX:+ExitOnOutOfMemoryError=true"],
  },
  "gc-overhead": {
    decides: "search-2: long GC, 9.1s",
    leavesAlone: ["jvm: GC pause (young) 0.012s"],
  },
  "stack-overflow": {
    decides: "render: RangeError: Maximum call stack size exceeded",
  },
  "go-panic": {
    decides: "http: panic serving 192.0.2.7:41002: boom",
    leavesAlone: ["kernel: sysctl kernel.panic = 10"],
  },
  "jvm-native-crash": {
    decides: "# A fatal error has been detected by the Java Runtime Environment: SIGBUS (0x7) at pc=0x00007f",
  },
  "class-not-found": {
    decides: "java.lang.ClassNotFoundException: com.example.shop.TaxService",
  },
  "null-pointer": {
    decides: "java.lang.NullPointerException at com.example.shop.Cart.total(Cart.java:88)",
  },
  "js-type-error": {
    decides: "web: TypeError: Cannot read properties of undefined (reading 'price')",
  },
  "unhandled-exception": {
    decides: "node[31]: Uncaught exception: upstream closed early",
    leavesAlone: ["boot: uncaught exception handler installed"],
  },
  "assertion-failed": {
    decides: "storaged: Assertion `len <= cap' failed at ring.c:212",
  },
  "exception-in-thread": {
    decides: 'Exception in thread "mail-3" com.example.mail.SendError: relay closed the session',
  },
  "python-traceback": {
    decides: "Traceback (most recent call last):",
    leavesAlone: ["debug: traceback limit is 10"],
  },
  "caused-by": {
    decides: "Caused by: com.example.ledger.LedgerException: period 2031-02 is closed",
    leavesAlone: ["report: delay caused by maintenance, as planned"],
  },
  "runtime-exception": {
    decides: "java.lang.IllegalStateException: stream has already been closed",
  },
};
