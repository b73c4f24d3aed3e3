import { withoutEscapeSequences } from "../../escape-sequences.ts";
import { fieldsOfObject, fieldsOfPairs, type OwnField } from "../own-fields.ts";
import { epochSeconds, type FoundTime, findTime, type TimeContext, timeAt } from "./read-time.ts";

/** Seconds since 1970; undefined when the line has no time that is understood. */
export type LineClock = (line: string) => number | undefined;

/** A time stands in this many characters at the start of a line; the key of an object's in `objectReach`. */
const reach = 160;
const objectReach = 4_000;

/** Keys of a structured line whose value is its time, the surest first. */
const timeKeys = [
  ...[
    "@timestamp",
    "timestamp",
    "time",
    "ts",
    "@t",
    "t",
    "_time",
    "asctime",
    "datetime",
    "ibm_datetime",
    "date",
  ],
  ...["eventtime", "event_time", "log_time", "logtime", "log_timestamp", "timegenerated", "time_generated"],
  ...["timestampms", "timestamp_ms", "timemillis", "timeunixnano", "observedtimeunixnano", "instant"],
  ...[
    "_source_realtime_timestamp",
    "__realtime_timestamp",
    "time_unix_nano",
    "time_iso8601",
    "time_local",
    "@time",
  ],
  ...["event_timestamp", "eventtimestamp", "timecreated", "creationtime", "requestreceivedtimestamp"],
  ...[
    "stagetimestamp",
    "receivetimestamp",
    "lasttimestamp",
    "firsttimestamp",
    "created_at",
    "createdat",
    "createddatetime",
    "start_time",
    "starttime",
    "requesttime",
    "syslog_timestamp",
    "record_timestamp",
    "message_timestamp",
    "edgestarttimestamp",
    "start_timestamp",
  ],
];
const rankOfKey = new Map(timeKeys.map((key, rank) => [key, rank]));

/**
 * A clock for the lines of one input. A time without a zone is read as UTC: the same file must give the same triage on
 * every laptop. The clock remembers of the lines before: the format and where it stood, which are tried first, the last
 * year that was written out, and whether the day is written before the month.
 *
 * @param now dates without a year are the last ones that are not ahead of it
 */
export function lineClock(now: Date): LineClock {
  let likely: FoundTime | undefined;
  let likelyField: Pick<OwnField, "key" | "at"> | undefined;
  let context: TimeContext = { now: now.getTime() / 1000 };

  const remember = (found: FoundTime): number => {
    likely = found;
    if (found.hasYear) context = { ...context, year: new Date(found.time * 1000).getUTCFullYear() };
    if (found.dayFirst !== undefined) context = { ...context, dayFirst: found.dayFirst };
    return found.time;
  };

  const readText = (text: string): number | undefined => {
    // Behind a digit it would be read in the middle of a number: `27/Mar` as the 7th.
    const isWithin = likely !== undefined && /\d/.test(text[likely.start - 1] ?? "");
    const atOnce = likely && !isWithin ? timeAt(text, likely.start, context, likely.format) : undefined;
    // A number may be a time where no date is written; where it was a number before, a date may be written now.
    const found =
      atOnce !== undefined && atOnce.format.isEpoch !== true ? atOnce : (findTime(text, context) ?? atOnce);
    return found === undefined ? undefined : remember(found);
  };

  const timeOf = (line: string): number | undefined => {
    const kind = structureOf(line);
    if (kind === undefined) return readText(line.slice(0, reach));
    if (likelyField !== undefined) {
      const value = valueAt(line, likelyField, kind);
      const time = value && (numberTime(value) ?? readText(value));
      if (time !== undefined && time !== "") return time;
    }
    const fields = fieldsOf(line, kind);
    if (fields.length === 0) return readText(line.slice(0, reach));
    for (const field of timeFields(fields)) {
      const { value, at } = field;
      // Of a nested value, such as Mongo's {"$date": …}, the text is read.
      const time =
        value === ""
          ? (nestedTime(line, at) ?? readText(line.slice(at, at + reach)))
          : (numberTime(value) ?? readText(value));
      if (time === undefined) continue;
      likelyField = field;
      return time;
    }
    const apart = dateAndTime(fields) ?? recordTime.exec(line.slice(0, objectReach))?.[1];
    if (apart !== undefined) return readText(apart);
    // A pair that is no time may stand before one, as in auditd's lines; what is quoted is the message's.
    return kind === "pairs" ? readText(line.slice(0, reach).split('"', 1)[0] ?? "") : undefined;
  };

  return (raw) => {
    if (!mayBeAround.test(raw)) return timeOf(raw);
    const line = withoutEscapeSequences(raw);
    const event = eventTime.exec(line)?.[1];
    return event === undefined ? timeOf(line) : readText(event);
  };
}

