import { characterClass, classOf, isHexadecimal } from "./character-class.ts";
import { isIdentityKey, isMeaningKey, namesWithDigit, userIntroductions } from "./known-words.ts";
import { dateParts, longestScanned, none, ShapeWriter, valueCode } from "./shape-writer.ts";
import {
  endOfMonth,
  endOfPath,
  endOfPrefix,
  endOfUnit,
  hasSlash,
  isDate,
  isDigit,
  isHardwareAddress,
  isHour,
  isMessageCode,
  isTruthValue,
  isValueWithoutDigits,
  saysState,
} from "./word-kind.ts";

/**
 * Reads a text once and writes its shape: values become `valueMark`, runs of white space one space, all else
 * stays. Knows numbers, ids, addresses, paths, dates, sizes, names in known places. Values joined by a colon or
 * comma are one value, so that lists of any length have one shape. Time is proportional to the text.
 *
 * One scanner serves one text at a time: `codes`, `starts` and `ends` are overwritten by the next.
 */
export class ShapeScanner extends ShapeWriter {
  private limit = 0;
  /** The last word and the one before it. */
  private wordStart = none;
  private wordEnd = none;
  private earlierStart = none;
  private earlierEnd = none;
  /** The key, when a value is expected. */
  private keyStart = none;
  private keyEnd = none;
  private quotedStart = none;
  private quotedEnd = none;
  /** Where the prose within quotes that is being read ends. */
  private proseEnd = none;

  scan(text: string): void {
    this.limit = Math.min(text.length, longestScanned);
    this.clear(text);
    this.wordStart = this.wordEnd = this.earlierStart = this.earlierEnd = none;
    this.keyStart = this.keyEnd = this.quotedStart = this.quotedEnd = this.proseEnd = none;
    let at = 0;
    while (at < this.limit) {
      const code = text.charCodeAt(at);
      const kind = classOf[code] as number;
      if (kind >= characterClass.letter) at = this.scanWord(at);
      else if (kind === characterClass.space) {
        at++;
        if (this.length > 0 && this.codes[this.length - 1] !== 32) this.codes[this.length++] = 32;
      } else if (kind === characterClass.quote) at = this.scanQuote(at, code);
      else at = this.scanDelimiter(at, code);
    }
    if (text.length > this.limit) this.writeValue(this.limit, text.length);
    else if (this.length > 0 && this.codes[this.length - 1] === 32) this.length--;
  }

  private scanDelimiter(at: number, code: number): number {
    const { text } = this;
    this.codes[this.length++] = code;
    if (code === 61) {
      // key=value; "==", "=>" and "key = value" are prose.
      if (this.wordEnd === at) this.expectValue(this.wordStart, this.wordEnd);
    } else if (code === 58) {
      // "key":"value"
      if (text.charCodeAt(at + 1) === 92 && this.wordEnd === at && this.wordStart === at - 1) {
        // The drive belongs to its path.
        const end = endOfPath(text, at + 1, this.limit);
        const masked = this.codes[this.length - 2] === valueCode;
        this.length -= masked ? 1 : 2;
        if (masked) this.ends[this.count - 1] = end;
        else this.writeValue(at - 1, end);
        return end;
      }
      if (this.quotedEnd === at - 1) this.expectValue(this.quotedStart, this.quotedEnd);
      if (text.charCodeAt(at + 1) === 47 && text.charCodeAt(at + 2) === 47 && this.wordEnd === at) {
        const end = endOfPath(text, at + 3, this.limit);
        if (end <= at + 3) return at + 1;
        this.codes[this.length++] = 47;
        this.codes[this.length++] = 47;
        this.writeValue(at + 3, end);
        return end;
      }
    } else if (code === 60 && isDigit(text.charCodeAt(at + 1)) && !this.isPriority(at)) {
      // "lifetime <1 sec": the sign belongs to the number.
      this.length--;
      return this.scanWord(at + 1, at);
    } else if (code === 40 && text.charCodeAt(at + 1) === 41 && this.codes[this.length - 2] === 32) {
      // "from 10.0.0.1 ()": nothing where elsewhere there is a name.
      this.writeValue(at + 1, at + 1);
    }
    return at + 1;
  }

  /** `<30>` before a syslog line, `<3>` of the kernel. */
  private isPriority(at: number): boolean {
    let end = at + 1;
    while (end < at + 5 && isDigit(this.text.charCodeAt(end))) end++;
    return this.text.charCodeAt(end) === 62;
  }

  private expectValue(start: number, end: number): void {
    this.keyStart = start;
    this.keyEnd = end;
  }

