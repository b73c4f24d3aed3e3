import { timeAt } from "../time/read-time.ts";
import type { Level } from "./level-words.ts";
import { levelNotedAt } from "./notations.ts";

/** What stands before the message: times, hosts, tags, threads, and the level where it is written there. */
export interface LineHead {
  readonly level: Level | undefined;
  /** Where the level stands, or else where the head ends and the message begins. */
  readonly at: number;
  /** Where the level ends, or else the head. */
  readonly end: number;
  /** Where the message begins, as far as this head tells. */
  readonly messageFrom: number;
  /** Where the last time in it ends; 0 for none. */
  readonly timeEnd: number;
}

/** Levels stand near the beginning; further on, the same words are prose. */
const longestHead = 160;
/** The head of a format such as CEF, whose level stands behind five fields of its own. */
const longestNotation = 1_000;
/** A host, a program and a logger, or a container, a stream and a tag. */
const mostNames = 4;
/** Where a time stands is asked here, not when it was: any leap year will do. */
const anyYear = { now: 0, year: 2000 };

// Each is tried where the head has been read to.
const separators = /[ \t|│┃*>~:：•!–-]+/y;
const dayOrMonth =
  /(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b[.,]?/y;
const timeOfDay = /\[?\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?:\]|(?!\d|[:.]\d))/y;
const bracketed = /\[[^\]"]{0,80}\]|\([^)"]{0,80}\)|<[\w:.,/-]{0,40}>|\{[\w.:-]{0,60}\}/y;
const numbered = /(?![^\s"=]*=)[^\s"'={}?[\]|<(]*\d[^\s"'={}?[\]|<(]*/y;
const named = /(?![^\s"=]*=)[A-Za-z_@%][\w.$/@%-]*(?:\([\w-]{1,40}\))?(?:\[\d{1,10}\])?:?/y;

/** Words that introduce a name: what stands behind them is of the message, and may be what its author calls himself. */
const introduction =
  /^(?:of|by|for|from|to|with|as|on|in|at|is|was|user|username|name|client|login|account|customer|said|says|wrote)$/i;

/** Reads from the beginning until a level or the message comes. */
export function readHead(text: string): LineHead {
  const lineEnd = text.indexOf("\n");
  const line = text.slice(0, lineEnd < 0 ? longestNotation : Math.min(lineEnd, longestNotation));
  let at = 0;
  let names = 0;
  let tagged = false;
  let behindName = false;
  let behindTime = false;
  let timeEnd = 0;
  const step = (token: RegExp): string | undefined => {
    token.lastIndex = at;
    const match = token.exec(line);
    if (match === null) return undefined;
    at = token.lastIndex;
    return match[0];
  };
  while (at < longestHead) {
    // Some notations begin with a separator of others.
    const whole = levelNotedAt(line, at, { atStart: at === 0, behindTime, behindName });
    if (whole !== undefined) return { ...whole, at, timeEnd };
    const noted =
      step(separators) === undefined
        ? undefined
        : levelNotedAt(line, at, { atStart: line.slice(0, at).trim() === "", behindTime, behindName });
    const begin = at;
    if (noted !== undefined) return { ...noted, at: begin, timeEnd };
    const time = timeAt(line, at, anyYear) ?? bracketedTime(line, at);
    if (time !== undefined || step(timeOfDay) !== undefined) {
      at = time?.end ?? at;
      timeEnd = at;
      behindTime = true;
      behindName = false;
      continue;
    }
    if (step(dayOrMonth) !== undefined || step(bracketed) !== undefined || step(numbered) !== undefined) {
      behindName = false;
      continue;
    }
    const name = step(named);
    if (name === undefined) return { level: undefined, at, end: at, messageFrom: at, timeEnd };
    // Behind a tag such as `kernel:` the message begins, unless another tag follows.
    const isTag = name.endsWith(":");
    names++;
    if (names > mostNames || (tagged && !isTag) || introduction.test(name))
      return { level: undefined, at: begin, end: begin, messageFrom: begin, timeEnd };
    tagged ||= isTag;
    // user@database (PostgreSQL)
    behindName = !isTag && !name.includes("@");
    behindTime = false;
  }
  return { level: undefined, at, end: at, messageFrom: at, timeEnd };
}

/** `[2026-03-02 10:00:01]`, with nothing else in the brackets or quotes. */
function bracketedTime(line: string, at: number): { readonly end: number } | undefined {
  if (!/[[(<"]/.test(line[at] ?? "")) return undefined;
  const time = timeAt(line, at + 1, anyYear);
  if (time === undefined) return undefined;
  return /[\])>"]/.test(line[time.end] ?? "") ? { end: time.end + 1 } : undefined;
}
