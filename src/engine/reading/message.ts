import { firstOf, type LineRecord } from "./record.ts";
import type { Structure } from "./structure.ts";
import { timeAt } from "./time/read-time.ts";

/** Keys whose value says what happened, the surest first. */
const messageKeys =
  "message msg short_message log.message event.original body body.stringvalue resourcelogs.scopelogs.logrecords.body.stringvalue @m @mt @message messagetemplate record.message log text textpayload jsonpayload.message fields.message event_message resultdescription".split(
    " ",
  );
/** Keys that say when, how bad and where: shown in columns of their own. */
const placeKeys =
  /^(?:@?time(?:stamp)?|ts|@?t|date|level|lvl|severity|@l(?:evel)?|log\.level|service|app|application|component|logger|host|hostname|pid|thread|version|@version|v)$/;
/** What stands between a level and the message. */
const separators = /^[\s:：|│┃,\])>-]{1,40}/;
/** Elements of an event of Windows that say what happened: all but those of its head. */
const headOfEvent =
  /^(?:provider_name|eventid|version|level|task|opcode|keywords|eventrecordid|channel|computer|processid|security)$/;

/**
 * The message of a line.
 *
 * @param end where the format's head ends; undefined for a line of no known format
 */
export function messageIn(
  text: string,
  structure: Structure,
  fields: LineRecord,
  end: number | undefined,
): string {
  const { head, kind } = structure;
  const said = saidIn(fields);
  if (end === undefined || kind === "object") {
    if (kind === "pairs") return beforePairs(text, structure) + withoutPlace(fields, said);
    if (said !== "" && kind !== "text") return said;
    if (kind === "object") return withoutPlace(fields, "");
    if (kind === "element" && fields.has("eventid")) return pairsOf(fields, headOfEvent);
  }
  // An event of Windows is pairs, one of which is its message.
  if (kind === "pairs" && said !== "" && fields.has("logname")) return said;
  // A format knows its own head, but may leave a level in front of the message: `postgres[7]: ERROR: …`.
  const behindLevel =
    head.level !== undefined &&
    (head.messageFrom > (end ?? 0) || (end === undefined && head.messageFrom === head.at))
      ? withoutTime(text.slice(head.messageFrom).replace(separators, ""))
      : "";
  if (behindLevel.trim() !== "") return behindLevel;
  if (end !== undefined) return text.slice(end).trimStart();
  return text.slice(head.timeEnd).replace(separators, "");
}

/** Some programs write the time behind the level: `[ERROR] [2026-03-02 10:00:01] …`. */
function withoutTime(text: string): string {
  const isBracketed = /^[[(<]/.test(text);
  const time = timeAt(text, isBracketed ? 1 : 0, { now: 0, year: 2000 });
  if (time === undefined || !(isBracketed ? /[\])>]/ : /\s/).test(text[time.end] ?? "")) return text;
  const rest = text.slice(time.end).replace(separators, "");
  return rest.trim() === "" ? text : rest;
}

/** structlog's event is a sentence; that of audit logs is the name of what they list. */
function saidIn(fields: LineRecord): string {
  const said = firstOf(fields, messageKeys);
  if (said !== "") return said;
  const event = fields.get("event") ?? "";
  return event.includes(" ") ? event : fields.has("l") ? (fields.get("m") ?? "") : "";
}

/** Words between the time and the pairs: `imap-login: Login: user=alice method=PLAIN`. */
function beforePairs(text: string, { head, from }: Structure): string {
  const words = text.slice(head.timeEnd, from).replace(separators, "");
  return head.timeEnd < from && /\p{L}{2}|\d/u.test(words) ? words : "";
}

/** The fields that say what happened. Beside a message those of an object are details; those of pairs are part of it. */
function withoutPlace(fields: LineRecord, message: string): string {
  if (message !== "" && [...fields.keys()].filter((key) => !placeKeys.test(key)).length === 1) return message;
  return pairsOf(fields, placeKeys);
}

function pairsOf(fields: LineRecord, others: RegExp): string {
  return [...fields]
    .filter(([key]) => !others.test(key))
    .map(([key, value]) => `${key}=${value}`)
    .join(" ");
}