  /** A quoted word is a value, unless it is a key or says what happened; quoted prose is read as prose. */
  private scanQuote(at: number, code: number): number {
    const { text, limit } = this;
    this.codes[this.length++] = code;
    if (code === 34 && at <= this.proseEnd) return at + 1;
    let end = at + 1;
    let digits = false;
    const last = Math.min(limit, at + 80);
    for (; end < last; end++) {
      const inner = text.charCodeAt(end);
      if (inner === code) break;
      const kind = classOf[inner] as number;
      if (kind <= characterClass.quote && (kind !== characterClass.delimiter || inner === 123)) {
        this.beginProse(at, code);
        return at + 1;
      }
      if (kind === characterClass.digit) digits = true;
    }
    if (end >= last) this.beginProse(at, code);
    if (end >= last || end === at + 1) return at + 1;
    const follows = text.charCodeAt(end + 1);
    // Between two letters it is an apostrophe further on: 'can't'.
    if (code === 39 && classOf[follows] === characterClass.letter) return at + 1;
    if (follows === 58) {
      this.quotedStart = at + 1;
      this.quotedEnd = end;
      this.copy(at + 1, end);
    } else if (!digits && this.staysQuoted(at, end)) {
      this.copy(at + 1, end);
    } else {
      this.writeValue(at + 1, end);
    }
    this.codes[this.length++] = code;
    return end + 1;
  }

  /** The quote that ends the prose begins nothing: `"disk failure","user":"alice"` has three values, not two. */
  private beginProse(at: number, code: number): void {
    if (code !== 34) return;
    const before = at === 0 ? 32 : this.text.charCodeAt(at - 1);
    // 5" disks, 7" screens
    if ((classOf[before] as number) >= characterClass.letter) return;
    let end = this.text.indexOf('"', at + 1);
    while (end !== -1 && this.text.charCodeAt(end - 1) === 92) end = this.text.indexOf('"', end + 1);
    // Where none ends it no other can begin, and nobody need look again.
    this.proseEnd = end === -1 ? this.limit : end;
  }

  private staysQuoted(at: number, end: number): boolean {
    if (saysState(this.text.slice(at + 1, end))) return true;
    return (
      this.keyEnd !== none &&
      this.keyEnd >= at - 3 &&
      isMeaningKey(this.text.slice(this.keyStart, this.keyEnd))
    );
  }

  /** @param signStart where a sign before the number begins that belongs to it */
  private scanWord(at: number, signStart = at): number {
    const { text, limit, codes } = this;
    let end = at;
    let digits = false;
    let letters = false;
    let joined = false;
    let lastKind: number = characterClass.delimiter;
    const shift = this.length - at;
    for (; end < limit; end++) {
      const code = text.charCodeAt(end);
      const kind = classOf[code] as number;
      if (kind === characterClass.letter) letters = true;
      else if (kind === characterClass.digit) digits = true;
      else if (kind === characterClass.joiner) {
        // Dots in a row are filling.
        if (code === 46 && text.charCodeAt(end + 1) === 46) break;
        joined = true;
      } else if (
        !(
          code === 39 &&
          lastKind === characterClass.letter &&
          classOf[text.charCodeAt(end + 1)] === characterClass.letter
        )
      ) {
        break;
      }
      lastKind = kind;
      // Most words stay as they are: written now, they need not be read again.
      codes[shift + end] = code;
    }
    if (end === at) {
      while (end < limit && text.charCodeAt(end) === 46) codes[this.length++] = text.charCodeAt(end++);
      return end;
    }
    const first = text.charCodeAt(at);
    if (first === 47 || first === 126 || first === 46) {
      const after = first === 47 ? at + 1 : text.charCodeAt(at + 1) === 47 ? at + 2 : at;
      const kind = classOf[text.charCodeAt(after)] as number;
      if (after > at && kind >= characterClass.letter && (letters || hasSlash(text, after, end))) {
        const pathEnd = endOfPath(text, at, limit);
        this.writeValue(at, pathEnd);
        return pathEnd;
      }
    }
    // What joins words may also stand around them.
    let start = at;
    while (start < end && classOf[text.charCodeAt(start)] === characterClass.joiner) {
      const code = text.charCodeAt(start);
      if (digits && (code === 45 || code === 43) && isDigit(text.charCodeAt(start + 1))) break;
      if (code === 42 && !digits) break;
      start++;
    }
    this.length += start - at;
    let stop = end;
    while (stop > start && classOf[text.charCodeAt(stop - 1)] === characterClass.joiner) stop--;
    if (stop > start) {
      if (digits) {
        stop = this.writeNumbered(start === at ? signStart : start, start, stop, letters);
        if (stop > end) return stop;
      } else {
        const monthEnd = stop - start === 3 ? endOfMonth(text, start, stop) : none;
        if (monthEnd !== none) {
          this.writeValue(start, monthEnd);
          this.beginDate(dateParts.month);
          return monthEnd;
        }
        if (this.isValue(start, stop, joined)) this.writeValue(start, stop);
        else this.length += stop - start;
      }
      this.earlierStart = this.wordStart;
      this.earlierEnd = this.wordEnd;
      this.wordStart = start;
      this.wordEnd = stop;
    }
    while (stop < end) codes[this.length++] = text.charCodeAt(stop++);
    return end;
  }

