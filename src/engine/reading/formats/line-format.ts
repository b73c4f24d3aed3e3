/** How a kind of program begins its lines. What stands behind the match is the message. */
export interface LineFormat {
  /** As the documents name it. */
  readonly name: string;
  /** The class of characters that it may begin with: the cheapest sign that a line is not of it. */
  readonly begins: string;
  /**
   * From the start of the line. Its groups are some of `host`, `service`, `process` and `logger`; where the format is
   * written in several ways, those of the second have a 2 behind their names, and so on.
   */
  readonly pattern: RegExp;
  /** A collector wrote it in front of a program's own line, whose format is looked for behind it. */
  readonly wraps?: true;
  /** Its lines consist of fields. */
  readonly hasFields?: true;
  /** Its head says all that the line says about who wrote it: what looks like a name behind it is of a request. */
  readonly isWhole?: true;
}

// Parts of patterns. Each is bounded, so that a line costs no more than its beginning.
export const clock = "\\d{1,2}:\\d\\d:\\d\\d(?:[.,:]\\d{1,9})?";
export const zone = "(?: ?(?:Z|UTC|GMT|[+-]\\d\\d:?\\d\\d|(?!INFO|WARN)[A-Z]{3,4}(?=[ \\]|])))?";
export const date = "\\d{4}[-/.]\\d\\d[-/.]\\d\\d";
export const isoTime = `${date}[T _]${clock}${zone}`;
/** In the names of months, those of other languages than English too. */
const monthName = "[A-Z\\u00c0-\\u024f][a-z\\u00c0-\\u024f]{2,3}\\.?";
/** `Mar  2 10:00:01`, also with the year or the day of the week, as system loggers write it. */
export const syslogTime = `(?:${monthName} {1,2}\\d{1,2} (?:\\d{4} )?${clock}(?: [A-Z]{3,4}(?=:))?|${date}T${clock}${zone}|[A-Z][a-z]{2} ${date} ${clock}${zone})`;
/** `Mon Mar 02 10:00:01.123456 2026`. */
export const longTime = `[A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\\d{1,2} ${clock}(?: [A-Z]{3,4})? \\d{4}`;

const levels =
  "TRACE DEBUG INFO NOTICE WARN WARNING ERROR ERR SEVERE CRITICAL CRIT ALERT EMERG FATAL PANIC FINE FINER FINEST CONFIG LOG STATEMENT DETAIL HINT VERBOSE SUCCESS";
const shortLevels = "FTL WRN INF DBG VRB ERRO DEBU FATA PANI TRAC TRC CRT EROR LVL";
const alternatives = (words: string): string => words.split(" ").join("|");

export const levelWord = `(?:${alternatives(levels)})\\b`;
export const shortLevel = `(?:${alternatives(`${levels} ${shortLevels}`)})\\b`;
/** Also in small letters, which in front of a name may be words. */
export const anyLevel = `(?:${alternatives(`${levels} ${levels.toLowerCase()} Fatal Critical Error Warning Warn Information Info Debug Trace Verbose`)})\\b`;

export function starting(pattern: string, flags = ""): RegExp {
  return new RegExp(`^(?:${pattern})`, flags);
}
