/** What the first line of an event says of the lines that may stand below it. */
export type Shape = "line" | "python" | "raised" | "go" | "node" | "rust" | "report" | "object" | "list";

/** A time, or what a logger begins its lines with: such a line begins an event, however it is indented. */
const logHead =
  /^[\s[(<"']{0,40}(?:\d{4}[-/.]\d\d[-/.]\d\d|\d{1,2}[-/.](?:\d\d|[A-Z][a-z]{2})[-/.]\d{2,4}[ :T]|\d\d:\d\d:\d\d|[A-Z][a-z]{2} [ \d]?\d(?: \d\d:\d\d|, \d{4} )|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2}|\d{10}(?:\.\d{1,9}|\d{3})?\b|[IWEF]\d{4} \d\d:\d\d:)/;

/** Lines without indentation that stand below another and nowhere else. */
const below =
  /^(?:Caused by: |Suppressed: |Wrapped by: |\.\.\. \d{1,6} (?:more|common)|-{3,}(?:> | End of )|During handling of the above exception|The above exception was the direct cause|Stack ?trace:|\[stacktrace\]|Next [\w\\]{1,200}(?:Exception|Error)|\[signal |\[originating from |created by |stack backtrace:|note: (?:run with|Some details|the panic )|\*\* (?:Last message|When Server state|Reason for termination|State|\(\w)|"?[}\])]{1,20}[,;]?\s{0,4}$)/;

/** `java.lang.NumberFormatException: For input string`, `App\Payment\DeclinedException`. */
const qualifiedException =
  /^(?:[A-Za-z_$][\w$]{0,100}[.\\/]){1,12}[A-Z][\w$]{0,100}(?:Exception|Error|Throwable|Failure|Fault|Interrupt|Exit|Timeout)(?:: |:?\s{0,4}$| \()/;

const pythonTrace = /^(?:\s*\+ Exception Group )?Traceback \(most recent call last\):/;
const goTrace = /^(?:goroutine \d{1,12} \[|panic: |fatal error: |SIG[A-Z]{2,6}: )/;
const shapes: readonly (readonly [Shape, RegExp])[] = [
  ["object", /^\s{0,40}\{\s{0,4}$/],
  ["list", /^\s{0,40}\[\s{0,4}$/],
  ["python", pythonTrace],
  ["go", goTrace],
  ["node", /^(?:file:\/\/)?(?:[A-Za-z]:|\/)[^\s:]{1,400}\.(?:[cm]?[jt]sx?):\d{1,7}$/],
  ["rust", /^thread '[^'\n]{1,100}' (?:\(\d{1,12}\) )?panicked at [^\n]{1,400}:\s{0,4}$/],
  ["report", /^=[A-Z]{4,10} REPORT====/],
];
/** The first letters of all shapes. */
const anyShape = /^(?:\s{0,40}[{+[]|Traceback|goroutine|panic|fatal|SIG|file:|[A-Za-z]:|\/|thread '|=[A-Z])/;

/** java.util.logging writes the level and the message below the line with the time. */
const javaUtilHead = /^[A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}:\d\d:\d\d [AP]M \S{1,200} \S{1,100}$/;
const labelFirst = /^[^\s:]{2,20} ?: /;

export function shapeOf(head: string): Shape {
  if (!anyShape.test(head)) return "line";
  return shapes.find(([, pattern]) => pattern.test(head))?.[0] ?? "line";
}

export function beginsLikeALog(line: string): boolean {
  return logHead.test(line);
}

export function standsBelow(line: string): boolean {
  return below.test(line);
}

export function isQualifiedException(line: string): boolean {
  return qualifiedException.test(line);
}

export function isPythonTrace(line: string): boolean {
  return pythonTrace.test(line);
}

export function isGoTrace(line: string): boolean {
  return goTrace.test(line);
}

/** Whether a line has the level and the message of the line with the time above it. */
export function isMessageOf(head: string, line: string): boolean {
  return labelFirst.test(line) && javaUtilHead.test(head);
}

export function isBlank(line: string): boolean {
  return !(line.charCodeAt(0) > 32) && line.trim() === "";
}
