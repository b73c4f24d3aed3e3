import {
  apostrophe,
  asterisk,
  capitalH,
  characterClass,
  classOf,
  colon,
  dot,
  equalsSign,
  hyphen,
  isDigit,
  isHexadecimal,
  openParenthesis,
  plus,
  slash,
  space,
  tilde,
} from "./characters.ts";
import { isIdentityKey, userIntroductions } from "./known-words.ts";
import { dateParts, none, ShapeWriter } from "./shape-writer.ts";
import { ownerOfKey } from "./text-owner.ts";
import { endOfUserAgent, mayBeginAgent } from "./user-agent.ts";
import {
  endOfMonth,
  endOfPath,
  endOfPrefix,
  endOfUnit,
  hasSlash,
  isDate,
  isHardwareAddress,
  isHour,
  isNameWithDigit,
  isTruthValue,
  isValueWithoutDigits,
  startOfTrailingJoiners,
} from "./word-kind.ts";

/** Reads one word at a time and writes it to the shape: as it is, as a value, or as a prefix and a value. */
export class WordScanner extends ShapeWriter {
  /** Where the scanned part of the text ends. */
  protected limit = 0;
  /** The last word and the one before it. */
  protected wordStart = none;
  protected wordEnd = none;
  private earlierStart = none;
  private earlierEnd = none;
  /** The key, while a value is expected. */
  protected keyStart = none;
  protected keyEnd = none;
  /** What `copyWord` found in the last word. */
  private hasLetters = false;
  private hasDigits = false;
  private hasJoiners = false;

  protected override clear(text: string): void {
    super.clear(text);
    this.wordStart = this.wordEnd = this.earlierStart = this.earlierEnd = none;
    this.keyStart = this.keyEnd = none;
  }

  /**
   * Scans the word that begins at `at`.
   *
   * @param signStart where a sign begins that stands before the word and belongs to its number
   * @returns where scanning goes on
   */
  protected scanWord(at: number, signStart = at): number {
    const end = this.copyWord(at);
    if (end === at) return this.copyDots(at);
    const { hasDigits, hasJoiners } = this;
    if (hasDigits && mayBeginAgent(this.text, end)) {
      const agentEnd = endOfUserAgent(this.text, at, end, this.limit);
      if (agentEnd > end) {
        this.writeText(at, agentEnd);
        return agentEnd;
      }
    }
    const pathEnd = this.endOfLeadingPath(at, end);
    if (pathEnd !== none) {
      this.writeValue(at, pathEnd);
      return pathEnd;
    }
    const start = this.skipLeadingJoiners(at, end);
    let stop = startOfTrailingJoiners(this.text, start, end);
    // The joiners before the word are in `codes` already.
    this.length += start - at;
    if (stop > start) {
      if (hasDigits) {
        stop = this.writeNumbered(start === at ? signStart : start, start, stop);
        if (stop > end) return stop;
      } else {
        const monthEnd = this.writeMonth(start, stop);
        if (monthEnd !== none) return monthEnd;
        if (this.keyEnd === start - 1 && this.isTyped()) this.writeText(start, stop);
        else if (this.isValue(start, stop, hasJoiners)) this.writeValue(start, stop);
        else this.length += stop - start;
      }
      this.earlierStart = this.wordStart;
      this.earlierEnd = this.wordEnd;
      this.wordStart = start;
      this.wordEnd = stop;
    }
    this.copy(stop, end);
    return end;
  }

  /**
   * Writes the word's code units behind the shape without counting them in: most words stay as they are and need
   * not be read again. Notes in `hasLetters`, `hasDigits` and `hasJoiners` what the word holds.
   *
   * @returns where the word ends
   */
  private copyWord(at: number): number {
    const { text, limit, codes } = this;
    const shift = this.length - at;
    let letters = false;
    let digits = false;
    let joiners = false;
    let lastKind: number = characterClass.delimiter;
    let end = at;
    for (; end < limit; end++) {
      const code = text.charCodeAt(end);
      const kind = classOf[code] as number;
      if (kind === characterClass.letter) letters = true;
      else if (kind === characterClass.digit) digits = true;
      else if (kind === characterClass.joiner) {
        // Several dots in a row are padding.
        if (code === dot && text.charCodeAt(end + 1) === dot) break;
        joiners = true;
      } else if (
        code !== apostrophe ||
        lastKind !== characterClass.letter ||
        classOf[text.charCodeAt(end + 1)] !== characterClass.letter
      ) {
        break;
      }
      lastKind = kind;
      codes[shift + end] = code;
    }
    this.hasLetters = letters;
    this.hasDigits = digits;
    this.hasJoiners = joiners;
    return end;
  }

