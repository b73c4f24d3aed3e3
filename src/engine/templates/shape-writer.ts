import { colon, comma, isDigit, isHexadecimal, space } from "./characters.ts";
import { isHour, isYear, isZoneOffset } from "./word-kind.ts";

/** Stands in a shape for a value. The scanner takes it for white space in texts, so that no text can forge it. */
export const valueMark = "\u0001";
export const valueCode = 1;

/** Characters of a text that are scanned; the rest is one value. */
export const longestScanned = 8_000;

export const none = -1;

/** How much of a date has been read: a time follows a day, a year or a zone follows a time. */
export const dateParts = { month: 1, day: 2, time: 3 } as const;

/** A shape while it is written, and where its values are in the text. */
export class ShapeWriter {
  /** The shape's code units, in the first `length` places. */
  readonly codes = new Uint16Array(2 * longestScanned + 8);
  length = 0;
  /** Where in the text each value begins and ends, in the first `count` places. */
  readonly starts = new Int32Array(longestScanned + 2);
  readonly ends = new Int32Array(longestScanned + 2);
  /** 1 for each value that is free text: what it says decides nothing. */
  readonly isText = new Uint8Array(longestScanned + 2);
  count = 0;
  protected text = "";
  /** The date that is being read, as the number of its value. */
  protected dateValue = none;
  protected dateRead = 0;

  /** FNV-1a over pairs of code units. */
  hash(): number {
    const { codes, length } = this;
    let hash = 0x811c9dc5 ^ length;
    codes[length] = 0;
    for (let at = 0; at < length; at += 2) {
      hash = Math.imul(hash ^ ((codes[at] as number) | ((codes[at + 1] as number) << 16)), 0x01000193);
      hash ^= hash >>> 15;
    }
    return hash;
  }

  /** The free texts among the values, up to a place in the text. */
  freeTexts(limit: number): { start: number; end: number }[] {
    const texts: { start: number; end: number }[] = [];
    for (let value = 0; value < this.count; value++) {
      const start = this.starts[value] as number;
      const end = Math.min(this.ends[value] as number, limit);
      if (this.isText[value] === 1 && start < end) texts.push({ start, end });
    }
    return texts;
  }

  protected clear(text: string): void {
    this.text = text;
    this.length = 0;
    this.count = 0;
    this.dateValue = none;
  }

  protected copy(start: number, stop: number): void {
    const { codes, text } = this;
    let { length } = this;
    for (let index = start; index < stop; index++) codes[length++] = text.charCodeAt(index);
    this.length = length;
  }

  /** Writes a value. It joins the value before it behind a colon or comma: times and lists are one value. */
  protected writeValue(start: number, end: number): void {
    const { codes, length } = this;
    if (length >= 2 && this.count > 0) {
      const joiner = codes[length - 1] as number;
      const before = codes[length - 2] as number;
      let dropped = 0;
      if (before === valueCode && (joiner === comma || (joiner === colon && !this.isPort(start, end)))) {
        dropped = 1;
      } else if (length >= 3 && codes[length - 3] === valueCode) {
        if ((joiner === space && before === comma) || (joiner === colon && before === colon)) dropped = 2;
      }
      if (dropped > 0) {
        this.length -= dropped;
        this.ends[this.count - 1] = end;
        return;
      }
    }
    codes[length] = valueCode;
    this.length = length + 1;
    this.starts[this.count] = start;
    this.isText[this.count] = 0;
    this.ends[this.count++] = end;
  }

  /** Writes what a person or a client typed. */
  protected writeText(start: number, end: number): void {
    this.writeValue(start, end);
    this.isText[this.count - 1] = 1;
  }

  /**
   * Whether two to five digits stand behind a name or a dotted address. Host and port are two values, as people
   * write them; a time or an address of hexadecimal digits is one.
   */
  private isPort(start: number, end: number): boolean {
    const { text } = this;
    if (end - start < 2 || end - start > 5 || this.dateValue === this.count - 1) return false;
    // Minutes follow: this is an hour.
    if (text.charCodeAt(end) === colon && isDigit(text.charCodeAt(end + 1))) return false;
    for (let at = start; at < end; at++) if (!isDigit(text.charCodeAt(at))) return false;
    for (let at = this.starts[this.count - 1] as number; at < start - 1; at++) {
      const code = text.charCodeAt(at);
      if (code === colon || code === comma) return false;
      if (!isHexadecimal(code)) return true;
    }
    return false;
  }

  /** Extends the last value to `end`, over the one character that was written behind it. */
  protected extendValue(end: number): void {
    this.length--;
    this.ends[this.count - 1] = end;
  }

  /** Whether a value and one space were written last. */
  protected behindValue(): boolean {
    return this.codes[this.length - 1] === space && this.codes[this.length - 2] === valueCode;
  }

  protected beginDate(part: number): void {
    this.dateValue = this.count - 1;
    this.dateRead = part;
  }

  /** Whether a number belongs to the date before it. */
  protected continuesDate(start: number, stop: number): boolean {
    const { text } = this;
    if (this.dateValue !== this.count - 1 || this.dateValue === none || !this.behindValue()) return false;
    if (this.dateRead === dateParts.month && stop - start <= 2) this.dateRead = dateParts.day;
    else if (this.dateRead === dateParts.day && isHour(text, start, stop)) this.dateRead = dateParts.time;
    else if (this.dateRead === dateParts.day && isYear(text, start, stop)) return true;
    else if (this.dateRead !== dateParts.time) return false;
    else return isYear(text, start, stop) || isZoneOffset(text, start, stop);
    return true;
  }

  /** `fe80::dead:beef`, `00:1a:ff`: whether letters are a group of the address before them. */
  protected continuesAddress(start: number, stop: number): boolean {
    const { codes, length, text } = this;
    if (length < 2 || codes[length - 1] !== colon || stop - start > 4) return false;
    const before = codes[length - 2];
    if (before !== valueCode && (before !== colon || codes[length - 3] !== valueCode)) return false;
    for (let index = start; index < stop; index++) if (!isHexadecimal(text.charCodeAt(index))) return false;
    return before === colon || text.charCodeAt(stop) === colon || stop - start === 2;
  }
}
