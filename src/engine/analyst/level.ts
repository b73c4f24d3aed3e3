export type Level = "fatal" | "error" | "warning" | "info" | "debug" | "none";

/** Levels stand near the beginning; further on, the same words are prose. */
const headLength = 160;

const levelByWord = new Map<string, Level>(
  (
    [
      ["fatal", ["fatal", "emerg", "emergency", "panic", "alert", "crit", "critical"]],
      ["error", ["error", "err", "severe"]],
      ["warning", ["warning", "warn"]],
      ["info", ["info", "information", "notice", "log", "informational"]],
      ["debug", ["debug", "trace", "verbose", "fine", "finer", "finest"]],
    ] as const
  ).flatMap(([level, words]) => words.map((word) => [word, level] as const)),
);

const words =
  "FATAL|EMERG(?:ENCY)?|PANIC|ALERT|CRIT(?:ICAL)?|ERR(?:OR)?|SEVERE|WARN(?:ING)?|INFO|NOTICE|DEBUG|TRACE";
/** `level=error`, `"severity": "ERROR"`, and the numbers of pino and bunyan (10 to 60). */
const keyed =
  /(?:^|[\s,{["'])(?:log\.?)?(?:level|severity|lvl|loglevel|priority|levelname)["']?\s*[=:]\s*["']?([a-z]+|\d0\b)/i;
const upperCase = new RegExp(`(?:^|[^\\w/.-])(${words})(?![\\w./-]*\\w)`);
/** `[error]`, `[core:error]`, `<warn>`, `error:` at the start or behind a colon or bracket. */
const marked = new RegExp(`[[<(](?:[a-z_]+:)?(${words})[\\]>)]|(?:^|[\\]:|]\\s{1,3})(${words})\\s?:`, "i");
const glog = /^([IWEF])\d{4} \d\d:\d\d:\d\d/;
const syslogPriority = /^<(\d{1,3})>/;
const glogLevels: Record<string, Level> = { I: "info", W: "warning", E: "error", F: "fatal" };

/** The level that a line was logged at, in any of the common notations; `none` when it says none. */
export function levelOf(text: string): Level {
  const head = text.length > headLength ? text.slice(0, headLength) : text;
  const byLetter = glog.exec(head)?.[1];
  if (byLetter !== undefined) return glogLevels[byLetter] as Level;
  const structured = keyed.exec(text.length > 2_000 ? text.slice(0, 2_000) : text)?.[1];
  const byKey = structured === undefined ? undefined : levelOfValue(structured.toLowerCase());
  if (byKey !== undefined) return byKey;
  const mark = upperCase.exec(head)?.[1] ?? firstGroup(marked.exec(head));
  const byWord = mark === undefined ? undefined : levelByWord.get(mark.toLowerCase());
  if (byWord !== undefined) return byWord;
  const priority = syslogPriority.exec(head)?.[1];
  return priority === undefined ? "none" : levelOfSyslog(Number(priority) % 8);
}

function levelOfValue(value: string): Level | undefined {
  if (!/^\d/.test(value)) return levelByWord.get(value);
  const number = Number(value);
  if (number >= 60) return "fatal";
  if (number >= 50) return "error";
  if (number >= 40) return "warning";
  return number >= 30 ? "info" : "debug";
}

/** RFC 5424, section 6.2.1. */
function levelOfSyslog(severity: number): Level {
  if (severity <= 2) return "fatal";
  if (severity === 3) return "error";
  if (severity === 4) return "warning";
  return severity <= 6 ? "info" : "debug";
}

function firstGroup(match: RegExpExecArray | null): string | undefined {
  return match?.[1] ?? match?.[2];
}
