/**
 * The time at which a log line says it was written, as Splunk would put it into `_time`. A time without a zone
 * is read as UTC: the same file must give the same triage on every laptop.
 */

/** Seconds since 1970; undefined when the line does not begin with a time that is understood. */
export type LineClock = (line: string) => number | undefined;

/** Formats are looked for in this many characters at the start of a line; JSON keys in `jsonReach`. */
const reach = 160;
const jsonReach = 2000;

type Format = (line: string, year: number) => number | undefined;

const monthNumbers: Readonly<Record<string, number>> = Object.fromEntries(
  ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].map((name, at) => [
    name,
    at + 1,
  ]),
);

const iso =
  /(?:^|[\s[(<>="'|])(\d{4})([-/.])(\d\d)\2(\d\d)[T _](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d\d:?\d\d\b)?/i;
const blueGene = /(?:^|\s)(\d{4})-(\d\d)-(\d\d)-(\d\d)\.(\d\d)\.(\d\d)\.(\d{1,6})\b/;
const apacheAccess = /\[(\d\d)\/([a-z]{3})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d{4})\]/i;
const apacheError = /^\[?(?:[a-z]{3}) ([a-z]{3}) +(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))? (\d{4})\b/i;
const syslog = /^(?:<\d{1,3}>)?([a-z]{3}) +(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\b/i;
const shortYear = /^\[?(\d\d)\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\b/;
const compact = /^(\d\d)(\d\d)(\d\d) (\d\d)(\d\d)(\d\d)\b/;
const kubernetes = /^[IWEF](\d\d)(\d\d) (\d\d):(\d\d):(\d\d)\.(\d{1,9})\b/;
const epoch = /^[[({]?(?:- )?(\d{10}(?:\d{3}|\d{6}|\d{9})?(?:\.\d{1,9})?)(?![\w.])/;
const jsonKey =
  /"(?:@timestamp|timestamp|time|ts)"\s*:\s*(?:"([^"]{1,60})"|(\d{10,19}(?:\.\d{1,9})?)(?![\w.]))/i;
const logfmtKey = /^(?:time|ts|timestamp)=(?:"([^"]{1,60})"|(\S{1,60}))/i;

/** Ordered: what could be mistaken for another format comes after it. */
const formats: readonly Format[] = [
  (line) => {
    const match = iso.exec(line);
    return match === null
      ? undefined
      : seconds([match[1], match[3], match[4], match[5], match[6], match[7]], match[8], match[9]);
  },
  (line) => {
    const match = blueGene.exec(line);
    return match === null ? undefined : seconds(match.slice(1, 7), match[7]);
  },
  (line) => {
    const match = apacheAccess.exec(line);
    if (match === null) return undefined;
    return seconds(
      [match[3], monthNumber(match[2]), match[1], match[4], match[5], match[6]],
      undefined,
      match[7],
    );
  },
  (line) => {
    const match = apacheError.exec(line);
    if (match === null) return undefined;
    return seconds([match[7], monthNumber(match[1]), match[2], match[3], match[4], match[5]], match[6]);
  },
  (line, year) => {
    const match = syslog.exec(line);
    if (match === null) return undefined;
    return seconds([year, monthNumber(match[1]), match[2], match[3], match[4], match[5]], match[6]);
  },
  (line) => {
    const match = shortYear.exec(line);
    return match === null ? undefined : seconds([century(match[1]), ...match.slice(2, 7)], match[7]);
  },
  (line) => {
    const match = compact.exec(line);
    return match === null ? undefined : seconds([century(match[1]), ...match.slice(2, 7)]);
  },
  (line, year) => {
    const match = kubernetes.exec(line);
    return match === null ? undefined : seconds([year, ...match.slice(1, 6)], match[6]);
  },
  (line) => epochSeconds(epoch.exec(line)?.[1]),
];

/**
 * A clock for the lines of one input. It remembers two things of the lines before: the format, which is tried
 * first, and the last year that was written out, which lines without a year (syslog) are in. Before any year
 * was seen it is the year of `now`, or the year before where that would be in the future.
 */
export function lineClock(now: Date): LineClock {
  let likely: Format | undefined;
  let knownYear: number | undefined;

  function read(text: string): number | undefined {
    const year = knownYear ?? now.getUTCFullYear();
    for (const format of likely === undefined ? formats : [likely, ...formats]) {
      const time = format(text, year);
      if (time === undefined) continue;
      likely = format;
      const withoutYear = format === formats[4] || format === formats[7];
      if (!withoutYear) knownYear = new Date(time * 1000).getUTCFullYear();
      const inFuture = withoutYear && knownYear === undefined && time * 1000 > now.getTime() + 86_400_000;
      return inFuture ? (format(text, year - 1) ?? time) : time;
    }
    return undefined;
  }

  return (line) => {
    if (line.startsWith("{")) {
      const keyed = jsonKey.exec(line.slice(0, jsonReach));
      if (keyed !== null) return keyed[2] === undefined ? read(keyed[1] as string) : epochSeconds(keyed[2]);
    }
    const start = line.slice(0, reach);
    const keyed = logfmtKey.exec(start);
    return keyed === null ? read(start) : read((keyed[1] ?? keyed[2]) as string);
  };
}

/** Undefined when a part is out of its range, so that `99/99/99 99:99:99` is no time. */
function seconds(
  parts: readonly (string | number | undefined)[],
  fraction?: string | undefined,
  zone?: string | undefined,
): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  const dateFits = year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  if (!dateFits || hour > 23 || minute > 59 || second > 60) return undefined;
  const whole = Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - zoneSeconds(zone);
  return fraction === undefined ? whole : whole + Number(`0.${fraction.slice(0, 6)}`);
}

/** `+02:00`, `-0530`, `Z`. */
function zoneSeconds(zone: string | undefined): number {
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? "");
  if (match === null) return 0;
  return (match[1] === "-" ? -60 : 60) * (Number(match[2]) * 60 + Number(match[3]));
}

/** Seconds, milliseconds, microseconds and nanoseconds are told apart by their size. */
function epochSeconds(digits: string | undefined): number | undefined {
  if (digits === undefined) return undefined;
  const wholeDigits = digits.split(".")[0]?.length ?? 0;
  const value = Number(digits) / 10 ** (wholeDigits - 10);
  // 10-digit numbers that are no time, such as identifiers, are mostly outside 1990 to 2100.
  return [10, 13, 16, 19].includes(wholeDigits) && value > 631_152_000 && value < 4_102_444_800
    ? value
    : undefined;
}

function monthNumber(name: string | undefined): number {
  return monthNumbers[(name ?? "").toLowerCase()] ?? 0;
}

/** As POSIX does: 69 to 99 are of the twentieth century. */
function century(twoDigits: string | undefined): number {
  const year = Number(twoDigits);
  return year < 69 ? 2000 + year : 1900 + year;
}
