import { effectOf, landmarks } from "./thought-marks.ts";
import { type JsonArray, type JsonObject, readJson } from "./tolerant-json.ts";

/** No reply has more values; one that has repeats itself, and nothing of it counts. */
const mostValues = 2_000;
/** Characters before a value in which its number is looked for. */
const longestLabel = 60;
/** The number of an item of a list, or a key without the braces around it, directly before a value. */
const numberBefore =
  /(?:^[\s,;]{0,20}|[\n\r,;>][ \t]{0,20})(?:[-+•][ \t]{0,4})?[*_`"'#]{0,4}[ \t]{0,2}(?:(?:[a-z]{1,12}[ \t]{1,2}){0,3}(?:id|line|log|entry|item|verdict|result)[ \t]{0,4})?[#(]?(-?\d{1,6})[*_`"')]{0,4}[ \t]{0,4}[.):=–—-]{0,3}[*_`]{0,3}\s{0,4}(?:```\w{0,10}\s{0,4})?$/i;

/** One JSON value of a reply, outside of the model's thinking. */
export class ReplyValue {
  readonly value: JsonObject | JsonArray;
  private readonly content: string;
  private readonly from: number;
  private readonly at: number;

  /** @param from where the text before the value begins, which may number it @param at where the value begins */
  constructor(value: JsonObject | JsonArray, content = "", from = 0, at = 0) {
    this.value = value;
    this.content = content;
    this.from = from;
    this.at = at;
  }

  /** The number that a list gives the value, such as `2` in `2. {…}`; undefined if there is none. */
  get label(): string | undefined {
    return numberBefore.exec(this.content.slice(Math.max(this.from, this.at - longestLabel), this.at))?.[1];
  }
}

export interface ReplyValues {
  readonly values: readonly ReplyValue[];
  /** The last value is not closed. */
  readonly cut: boolean;
  /** Reading stopped at JSON that is broken. */
  readonly broken: boolean;
  /** The reply ends within the model's thinking. */
  readonly thinking: boolean;
}

/**
 * Finds every JSON value between the prose. Takes time proportional to the content. Stops at broken JSON, such as a
 * text with bare quotes: a log line in the rest may look like a reply.
 */
export function readValues(content: string): ReplyValues {
  const landmark = landmarks();
  const outside = new OutsideThoughts();
  let cut = false;
  let seenUntil = 0;
  for (let match = landmark.exec(content); match !== null; match = landmark.exec(content)) {
    const [mark] = match;
    if (mark !== "{" && mark !== "[") {
      outside.pass(mark, seenUntil === 0 && isBlank(content, match.index));
      seenUntil = landmark.lastIndex;
      continue;
    }
    const reading = readJson(content, match.index);
    cut = reading.outcome === "cut";
    if (!outside.thinking) {
      if (reading.sawKey) {
        outside.values.push(new ReplyValue(reading.value, content, seenUntil, match.index));
      }
      if (outside.values.length > mostValues)
        return { values: [], thinking: false, cut: false, broken: true };
      if (reading.outcome === "broken" && reading.sawKey)
        return { ...outside.found, cut: false, broken: true };
    }
    landmark.lastIndex = reading.end;
    seenUntil = reading.end;
  }
  return { ...outside.found, cut, broken: false };
}

/** Collects the values that no thinking holds. */
class OutsideThoughts {
  values: ReplyValue[] = [];
  thinking = false;
  /** The number of values before each element whose name says nothing. */
  private readonly before = new Map<string, number>();

  get found(): Pick<ReplyValues, "values" | "thinking"> {
    return { values: this.values, thinking: this.thinking };
  }

  pass(mark: string, isFirst: boolean): void {
    const effect = effectOf(mark, isFirst);
    switch (effect) {
      case "opens":
        this.thinking = true;
        break;
      case "begins answer":
        this.values = [];
        this.thinking = false;
        break;
      case "closes":
      case "closes unknown": {
        // Without its beginning, all that stands before an end is within it.
        const start = this.before.get(nameIn(mark, 2));
        if (!this.thinking) this.values.length = effect === "closes" ? 0 : (start ?? 0);
        this.thinking = false;
        break;
      }
      case "opens unknown":
        if (!this.thinking) this.before.set(nameIn(mark, 1), this.values.length);
        break;
      case "none":
    }
  }
}

function nameIn(mark: string, from: number): string {
  return /^[\w:.-]*/.exec(mark.slice(from))?.[0] ?? "";
}

/**
 * A reply whose JSON was encoded twice, with quotation marks around it or without.
 *
 * @returns the text within; the content itself where it was not
 */
export function decodedOnce(content: string): string {
  const text = content.trim();
  const isBare = /^[{[]\s{0,20}(?:\\n\s{0,20}){0,9}\{?\\"/.test(text);
  if (!isBare && !text.startsWith('"{') && !text.startsWith('"[')) return content;
  try {
    const inner: unknown = JSON.parse(isBare ? `"${text}"` : text);
    return typeof inner === "string" ? inner : content;
  } catch {
    return content;
  }
}

function isBlank(content: string, end: number): boolean {
  return content.slice(0, end).trim() === "";
}