/** A line that may begin with a colour, behind which its time stands, with what a cut file left, or with an event. */
const mayBeAround = /^(?:[\x1b#^\\%[\x00]|\s{0,20}<E)/;
/** An event of Windows. */
const eventTime = /^\s{0,20}<Event\b.{0,2000}?<TimeCreated SystemTime=["']([^"']{10,40})/s;
/** loguru's record, within its object. */
const recordTime = /"record"\s?:\s?\{.{0,3900}?"time"\s?:\s?\{\s?"repr"\s?:\s?"([^"]{10,60})"/s;

type Structure = "object" | "pairs";

/** Undefined for a line that is neither an object nor begins with a pair. */
function structureOf(line: string): Structure | undefined {
  if (/^\s{0,20}\{/.test(line)) return "object";
  return /^(?:<\d{1,3}>)?[\w.@-]{1,40}=/.test(line) ? "pairs" : undefined;
}

function fieldsOf(line: string, structure: Structure): readonly OwnField[] {
  const begin = line.slice(0, objectReach);
  return (
    structure === "object"
      ? fieldsOfObject(begin, begin.indexOf("{"))
      : fieldsOfPairs(begin, begin.startsWith("<") ? begin.indexOf(">") + 1 : 0)
  ).fields;
}

const objectValue = /"?\s{0,4}[:=]\s{0,4}(?:"([^"\\]{1,60})"|([^\s",{}[\]]{1,60}))/y;
const pairValue = /=(?:"([^"\\]{1,60})"|([^\s"]{1,60}))/y;

/** The value of a field that stands where it stood in the line before; nothing stands there that is nested. */
function valueAt(
  line: string,
  { key, at }: Pick<OwnField, "key" | "at">,
  structure: Structure,
): string | undefined {
  const isObject = structure === "object";
  const begin = isObject && line[at] === '"' ? at + 1 : at;
  if (!line.startsWith(key, begin)) return undefined;
  if (isObject && line.lastIndexOf("{", at) !== line.indexOf("{")) return undefined;
  const value = isObject ? objectValue : pairValue;
  value.lastIndex = begin + key.length;
  const match = value.exec(line);
  return match?.[1] ?? match?.[2];
}

/** The fields whose key is known to say the time, the surest first. */
function timeFields(fields: readonly OwnField[]): OwnField[] {
  const rankOf = ({ key }: OwnField): number => rankOfKey.get(key.toLowerCase()) ?? Number.POSITIVE_INFINITY;
  return fields
    .filter((field) => rankOf(field) < timeKeys.length)
    .sort((one, other) => rankOf(one) - rankOf(other));
}

const nested =
  /"?[\w@.-]{1,40}"?\s?[:=]\s?\{\s?"(?:\$date|seconds|epochSecond|sec)"\s?:\s?(?:\{\s?"\$numberLong"\s?:\s?)?"?(\d{10,19})"?(?:,\s?"(?:nanos|nanoOfSecond)"\s?:\s?(\d{1,9}))?/y;

/** Seconds and nanoseconds in an object of their own, as log4j's `instant` and protobuf write them; Mongo's `$date`. */
function nestedTime(line: string, at: number): number | undefined {
  nested.lastIndex = at;
  const [, whole, nanoseconds] = nested.exec(line) ?? [];
  if (whole === undefined) return undefined;
  return epochSeconds(nanoseconds === undefined ? whole : `${whole}.${nanoseconds.padStart(9, "0")}`);
}

/** `date=2026-03-02 time=10:00:01 tz="+0100"` (Fortinet). */
function dateAndTime(fields: readonly OwnField[]): string | undefined {
  const written = (name: string): string | undefined =>
    fields.find(({ key }) => key.toLowerCase() === name)?.value;
  const [date, time] = [written("date"), written("time")];
  return date === undefined || time === undefined ? undefined : `${date} ${time} ${written("tz") ?? ""}`;
}

/** Also as .NET wrote dates into JSON: `/Date(1772445601123)/`. */
function numberTime(value: string): number | undefined {
  const dotNet =
    value.startsWith("/Date(") || value.startsWith("\\/Date(") ? /\d{13}/.exec(value)?.[0] : undefined;
  if (dotNet !== undefined) return epochSeconds(dotNet);
  return /^\d[\d.]{0,30}(?:e\+?\d{1,2})?$/i.test(value) ? epochSeconds(value) : undefined;
}