  /** A word with a digit: the value, behind a prefix such as `blk_`. Gives where the value ends. */
  private writeNumbered(signStart: number, start: number, stop: number, letters: boolean): number {
    const { text, limit } = this;
    if (!letters) {
      if (this.continuesDate(start, stop)) {
        this.extendValue(stop);
        return stop;
      }
      const unitEnd = endOfUnit(text, stop, limit);
      const end = unitEnd === none ? stop : unitEnd;
      this.writeValue(signStart, end);
      if (isDate(text, start, stop)) this.beginDate(dateParts.day);
      else if (this.count - 1 !== this.dateValue && isHour(text, start, stop)) this.beginDate(dateParts.time);
      return end;
    }
    if (text.charCodeAt(start) === 72 && text.startsWith("HTTP/", start) && this.behindValue()) {
      this.extendValue(stop);
      return stop;
    }
    const first = text.charCodeAt(start);
    if (classOf[first] === characterClass.letter) {
      // jk2_init() is a function.
      const isName = (text.charCodeAt(stop) === 40 && stop - start > 4) || isMessageCode(text, start, stop);
      if (isName || (stop - start <= 11 && namesWithDigit.has(text.slice(start, stop).toLowerCase()))) {
        this.copy(start, stop);
        return stop;
      }
      const prefixEnd = endOfPrefix(text, start, stop);
      this.copy(start, prefixEnd);
      this.writeValue(prefixEnd, stop);
      return stop;
    }
    // HTTP/1.1 has letters first; this is 5ms, 0x1f, 3f2a.
    this.writeValue(signStart, stop);
    return stop;
  }

  private isValue(start: number, stop: number, joined: boolean): boolean {
    const { text } = this;
    const follows = text.charCodeAt(stop);
    if (this.keyEnd !== none && this.keyEnd === start - 1) {
      const key = text.slice(this.keyStart, this.keyEnd);
      if (isIdentityKey(key)) return follows !== 61;
    }
    if (follows === 58 && stop - start === 2 && isHardwareAddress(text, start)) return true;
    const { length, codes } = this;
    if (length >= 2 && codes[length - 1] === 58 && stop - start <= 4 && this.isAddressPart(start, stop))
      return true;
    if (this.isNameOfUser(start, stop) || this.isBoolean(start, stop)) return true;
    const long = stop - start >= 8 && (isHexadecimal(text.charCodeAt(start)) || stop - start > 64);
    return (joined || long) && isValueWithoutDigits(text, start, stop);
  }

  /** `allDrawn= true`, `"ok":false`: the unit keeps it apart, the template need not. */
  private isBoolean(start: number, stop: number): boolean {
    const { codes, length } = this;
    const before = codes[length - 1] === 32 ? codes[length - 2] : codes[length - 1];
    return (before === 61 || before === 58) && isTruthValue(this.text, start, stop);
  }

  /** `fe80::dead:beef`, `00:1a:ff`: letters among the groups of an address. */
  private isAddressPart(start: number, stop: number): boolean {
    const { codes, length, text } = this;
    const joined =
      codes[length - 2] === valueCode || (codes[length - 2] === 58 && codes[length - 3] === valueCode);
    if (!joined) return false;
    for (let index = start; index < stop; index++) if (!isHexadecimal(text.charCodeAt(index))) return false;
    return codes[length - 2] === 58 || text.charCodeAt(stop) === 58 || stop - start === 2;
  }

  /** "invalid user NAME", "Failed password for NAME from". */
  private isNameOfUser(start: number, stop: number): boolean {
    const { text, wordStart, wordEnd } = this;
    if (wordEnd !== start - 1 || wordStart === none) return false;
    if (wordEnd - wordStart === 4 && text.startsWith("user", wordStart)) {
      if (this.earlierEnd !== wordStart - 1) return false;
      return userIntroductions.has(text.slice(this.earlierStart, this.earlierEnd).toLowerCase());
    }
    return wordEnd - wordStart === 3 && text.startsWith("for", wordStart) && text.startsWith(" from ", stop);
  }
}
