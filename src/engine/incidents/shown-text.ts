import { invisibleCharacters } from "../asking/data-lines.ts";
import { cutByCodePoint, shortened } from "../code-points.ts";
import type { TextStart } from "./text-start.ts";

/** Longest examples in code points: with a single line, and with several. */
const longestLine = 300;
const longestExample = 700;
const mostLines = 6;
const lineEnds = /\r\n|[\n\r\u0085\u2028\u2029]/;
/** The last word of a text that was cut within a value: it may be half that value. */
const lastWord = /[^\s"'{}[\](),;:&|<>]*$/;

/**
 * A text on one line, at most `limit` code points, without invisible characters and without characters that change the
 * reading direction. It is a copy, because a substring would keep the whole long string in memory.
 */
export function shownText(text: string, limit: number): string {
  return Buffer.from(cutByCodePoint(visible(text, limit), limit).trimEnd()).toString();
}

/** The same for a text that may have been cut, with an ellipsis if text is missing. @param start after masking */
export function shownStart(start: TextStart, limit: number): string {
  const shown = visible(start.text, limit);
  const isMore = start.cut !== "nowhere" || start.text.length > 8 * limit;
  return Buffer.from(shortened(isMore ? ellipsed(shown, start, limit) : shown, limit)).toString();
}

/** A log event. Line breaks stay, as in a stack trace, up to six lines. @param start after masking */
export function shownExample(start: TextStart): string {
  const all = start.text
    .split(lineEnds)
    .map((line) => spaced(line).trimEnd())
    .filter((line) => line !== "");
  if (all.length <= 1) return shownStart(start, longestLine);
  const lines = all.slice(0, mostLines);
  const isMore = all.length > mostLines || start.cut !== "nowhere";
  const last = lines.pop() as string;
  lines.push(isMore ? `${all.length > mostLines ? last : ellipsed(last, start, longestLine)} …` : last);
  const whole = lines.join("\n");
  if (cutByCodePoint(whole, longestExample) === whole) return Buffer.from(whole).toString();
  const each = Math.floor(longestExample / lines.length) - 1;
  return Buffer.from(lines.map((line) => shortened(line, each)).join("\n")).toString();
}

/** Drops half a value at the end of a cut text: masking may shorten the text so far that its end is shown. */
function ellipsed(shown: string, { cut }: TextStart, limit: number): string {
  const isEndShown = cutByCodePoint(shown, limit) === shown;
  const kept = cut === "within" && isEndShown ? shown.replace(lastWord, "") : shown;
  return `${kept.trimEnd()}…`;
}

function visible(text: string, limit: number): string {
  return spaced(text.slice(0, 8 * limit)).trim();
}

function spaced(text: string): string {
  return text.replace(invisibleCharacters, " ").replace(/\s+/g, " ");
}
