import {
  backslash,
  characterClass,
  classOf,
  closeParenthesis,
  colon,
  equalsSign,
  greaterThan,
  isDigit,
  lessThan,
  openParenthesis,
  slash,
  space,
} from "./characters.ts";
import { QuoteScanner } from "./quote-scanner.ts";
import { longestScanned, valueCode } from "./shape-writer.ts";
import { endOfPath } from "./word-kind.ts";

/**
 * Reads a text once and writes its shape: values become `valueMark`, runs of white space become one space, and the
 * rest stays. The scanner knows numbers, ids, addresses, paths, dates, sizes, and names in known places. Values
 * joined by a colon or comma are one value, so that lists of any length have one shape. The time is proportional to
 * the text.
 *
 * A scanner serves one text at a time: the next scan overwrites `codes`, `starts` and `ends`.
 */
export class ShapeScanner extends QuoteScanner {
  scan(text: string): void {
    this.limit = Math.min(text.length, longestScanned);
    this.clear(text);
    let at = 0;
    while (at < this.limit) {
      const code = text.charCodeAt(at);
      const kind = classOf[code] as number;
      if (kind >= characterClass.letter) at = this.scanWord(at);
      else if (kind === characterClass.space) {
        at++;
        if (this.length > 0 && this.codes[this.length - 1] !== space) this.codes[this.length++] = space;
      } else if (kind === characterClass.quote) at = this.scanQuote(at, code);
      else at = this.scanDelimiter(at, code);
    }
    if (text.length > this.limit) this.writeValue(this.limit, text.length);
    else if (this.length > 0 && this.codes[this.length - 1] === space) this.length--;
  }

  private scanDelimiter(at: number, code: number): number {
    const { text } = this;
    if (code === colon) return this.scanColon(at);
    if (code === lessThan && isDigit(text.charCodeAt(at + 1)) && !this.isPriority(at)) {
      // "lifetime <1 sec": the sign belongs to the number.
      return this.scanWord(at + 1, at);
    }
    this.codes[this.length++] = code;
    if (code === equalsSign) {
      // key=value; "==", "=>" and "key = value" are prose.
      if (this.wordEnd === at) this.expectValue(this.wordStart, this.wordEnd);
      else if (this.quotedEnd === at - 1) this.expectValue(this.quotedStart, this.quotedEnd);
    } else if (
      code === openParenthesis &&
      text.charCodeAt(at + 1) === closeParenthesis &&
      this.codes[this.length - 2] === space
    ) {
      // "from 10.0.0.1 ()": other lines have a name between the parentheses.
      this.writeValue(at + 1, at + 1);
    }
    return at + 1;
  }

  private scanColon(at: number): number {
    const { text } = this;
    if (text.charCodeAt(at + 1) === backslash && this.wordEnd === at && this.wordStart === at - 1) {
      return this.writeDrivePath(at);
    }
    this.codes[this.length++] = colon;
    // "key":"value"
    if (this.quotedEnd === at - 1) this.expectValue(this.quotedStart, this.quotedEnd);
    if (text.charCodeAt(at + 1) === slash && text.charCodeAt(at + 2) === slash && this.wordEnd === at) {
      const end = endOfPath(text, at + 3, this.limit);
      if (end <= at + 3) return at + 1;
      this.codes[this.length++] = slash;
      this.codes[this.length++] = slash;
      this.writeValue(at + 3, end);
      return end;
    }
    return at + 1;
  }

  /** `C:\Windows`: the drive letter was written as a word or as a value, and belongs to its path. */
  private writeDrivePath(at: number): number {
    const end = endOfPath(this.text, at + 1, this.limit);
    if (this.codes[this.length - 1] === valueCode) {
      this.ends[this.count - 1] = end;
    } else {
      this.length--;
      this.writeValue(at - 1, end);
    }
    return end;
  }

  /** `<30>` before a syslog line, `<3>` of the kernel. */
  private isPriority(at: number): boolean {
    let end = at + 1;
    while (end < at + 5 && isDigit(this.text.charCodeAt(end))) end++;
    return this.text.charCodeAt(end) === greaterThan;
  }
}
