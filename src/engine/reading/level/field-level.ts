import type { OwnField } from "../own-fields.ts";
import { levelOfSyslog } from "./level-numbers.ts";
import { type Level, levelByWord, worstLevel } from "./level-words.ts";

const levelKey =
  /^(?:log[._]?)?(?:level|severity|lvl|loglevel|priority)(?:[_-]?(?:name|text|label|string))?$|^@l(?:evel)?$|^error_severity$|^levelno$|^(?:syslog[._])?severity(?:_?(?:number|code))?$|^level_?(?:value|int|no|num|number)$|^severitylevel$|^sev$/i;
/** Keys that name a level only beside others that give their program away. */
const mongoKeys = ["s", "c", "msg"];
const gelfKeys = ["short_message"];
/** Heroku's router: `at=error code=H12 …`, which begins with its level. */
const herokuKeys = ["method", "path"];
/** Kubernetes' events, whose type is Normal or Warning. */
const eventKeys = ["reason", "type", "message"];
/** Datadog's name for a level is that of a status elsewhere. */
const datadogKeys = ["ddsource", "status"];
/** zap's short names. */
const zapKeys = ["L", "M"];

export function isLevelKey(key: string): boolean {
  return levelKey.test(key);
}

/** The worst level that the fields of a structured line say; `none` where they say none. */
export function levelOfFields(fields: readonly OwnField[]): Level {
  const keys = new Set(fields.map(({ key }) => key));
  const has = (key: string): boolean => keys.has(key);
  const isMongo = mongoKeys.every(has);
  const isGelf = gelfKeys.some(has);
  const isHeroku = fields[0]?.key === "at" && herokuKeys.every(has);
  const isEvent = eventKeys.every(has) && (has("involvedObject") || has("regarding"));
  const isDatadog = datadogKeys.every(has);
  const isZap = zapKeys.every(has);
  const levels = fields.map((field) => {
    if (isEvent && field.key === "type") return field.value === "Warning" ? "warning" : "info";
    if ((isDatadog && field.key === "status") || (isZap && field.key === "L"))
      return levelByWord.get(field.value.toLowerCase());
    if (isMongo && field.key === "s") return levelOfLetter(field.value);
    if (isHeroku && field === fields[0]) return levelByWord.get(field.value);
    return levelKey.test(field.key) ? levelOfField(field, isGelf) : undefined;
  });
  return worstLevel(levels.map((level) => level ?? "none"));
}

function levelOfField({ key, value }: OwnField, isGelf: boolean): Level | undefined {
  const word = /^(?:SEVERITY_NUMBER_|LOG_LEVEL_|LOG_|LogLevel\.|logging\.)?(\p{L}[\p{L}-]*)/u.exec(
    value,
  )?.[1];
  if (word !== undefined) return levelByWord.get(word.toLowerCase()) ?? levelOfLetter(value);
  if (!/^\d{1,5}$/.test(value)) return undefined;
  const number = Number(value);
  const name = key.toLowerCase();
  if (name === "severitynumber" || name === "severity_number") return levelOfOtel(number);
  if (name === "levelno") return levelOfPython(number);
  if (name === "severitylevel") return applicationInsights[number];
  return isGelf || key === "PRIORITY" || number < 8 ? levelOfSmall(number) : levelOfLarge(number);
}

/** Mongo's D1 to D5 are levels of debugging. */
function levelOfLetter(value: string): Level | undefined {
  const letters: Record<string, Level> = {
    F: "fatal",
    E: "error",
    W: "warning",
    I: "info",
    D: "debug",
    V: "debug",
  };
  return /^[FEWIDV][1-5]?$/.test(value) ? letters[value[0] as string] : undefined;
}

const applicationInsights: readonly Level[] = ["debug", "info", "warning", "error", "fatal"];

function levelOfSmall(number: number): Level | undefined {
  return number < 8 ? levelOfSyslog(number) : undefined;
}

/** pino and bunyan (10 to 60), Monolog (100 to 600), log4j and logback (10,000 to 50,000). */
function levelOfLarge(number: number): Level | undefined {
  if (number % 10 !== 0) return undefined;
  if (number >= 5_000) return fromSteps(number / 10_000, [2, 3, 4, 5]);
  if (number >= 100) return fromSteps(number / 100, [2, 3, 4, 5]);
  return fromSteps(number / 10, [3, 4, 5, 6]);
}

function levelOfPython(number: number): Level | undefined {
  return fromSteps(number / 10, [2, 3, 4, 5]);
}

/** OpenTelemetry's log data model: 1 to 24, four for each level. */
function levelOfOtel(number: number): Level | undefined {
  return number > 24 ? undefined : fromSteps(number, [9, 13, 17, 21]);
}

/** @param steps from which number on it is info, a warning, an error and fatal */
function fromSteps(
  number: number,
  [info, warning, error, fatal]: readonly [number, number, number, number],
): Level {
  if (number >= fatal) return "fatal";
  if (number >= error) return "error";
  if (number >= warning) return "warning";
  return number >= info ? "info" : "debug";
}
