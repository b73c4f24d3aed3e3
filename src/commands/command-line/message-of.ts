/**
 * What a line says, without what the table shows elsewhere or nobody reads there: its time, level and service.
 */

const preambles: readonly RegExp[] = [
  /** A file name or label before the time, as `grep` and OpenStack put it there. */
  /^\S{1,80} (?=\d{4}-\d\d-\d\d[T ]\d\d:\d\d)/,
  /** BlueGene: label, epoch, date, node, time, node. */
  /^\S+ \d{10} \d{4}\.\d\d\.\d\d \S+ [\d-]{10}-[\d.]{15} \S+\s+/,
  /** The process id of Python's and Java's loggers. */
  /^\d{1,7} (?=(?:DEBUG|INFO|WARN|WARNING|ERROR|CRITICAL|FATAL) )/,
  /** `2026-03-10T09:20:00.000Z`, `2026-03-10 09:20:00,000 UTC`, `[10/Mar/2026:09:20:00 +0000]`, `17/06/09 20:10:40`. */
  /^\[?[\d./-]{6,10}[T _]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)\b)?\]?,?\s+/,
  /^\[\d\d\/[A-Za-z]{3}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\]\s+/,
  /** `Mar 10 09:20:00 host`, `[Sun Dec 04 04:47:44 2005]`. */
  /^[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d(?:\.\d+)? [\w.-]+ /,
  /^\[[A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} [\d:.]+ \d{4}\]\s+/,
  /** `081109 203615 143`. */
  /^\d{6} \d{6}(?: \d+)?\s+/,
  /** The client and the identities of an access log. */
  /^[\da-fA-F.:]{7,39} \S+ \S+ (?=\[)/,
  /^(?:time|ts|timestamp|level|severity|service|app)=(?:"[^"]*"|\S*)\s+/i,
  /^[[<(]?(?:trace|debug|info|notice|warn|warning|error|err|severe|fatal|crit|critical|panic)[\])>]?:?\s+(?=\S)/i,
  /** `[orders-api]`, `[4121]`. */
  /^\[[\w.-]{1,40}\]:?\s+/,
];

/**
 * @param service who wrote the line, when that is known: its tag is left out too
 * @returns the whole line when nothing would be left of it
 */
export function messageOf(line: string, service = ""): string {
  const structured = messageOfJson(line);
  if (structured !== undefined) return structured;
  const rest = withoutPreamble(line);
  const tagged = service !== "" && rest.startsWith(service) ? rest.replace(/^[^\s:]{1,80}:\s+/, "") : rest;
  return tagged.trim() === "" ? line : tagged;
}

/** Messages that differ in tokens with digits only have one shape. */
export function shapeOf(message: string): string {
  return message.replace(/\S*\d\S*/g, "<*>");
}

function withoutPreamble(line: string): string {
  let rest = line.trimStart();
  for (let found = true; found; ) {
    found = false;
    for (const preamble of preambles) {
      const shorter = rest.replace(preamble, "");
      if (shorter === rest) continue;
      rest = shorter;
      found = true;
    }
  }
  return rest;
}

const dull = new Set([
  "time",
  "ts",
  "timestamp",
  "@timestamp",
  "level",
  "severity",
  "service",
  "app",
  "logger",
  "host",
]);

/** `{"level":"error","message":"no route"}` says `no route`; without a message it says its other values. */
function messageOfJson(line: string): string | undefined {
  if (!line.startsWith("{") || line.length > 20_000) return undefined;
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof record !== "object" || record === null) return undefined;
  const entries = Object.entries(record);
  const message = entries.find(([key]) => key === "message" || key === "msg")?.[1];
  if (typeof message === "string" && message !== "") return message;
  const telling = entries.filter(([key, value]) => !dull.has(key.toLowerCase()) && typeof value !== "object");
  return telling.length === 0 ? undefined : telling.map(([key, value]) => `${key}=${value}`).join(" ");
}
