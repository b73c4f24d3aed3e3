/**
 * The calls of a stack trace, as the runtimes of Java, .NET, Node, Python, Go, Ruby, PHP, Rust, Elixir and native code
 * print them. All patterns are of ASCII and bounded, so that they read texts and byte strings alike.
 */
export interface Frame {
  /** The program's own code, not a library's. */
  readonly isOwn: boolean;
  /** Python prints the innermost call last, the others first. */
  readonly isInnermostLast: boolean;
}

const pythonFrame = /^[\s|]{1,40}File "[^"\n]{1,400}", line \d{1,7}(?:, in \S{1,200})?\s{0,4}$/;
const frameForms: readonly RegExp[] = [
  pythonFrame,
  // Java, with the jar behind it or not
  /^\s{1,40}(?:at [^\s(]{1,400}(?: \[[^\]]{1,60}\])?\([^)]{0,300}\)|\.\.\. \d{1,6} (?:more|common))/,
  // Node and browsers
  /^\s{1,40}at (?:(?:async |new )?[^\s(]{1,200}(?: \[as [^\s\]]{1,100}\])? \((?:[^\n()]{1,400}:\d{1,7}:\d{1,7}|<anonymous>|native|index \d{1,5})\)|(?:async )?[^\s()]{1,400}:\d{1,7}:\d{1,7})\s{0,4}$/,
  // .NET, with its arguments by type and name
  /^\s{1,40}at [^\s(]{1,400}\((?:[^\s,()]{1,200}(?: [^\s,()]{1,60})?(?:, )?){0,40}\)(?: in [^\n]{1,400}:line \d{1,7})?\s{0,4}$/,
  // Ruby
  /^\s{0,40}(?:\d{1,5}: )?(?:from )?[^\s:]{1,400}\.(?:rb|erb|haml|rake):\d{1,7}:in [`'][^'\n]{1,200}'/,
  // PHP
  /^\s{0,8}#\d{1,4} {1,4}(?:[^\s(]{1,400}\(\d{1,7}\)(?:: [^\s(]{1,200}\(|$)|\[internal function\]|\{main\})/,
  // Rust
  /^\s{1,8}(?:\d{1,5}: {1,4}(?:0x[\da-f]{1,16} - )?(?:\S{0,200}::\S{1,300}|\w{0,60}_\w{1,100})|at \S{1,400}:\d{1,7}(?::\d{1,7})?)\s{0,4}$/,
  // gdb, sanitizers and other native code
  /^\s{0,8}#\d{1,4} {1,4}(?:0x[\da-f]{1,16} )?(?:in )?[\w:~<>$.?]{1,300} ?\(/,
  // Elixir
  /^\s{1,16}\(\w{1,60}(?: [\d.]{1,20})?\) [^\s:]{1,300}:\d{1,7}: /,
];

const goPlace = /^\s{1,8}(?:[A-Za-z]:)?[^\s:]{1,400}\.(?:go|s|c):\d{1,7}(?: \+0x[\da-f]{1,16})?\s{0,4}$/;
const goFunction =
  /^(?:created by )?(?:[\w.@~-]{1,100}\/){0,12}[\w-]{1,100}(?:\.\(\*?[\w[\].…]{1,100}\))?(?:\.[\w·]{1,100}){1,8}(?:\[[^\]\n]{0,60}\])?(?:\([^\n]{0,400}\)| in goroutine \d{1,12})?\s{0,4}$/;

/** Packages of languages and of widely used libraries, as a frame's function begins with them. */
const foreignPackages = [
  "javax?",
  "jdk",
  "sun",
  "com\\.sun",
  "org\\.(?:springframework|apache|hibernate|eclipse|jboss|postgresql|junit|aspectj|slf4j|glassfish|h2|mariadb)",
  "com\\.(?:zaxxer|mysql|mongodb|fasterxml|google\\.common|netflix|oracle|microsoft)",
  "io\\.(?:netty|grpc|micrometer|lettuce|undertow|vertx|quarkus|micronaut|opentelemetry)",
  "redis\\.clients",
  "okhttp3",
  "okio",
  "feign",
  "reactor",
  "kotlinx?",
  "scala",
  "akka",
  "groovy",
  "clojure",
  "System",
  "Microsoft",
  "Npgsql",
  "Newtonsoft",
  "StackExchange",
  "runtime",
  "net/http",
  "testing",
];
/** Places of languages and of installed packages. */
const foreignPlaces = [
  "node:",
  "node_modules",
  "(?:site|dist)-packages",
  "/lib/python\\d",
  "/usr/(?:local/)?(?:go|lib|share)/",
  "/pkg/mod/",
  "/gems/",
  "/vendor/",
  "/rustc/",
  "\\.cargo/",
  "<(?:frozen|internal:|generated|anonymous)",
  "\\[internal function\\]",
  "\\{main\\}",
  "Unknown Source",
  "Native Method",
  "CGLIB",
  "\\$\\$Lambda",
  "\\$Proxy",
  "MethodAccessor",
  "(?:core|std|alloc|tokio)::",
  "rust_begin_unwind",
  "\\b__?(?:rust|libc|start)",
  "^\\s{0,40}\\.\\.\\. \\d",
];
const foreign = new RegExp(
  `(?:^|[\\s/(])(?:${foreignPackages.join("|")})\\.|^panic\\(|internal/|${foreignPlaces.join("|")}`,
);

/** Most lines that are no frames fail here. */
const mayBeFrame = /^(?:\s|#\d|\||[^\s:]{1,400}\.(?:rb|erb|haml|rake):\d|\d{1,5}: )/;

/** What a line says of a call on the stack; undefined for a line that is no frame. */
export function frameOf(line: string): Frame | undefined {
  if (!mayBeFrame.test(line)) return undefined;
  const form = frameForms.find((pattern) => pattern.test(line));
  return form && { isOwn: !foreign.test(line), isInnermostLast: form === pythonFrame };
}

/** What two lines of Go say, a function and below it its place; undefined for others. */
export function goFrameOf(line: string, next: string | undefined): Frame | undefined {
  if (next === undefined || !goPlace.test(next) || !isGoFunction(line)) return undefined;
  return { isOwn: !foreign.test(line) && !foreign.test(next), isInnermostLast: false };
}

/** Whether a Go function stands alone in a line, as above the line with its place. */
export function isGoFunction(line: string): boolean {
  return goFunction.test(line);
}

/** The number of blanks and tabs before a line. */
export function indentationOf(line: string): number {
  let at = 0;
  while (line.charCodeAt(at) === 32 || line.charCodeAt(at) === 9) at++;
  return at;
}