  private copyDots(at: number): number {
    let end = at;
    while (end < this.limit && this.text.charCodeAt(end) === dot) end++;
    this.copy(at, end);
    return end;
  }

  /** The end of a path that starts with `/`, `~/` or `./`, or `none`. */
  private endOfLeadingPath(at: number, end: number): number {
    const { text } = this;
    const first = text.charCodeAt(at);
    let name = at + 1;
    if (first !== slash) {
      if ((first !== tilde && first !== dot) || text.charCodeAt(name) !== slash) return none;
      name++;
    }
    const isPath =
      (classOf[text.charCodeAt(name)] as number) >= characterClass.letter &&
      (this.hasLetters || hasSlash(text, name, end));
    return isPath ? endOfPath(text, at, this.limit) : none;
  }

  /** Where the word proper starts; a sign belongs to its number, an asterisk to its word. */
  private skipLeadingJoiners(at: number, end: number): number {
    const { text, hasDigits } = this;
    let start = at;
    while (start < end) {
      const code = text.charCodeAt(start);
      if (classOf[code] !== characterClass.joiner) break;
      if (hasDigits && (code === hyphen || code === plus) && isDigit(text.charCodeAt(start + 1))) break;
      if (code === asterisk && !hasDigits) break;
      start++;
    }
    return start;
  }

  /** Begins a date where a month or a weekday and a month stand before a number. @returns its end or `none` */
  private writeMonth(start: number, stop: number): number {
    if (stop - start !== 3) return none;
    const end = endOfMonth(this.text, start, stop);
    if (end === none) return none;
    this.writeValue(start, end);
    this.beginDate(dateParts.month);
    return end;
  }

  /** Writes a word with a digit: as a value, behind a prefix such as `blk_`. @returns where the value ends */
  private writeNumbered(signStart: number, start: number, stop: number): number {
    if (!this.hasLetters) return this.writeNumber(signStart, start, stop);
    const { text } = this;
    const first = text.charCodeAt(start);
    if (first === capitalH && text.startsWith("HTTP/", start) && this.behindValue()) {
      this.extendValue(stop);
    } else if (classOf[first] !== characterClass.letter) {
      // A number with letters: 5ms, 0x1f, 3f2a.
      this.writeValue(signStart, stop);
    } else if (isNameWithDigit(text, start, stop)) {
      this.copy(start, stop);
    } else {
      const prefixEnd = endOfPrefix(text, start, stop);
      this.copy(start, prefixEnd);
      this.writeValue(prefixEnd, stop);
    }
    return stop;
  }

  /** Writes digits, with the unit of measure behind them, unless they continue a date. @returns their end */
  private writeNumber(signStart: number, start: number, stop: number): number {
    const { text } = this;
    if (this.continuesDate(start, stop)) {
      this.extendValue(stop);
      return stop;
    }
    const unitEnd = endOfUnit(text, stop, this.limit);
    const end = unitEnd === none ? stop : unitEnd;
    this.writeValue(signStart, end);
    if (isDate(text, start, stop)) this.beginDate(dateParts.day);
    else if (this.count - 1 !== this.dateValue && isHour(text, start, stop)) this.beginDate(dateParts.time);
    return end;
  }

  /** `q=shoes`: whether the key is one of what people type. */
  private isTyped(): boolean {
    return this.keyEnd !== none && ownerOfKey(this.text.slice(this.keyStart, this.keyEnd)) === "person";
  }

  /** Whether a word without digits is a value. */
  private isValue(start: number, stop: number, hasJoiners: boolean): boolean {
    const { text } = this;
    const follows = text.charCodeAt(stop);
    if (this.keyEnd !== none && this.keyEnd === start - 1) {
      const key = text.slice(this.keyStart, this.keyEnd);
      if (isIdentityKey(key)) return follows !== equalsSign;
    }
    if (follows === colon && stop - start === 2 && isHardwareAddress(text, start)) return true;
    if (this.continuesAddress(start, stop)) return true;
    if (this.isNameOfUser(start, stop) || this.isBoolean(start, stop)) return true;
    const long = stop - start >= 8 && (isHexadecimal(text.charCodeAt(start)) || stop - start > 64);
    return (hasJoiners || long) && isValueWithoutDigits(text, start, stop);
  }

  /** `allDrawn= true`, `"ok":false`, `lights(true)`: units keep true and false apart, so templates need not. */
  private isBoolean(start: number, stop: number): boolean {
    const { codes, length } = this;
    const before = codes[length - 1] === space ? codes[length - 2] : codes[length - 1];
    const isBehind = before === equalsSign || before === colon || before === openParenthesis;
    return isBehind && isTruthValue(this.text, start, stop);
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
