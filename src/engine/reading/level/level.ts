import { type Structure, structureOf } from "../structure.ts";
import { isLevelKey, levelOfFields } from "./field-level.ts";
import { levelOfSyslog } from "./level-numbers.ts";
import { type Level, levelByWord, worstLevel } from "./level-words.ts";

/** The level at which a line was logged, in any of the common notations. */
export interface LevelReading {
  /** The level of the line; `none` if it has none. */
  readonly level: Level;
  /** The level in a place that the logger writes, not the author of the message. */
  readonly own: Level;
  /** The part of the line that `own` applies to: the text behind a head, an object, or the pairs from the level on. */
  readonly from: number;
  readonly to: number;
  /** The level of the number at the start of a syslog line. */
  readonly priority: Level;
}

/** Characters in which a level outside its own place is searched for. */
const longestSearched = 2_000;
const longestHead = 160;

const syslogPriority = /^<(\d{1,3})>/;
const glog = /^([IWEF])(?:\d{4}|\d\d)?\d{4} \d\d:\d\d:\d\d/;
const glogLevels: Record<string, Level> = { I: "info", W: "warning", E: "error", F: "fatal" };

const severeWords = "DPANIC|FATAL|EMERG(?:ENCY)?|PANIC|ALERT|CRIT(?:ICAL)?|ERR(?:OR)?|SEVERE|WARN(?:ING)?";
const upperCase = new RegExp(`(?:^|[^\\w/.\\\\-])(${severeWords})(?![\\w./\\\\-]*\\w)`);
/** Two plain words in a row: what stands behind them is of a sentence. */
const prose = /(?:^|[\s:])\p{Ll}{2,} \p{Ll}{2,} /u;
const marked = new RegExp(
  `[[<(](?:[a-z_]+:)?(${severeWords})[\\]>)]|(?:^|[\\]:|]\\s{1,3})(${severeWords})\\s?:`,
  "i",
);
const keyed = new RegExp(
  `(?:^|[,;|([]\\s{0,3}|\\s(?=[a-z.]{1,12}\\s?=))(?:log\\.?)?(?:level|severity|lvl|loglevel|priority|levelname)\\s?[=:]\\s?(${severeWords})\\b`,
  "i",
);
/** A level in an object without a level key at its top: in a nested `log.level`, or on a line of its own. */
const keyedInside = new RegExp(
  `(?:"log"\\s?:\\s?\\{[^{}]{0,200}?|^\\s*\\{?\\s*)"(?:level|severity)"\\s?:\\s?(?:\\{[^{}]{0,200}?"name"\\s?:\\s?)?"(${severeWords})\\b`,
  "i",
);
/** The same in an object that a forwarder put into a message as text. */
const keyedInText = new RegExp(
  `"(?:log|message|msg|text|textPayload|_raw)"\\s?:\\s?"\\s?\\{(?:[^"\\\\]|\\\\.){0,400}?\\\\"(?:level|severity|lvl|levelname)\\\\"\\s?:\\s?\\\\"(${severeWords})\\\\"`,
  "i",
);
const inObject = /^\s*[{["]/;
/** The message of an object, which may begin as a line does. */
const messageInside = /"(?:log|msg|message|text|textPayload|body|@m|short_message)"\s?:\s?"([^"]{1,160})/i;

/**
 * Reads the level from its own places: the head of the line, a key at the top of a structured line (the worse of two),
 * the number of syslog. If these have no level, a severe word near the beginning or behind an unquoted key still counts.
 * A mild word elsewhere does not, because it may belong to the message.
 *
 * @param structure of the text, if the caller reads it as well
 */
export function readLevel(text: string, structure = () => structureOf(text)): LevelReading {
  const number = syslogPriority.exec(text)?.[1];
  const priority = number === undefined ? "none" : levelOfSyslog(Number(number) % 8);
  const own = ownLevel(text, structure);
  if (own.own !== "none") return { ...own, level: own.own, priority };
  const mayStray = priority === "none" && !isAccessLine(text);
  if (!mayStray) return { ...own, level: priority, priority };
  const { kind, from } = structure();
  return { ...own, level: strayLevel(kind === "object" ? text.slice(from) : text), priority };
}

/**
 * The level that applies to a failure whose words begin at `position`: the worst of the levels in their own places. A
 * level behind these words, or for another part of the line, does not apply.
 */
export function levelAt({ own, from, to, priority }: LevelReading, position: number): Level {
  return worstLevel([priority, from <= position && position < to ? own : "none"]);
}

const mayBeElement = /^\s{0,20}</;
/** An event of Windows as XML: its own level stands before what programs write into it. */
const eventLevel =
  /^\s{0,20}<(?:Event|System|Level)\b.{0,2000}?<Level>([0-5])<\/Level>|^\s{0,20}<Level>([0-5])<\/Level>/s;
/** 0 is "always logged", 1 critical, 5 verbose. */
const eventLevels: readonly Level[] = ["info", "fatal", "error", "warning", "info", "debug"];

/** An event of Windows as Splunk's forwarder writes it. The message is its last part. */
const eventText =
  /^(?:[\d/:. -]{8,30}(?:[AP]M)?\s)?LogName=(?:(?!Message=).){0,600}?\bType=(Critical|Error|Warning|Information|Verbose)\b/s;
/** java.util.logging writes the level on a line of its own, behind the time, the class and the method. */
const secondLine =
  /^(?=[^\n]{0,40}\d\d:\d\d)[^\n]{8,40}?(?:\d\d(?:[.,]\d{1,9})?|[AP]M|\p{L}{2,5}) [\w$.]{1,120} [\w$<>]{1,60}\r?\n(\p{L}{2,20})\s?[:：]/u;
/** An access line begins with an address, an identity and the name that the client gave. It has no level. */
const accessLine =
  /^(?:\S{1,255} )?\S{1,255} - .{1,300}?\[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] "/;

function isAccessLine(text: string): boolean {
  return text.includes('] "') && accessLine.test(text);
}

type OwnLevel = Pick<LevelReading, "own" | "from" | "to">;

const toEnd = Number.POSITIVE_INFINITY;

function ownLevel(text: string, structure: () => Structure): OwnLevel {
  const letter = glog.exec(text)?.[1];
  if (letter !== undefined) return { own: glogLevels[letter] as Level, from: 0, to: toEnd };
  const event = mayBeElement.test(text) ? eventLevel.exec(text) : null;
  if (event !== null) return { own: eventLevels[Number(event[1] ?? event[2])] as Level, from: 0, to: toEnd };
  const word = text.includes("LogName=") ? eventText.exec(text)?.[1] : undefined;
  if (word !== undefined) return { own: levelByWord.get(word.toLowerCase()) as Level, from: 0, to: toEnd };
  const second = text.includes("\n") ? secondLine.exec(text) : null;
  const level = levelByWord.get(second?.[1]?.toLowerCase() ?? "");
  if (second !== null && level !== undefined) return { own: level, from: text.indexOf("\n") + 1, to: toEnd };
  if (isAccessLine(text)) return { own: "none", from: 0, to: 0 };
  const { head, kind, fields, from, to } = structure();
  if (head.level !== undefined) return { own: head.level, from: head.at, to: toEnd };
  if (kind === "text") return { own: "none", from: 0, to: 0 };
  const own = levelOfFields(fields);
  if (kind === "object") return { own, from, to };
  const key = fields.find((field) => isLevelKey(field.key))?.at ?? 0;
  return { own, from: key, to: kind === "pairs" ? to : toEnd };
}

function strayLevel(text: string): Level {
  const begin = text.slice(0, longestSearched);
  const head = text.slice(0, longestHead);
  // Programs write their level before quotes and pairs. In an object everything stands in quotes.
  const searched = inObject.test(head)
    ? (messageInside.exec(begin)?.[1] ?? "")
    : head.slice(0, head.search(/["'`=?{]|$/));
  const upper = upperCase.exec(searched);
  const match =
    (upper !== null && prose.test(searched.slice(0, upper.index + 1)) ? null : upper) ??
    marked.exec(searched) ??
    keyed.exec(begin.replace(/"[^"]*"/g, " ")) ??
    keyedInside.exec(begin) ??
    (begin.includes('\\"') ? keyedInText.exec(begin) : null);
  const word = match?.[1] ?? match?.[2];
  return word === undefined ? "none" : (levelByWord.get(word.toLowerCase()) ?? "none");
}
