import { isHexadecimal } from "./character-class.ts";
import { isDigit, isHour, isYear, isZoneOffset } from "./word-kind.ts";

/** Stands in a shape for a value; in texts it is white space, so that none can forge it. */
export const valueMark = "\u0001";
export const valueCode = 1;

/** Of longer texts the rest is one value. */
export const longestScanned = 8_000;

export const none = -1;

/** How far a date has been read: behind a day comes a time, behind a time a year or a zone. */
export const dateParts = { month: 1, day: 2, time: 3 } as const;

/** A shape while it is written, and the places of the values in its text. */
export class ShapeWriter {
  /** The shape's code units, in the first `length` places. */
  readonly codes = new Uint16Array(2 * longestScanned + 8);
  length = 0;
  /** Where in the text each value begins and ends, in the first `count` places. */
  readonly starts = new Int32Array(longestScanned + 2);
  readonly ends = new Int32Array(longestScanned + 2);
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

  /** Values with a colon or comma between them are one, so that times and lists of any length are. */
  protected writeValue(start: number, end: number): void {
    const { codes, length } = this;
    if (length >= 2 && this.count > 0) {
      const joiner = codes[length - 1] as number;
      const before = codes[length - 2] as number;
      let dropped = 0;
      if (before === valueCode && (joiner === 44 || (joiner === 58 && !this.isPort(start, end)))) dropped = 1;
      else if (length >= 3 && codes[length - 3] === valueCode) {
        if ((joiner === 32 && before === 44) || (joiner === 58 && before === 58)) dropped = 2;
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
    this.ends[this.count++] = end;
  }

  /**
   * Whether two to five digits stand behind a name or a dotted address: those are two values, as people write
   * them. Times and addresses of hexadecimal digits are one.
   */
  private isPort(start: number, end: number): boolean {
    const { text } = this;
    if (end - start < 2 || end - start > 5 || this.dateValue === this.count - 1) return false;
    // An hour has minutes behind it.
    if (text.charCodeAt(end) === 58 && isDigit(text.charCodeAt(end + 1))) return false;
    for (let at = start; at < end; at++) if (!isDigit(text.charCodeAt(at))) return false;
    for (let at = this.starts[this.count - 1] as number; at < start - 1; at++) {
      const code = text.charCodeAt(at);
      if (code === 58 || code === 44) return false;
      if (!isHexadecimal(code)) return true;
    }
    return false;
  }

  /** Takes what follows a value, with the one character between, into that value. */
  protected extendValue(end: number): void {
    this.length--;
    this.ends[this.count - 1] = end;
  }

  /** Whether a value and one space were written last. */
  protected behindValue(): boolean {
    return this.codes[this.length - 1] === 32 && this.codes[this.length - 2] === valueCode;
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
}
