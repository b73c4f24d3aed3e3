import type { Rule } from "./rule.ts";

/** Failures that language runtimes report. */
export const runtimeRules: readonly Rule[] = [
  {
    name: "jvm-out-of-memory",
    component: "runtime",
    words: ["outofmemoryerror", "heap"],
    pattern:
      /\boutofmemoryerror\b(?!=)|\bjava heap space\b|\bjavascript heap out of memory\b|\breached heap limit\b/i,
    severity: "P1",
    cause: "the program's heap memory is used up, so it fails or stops",
    action:
      "Restart the instance if it no longer serves, keeping the heap dump. Compare heap use with its limit and with the last release, and look for a large request or an unbounded cache.",
    confidence: 94,
  },
  {
    name: "gc-overhead",
    component: "runtime",
    words: ["gc", "garbage", "jvm"],
    pattern:
      /\bgc overhead limit exceeded\b|\bgc\b.{0,40}\boverhead, spent\b|\b(?:long|excessive) (?:gc|garbage collection)(?: pause)?\b|\bdetected pause in jvm or host machine\b|\bgc pause\b.{0,20}(?<![\d.])[1-9]\d{0,3}(?:\.\d{1,3})? ?s(?:ec)?\b/i,
    severity: "P2",
    cause: "the runtime spends most of its time collecting garbage and stalls the program",
    action:
      "Run jstat -gcutil on the process and see whether the old generation stays full. Take a heap dump, then restart or give it more heap while you look for what is kept.",
    confidence: 88,
  },
  {
    name: "stack-overflow",
    component: "runtime",
    words: ["stackoverflowerror", "recursionerror", "recursion", "stack"],
    pattern:
      /\bstackoverflowerror\b|\brecursionerror\b|\bmaximum (?:call stack size|recursion depth) exceeded\b.{0,20}|\bgoroutine stack exceeds\b|\bstack overflow\b(?! (?:check|protection|guard))|\bstack size exceeded\b/i,
    severity: "P3",
    cause: "a function called itself too deeply and the request failed",
    action:
      "Find the repeating frames in the stack and the input that led to them. Compare with the last release and limit the depth, or reject such input.",
    confidence: 88,
  },
  {
    name: "go-panic",
    component: "runtime",
    words: ["panic", "panicked"],
    pattern:
      /\bpanic: (?:runtime error|assignment to entry|interface conversion|send on closed|close of|sync:|reflect:|\S)|\bthread '[^']{1,60}' panicked at\b|\bgoroutine panic\b|\bhttp: panic serving\b|\bpanic recovered\b/i,
    severity: "P2",
    cause:
      "a program (Go, Rust) panicked: it hit a state its authors ruled out and crashed, or stopped that work",
    action:
      "Read the first frame of your own code below the panic. Check whether the process restarted and how often, and roll back if it began with a release.",
    confidence: 90,
    certain: true,
  },
  {
    name: "jvm-native-crash",
    component: "runtime",
    words: ["fatal", "problematic", "jvm", "exception_access_violation"],
    pattern:
      /\ba fatal error has been detected by the java runtime\b|\bproblematic frame\b|\bfatal (?:python|runtime) error\b|\bexception_access_violation\b|\bjvm (?:has )?(?:crashed|terminated unexpectedly)\b/i,
    severity: "P1",
    cause: "the Java virtual machine (JVM) or another runtime crashed in native code",
    action:
      "Keep the hs_err or core file and read its problematic frame. Compare the runtime and native library versions with the last good ones, and check that the service is back.",
    confidence: 90,
    certain: true,
  },
  {
    name: "class-not-found",
    component: "runtime",
    words: [
      "classnotfoundexception",
      "noclassdeffounderror",
      "nosuchmethoderror",
      "modulenotfounderror",
      "importerror",
      "module",
      "err_module_not_found",
      "abstractmethoderror",
      "shared",
      "unsupportedclassversionerror",
      "nosuchfielderror",
      "incompatibleclasschangeerror",
      "bootstrapmethoderror",
    ],
    pattern:
      /\b(?:classnotfoundexception|noclassdeffounderror|nosuchmethoderror|abstractmethoderror|unsupportedclassversionerror|modulenotfounderror|importerror|err_module_not_found)\b|\bcannot find module '|\berror while loading shared libraries\b|\bno module named\b|\b(?:nosuchfielderror|incompatibleclasschangeerror|bootstrapmethoderror)\b/i,
    severity: "P2",
    cause: "a class or module that the program needs is missing or of another version",
    action:
      "Compare the deployed package, image or class path with the last good release. Look for a dependency that was dropped or is there twice, and roll back if users are hit.",
    confidence: 88,
  },
  {
    name: "null-pointer",
    component: "runtime",
    words: ["nullpointerexception", "nullreferenceexception", "null", "nil", "nonetype"],
    pattern:
      /\bnullpointerexception\b|\bnullreferenceexception\b|\bnull pointer (?:dereference|exception|access)\b|\bnil pointer dereference\b|\bobject reference not set\b.{0,40}\bnull\b|'nonetype' object\b/i,
    severity: "P3",
    cause: "the code used a value that was not there (null pointer), so this operation failed",
    action:
      "Read the first frame of your own code and find which value was missing. Count how many requests fail, and compare with the last release or a change in the input.",
    confidence: 86,
  },
  {
    name: "js-type-error",
    component: "runtime",
    words: ["typeerror", "referenceerror", "undefined", "read"],
    pattern:
      /\b(?:typeerror|referenceerror): |\bcannot read propert(?:y|ies) (?:\S{1,40} )?of (?:undefined|null)\b.{0,10}|\bundefined (?:is not a function|method|variable|index|local variable)\b|\bundefined reference to\b/i,
    severity: "P3",
    cause: "the code used a value of the wrong kind, so this operation failed",
    action:
      "Find the first frame of your own code and the value that was undefined. Count how many users are hit, and compare with the last release or a change of the data behind it.",
    confidence: 84,
  },
  {
    name: "unhandled-exception",
    component: "runtime",
    words: [
      "unhandled",
      "uncaught",
      "unhandledrejection",
      "uncaughtexception",
      "unhandledpromiserejectionwarning",
      "terminate",
      "unhandledpromiserejection",
      "unhandledrejectionwarning",
    ],
    pattern:
      /\b(?:unhandled|uncaught)\b.{0,30}\b(?:exception|rejection|error|promise)\b(?! (?:handler|hook) |" (?:err|logger)=)|\bunhandled(?:promise)?rejection(?:warning)?\b|\buncaughtexception\b|\bterminate called after throwing\b/i,
    severity: "P2",
    cause: "an error or exception was unhandled (caught nowhere), which can end the process",
    action:
      "Read the first frame of your own code. Check whether the process ended and was restarted, how often it happens, and whether it began with a release.",
    confidence: 87,
  },
  {
    name: "assertion-failed",
    component: "runtime",
    words: ["assertion", "assertionerror", "invariant"],
    pattern:
      /(?<!\b(?:0|no) )\bassertion\b.{0,60}\bfailed\b|\bassertionerror\b|\binvariant (?:violation|violated|failed)\b/i,
    severity: "P2",
    cause: "the program found itself in a state that should not occur",
    action:
      "Note the condition and the place it names and look for the input that led there. Check whether the process restarted, and compare with the last release.",
    confidence: 84,
  },
  {
    name: "exception-in-thread",
    component: "runtime",
    words: ["exception"],
    pattern:
      /\bexception in thread\b|\bexception (?:was )?(?:thrown|raised|occurred)\b.{0,20}\b(?:in|by|while|during|at)\b|\b(?:an|unexpected) exception (?:has )?occurred\b|\bcaught (?:an )?(?:unexpected )?exception\b/i,
    severity: "P3",
    cause: "a thread failed with an error that nothing handled",
    action:
      "Read the exception and the first frame of your own code. See whether the thread was replaced or its work now stands still, and compare with the last release.",
    confidence: 80,
  },
  {
    name: "python-traceback",
    component: "runtime",
    words: ["traceback"],
    pattern: /\btraceback \(most recent call last\)/i,
    severity: "P3",
    cause: "a Python program failed with an error, and its call stack follows",
    action:
      "Read the last line of the traceback, which names the error, and the last frame of your own code. Check whether the process ended and whether it repeats.",
    confidence: 80,
  },
  {
    name: "caused-by",
    component: "runtime",
    words: ["caused"],
    pattern: /^\s{0,8}caused by: (?:\S{0,120}(?:exception|error)\b|\S)/im,
    severity: "P3",
    cause: "a deeper error made the operation above it fail",
    action:
      "Follow the chain to its last entry, which is the first failure in time. Look there for the host, file or value that it names.",
    confidence: 72,
  },
  {
    name: "runtime-exception",
    component: "runtime",
    words: [
      "illegalstateexception",
      "illegalargumentexception",
      "indexoutofboundsexception",
      "arrayindexoutofboundsexception",
      "classcastexception",
      "concurrentmodificationexception",
      "numberformatexception",
      "runtimeexception",
      "keyerror",
      "valueerror",
      "attributeerror",
      "indexerror",
      "runtimeerror",
      "zerodivisionerror",
      "invalidoperationexception",
      "unsupportedoperationexception",
    ],
    pattern:
      /\b(?:illegalstate|illegalargument|(?:array)?indexoutofbounds|classcast|concurrentmodification|numberformat|runtime|invalidoperation|unsupportedoperation)exception\b|\b(?:key|value|attribute|index|runtime|zerodivision)error: /i,
    severity: "P3",
    cause: "the code met a value or state it cannot handle, so this operation failed",
    action:
      "Read the message and the first frame of your own code to find the value. Count how many requests fail, and compare with the last release or a change in the input.",
    confidence: 80,
  },
];
