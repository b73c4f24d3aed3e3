/** What a log driver, a viewer or syslog puts before every line, also before those of a stack trace. */
export interface PrefixedLine {
  /** Who writes: lines of other writers may stand between two that belong together. */
  readonly writer: string;
  /** What the program itself wrote. */
  readonly payload: string;
  /** Indentation alone joins lines: not behind syslog's prefix, where programs indent as they like. */
  readonly joinsIndented: boolean;
  /** The runtime cut a long line, and the next one goes on with it. */
  readonly isPartial?: boolean;
  /** Writes the event as the log driver would have, had it been one line. */
  readonly wrap?: (payload: string) => string;
}

const compose =
  /^([a-z\d][a-z\d._-]{0,60}?(?:[-_]\d{1,3} {1,40}| {2,40})\| |\d{1,3}\|[a-z][\w.-]{0,60} {1,40}\| )/;
const kubectl = /^(\[pod\/[a-z\d.-]{1,253}\/[a-z\d-]{1,63}\] )/;
const cri = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}(?:Z|[+-]\d\d:\d\d) (stdout|stderr) ([FP]) /;
const syslog =
  /^(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,6})?|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)) (\S{1,255} [^\s:[\]]{1,120}(?:\[\d{1,10}\])?): ?/;
const docker = /^\{"(?:log|stream|time)":/;

const openBracket = 91;
const openBrace = 123;
const lessThan = 60;
/** Characters in which Compose's bar stands. */
const longestName = 110;

/** Takes the prefix off a line; undefined for a line without one. */
export function prefixedLine(line: string): PrefixedLine | undefined {
  const first = line.charCodeAt(0);
  if (first <= 32) return undefined;
  if (first === openBracket) return behind(kubectl.exec(line), line, true);
  if (first === openBrace) return docker.test(line) ? dockerLine(line) : undefined;
  // A time has its blank or its T at one of two places, and a name or number stands near its bar.
  if (line[3] === " " || line[10] === "T" || first === lessThan) {
    const found = criLine(line) ?? behind(syslog.exec(line), line, false);
    if (found !== undefined) return found;
  }
  return line.lastIndexOf("| ", longestName) > 0 ? behind(compose.exec(line), line, true) : undefined;
}

function behind(
  match: RegExpExecArray | null,
  line: string,
  joinsIndented: boolean,
): PrefixedLine | undefined {
  if (match === null) return undefined;
  return { writer: match[1] as string, payload: line.slice(match[0].length), joinsIndented };
}

function criLine(line: string): PrefixedLine | undefined {
  const match = cri.exec(line);
  if (match === null) return undefined;
  const [prefix, writer = "", tag] = match;
  return {
    ...{ writer, payload: line.slice(prefix.length), joinsIndented: true, isPartial: tag === "P" },
    wrap: (payload) => `${prefix.slice(0, -2)}F ${payload}`,
  };
}

function dockerLine(line: string): PrefixedLine | undefined {
  const fields = objectOf(line);
  const log = fields?.log;
  if (fields === undefined || typeof log !== "string") return undefined;
  const isPartial = !log.endsWith("\n");
  return {
    writer: `docker ${String(fields.stream ?? "")}`,
    payload: isPartial ? log : log.slice(0, -1),
    joinsIndented: true,
    wrap: (payload) => JSON.stringify({ ...fields, log: `${payload}\n` }),
  };
}

function objectOf(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
