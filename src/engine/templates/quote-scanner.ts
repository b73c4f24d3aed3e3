import {
  apostrophe,
  backslash,
  characterClass,
  classOf,
  colon,
  doubleQuote,
  equalsSign,
  greaterThan,
  openBrace,
  space,
} from "./characters.ts";
import { isFreeText } from "./free-text.ts";
import { isMeaningKey } from "./known-words.ts";
import { backslashesBefore, endOfQuotation, isEscapable, mayOpen } from "./quotation.ts";
import { none } from "./shape-writer.ts";
import { ownerOf, ownerOfKey } from "./text-owner.ts";
import { saysState } from "./word-kind.ts";
import { WordScanner } from "./word-scanner.ts";

/** A quoted value is at most this many characters long; longer quotes hold prose. */
const longestQuoted = 80;

/** Reads what stands in quotes: a key, a value, free text, or a program's own words. */
export class QuoteScanner extends WordScanner {
  protected quotedStart = none;
  protected quotedEnd = none;
  /** Where the quoted prose ends that is being read. */
  private proseEnd = none;
  /** Opening marks that nothing closes up to the end of the text: no later one searches the text again. */
  private readonly unclosed = new Set<number>();

  protected override clear(text: string): void {
    super.clear(text);
    this.quotedStart = this.quotedEnd = this.proseEnd = none;
    if (this.unclosed.size > 0) this.unclosed.clear();
  }

  protected expectValue(start: number, end: number): void {
    this.keyStart = start;
    this.keyEnd = end;
  }

  /** @param at place of the mark @returns where scanning goes on */
  protected scanQuote(at: number, code: number): number {
    if (code !== doubleQuote && code !== apostrophe) return this.scanQuotation(at, code);
    if (this.text.charCodeAt(at - 1) === backslash) return this.scanQuotation(at, code);
    if (code === doubleQuote && at <= this.proseEnd) return this.copyMark(at, code);
    const end = this.endOfWord(at, code);
    return end === none ? this.scanQuotation(at, code) : this.writeQuoted(at, end, code);
  }

  private copyMark(at: number, code: number): number {
    this.codes[this.length++] = code;
    return at + 1;
  }

  /** The place of the closing mark where a single word or nothing is quoted, or `none`. */
  private endOfWord(at: number, code: number): number {
    const { text } = this;
    const last = Math.min(this.limit, at + longestQuoted);
    for (let end = at + 1; end < last; end++) {
      const inner = text.charCodeAt(end);
      if (inner === code) return end;
      const kind = classOf[inner] as number;
      if (kind <= characterClass.quote && (kind !== characterClass.delimiter || inner === openBrace))
        return none;
    }
    return none;
  }

  /** A quoted word is a value, unless it is a key or says what happened. */
  private writeQuoted(at: number, end: number, code: number): number {
    const { text } = this;
    const follows = text.charCodeAt(end + 1);
    // An apostrophe between two letters closes nothing: 'can't'.
    if (code === apostrophe && classOf[follows] === characterClass.letter) return this.copyMark(at, code);
    const key = this.keyEnd !== none && this.keyEnd >= at - 3 ? text.slice(this.keyStart, this.keyEnd) : "";
    if (key === "" ? this.isBehindLabel(at) : ownerOfKey(key) === "person")
      return this.writeTyped(at, end, code);
    this.codes[this.length++] = code;
    if ((follows === colon && !this.isNameInSentence(at, end)) || follows === equalsSign) {
      this.quotedStart = at + 1;
      this.quotedEnd = end;
      this.copy(at + 1, end);
    } else if (end > at + 1) {
      if (this.staysQuoted(at + 1, end, key)) this.copy(at + 1, end);
      else this.writeValue(at + 1, end);
    }
    this.codes[this.length++] = code;
    return end + 1;
  }

  /** `Subject: "Hello"` */
  private isBehindLabel(at: number): boolean {
    const { text } = this;
    return (
      text.charCodeAt(at - 1) === space && text.charCodeAt(at - 2) === colon && ownerOf(text, at) === "person"
    );
  }

  /** `relation "orders": …`: a name in a sentence, where an object would have a brace or a comma. */
  private isNameInSentence(at: number, end: number): boolean {
    const isBehindWord = this.wordEnd === at - 1 && this.text.charCodeAt(at - 1) === space;
    return isBehindWord && this.wordEnd !== none && !isMeaningKey(this.text.slice(at + 1, end));
  }

  private staysQuoted(start: number, end: number, key: string): boolean {
    const { text } = this;
    for (let at = start; at < end; at++)
      if (classOf[text.charCodeAt(at)] === characterClass.digit) return false;
    if (key !== "" && isMeaningKey(key)) return true;
    return saysState(text.slice(start, end)) && (key !== "" || ownerOf(text, start - 1) !== "person");
  }

  /** Reads quoted prose, or a word in other marks: free text becomes a value, the rest is scanned as prose. */
  private scanQuotation(at: number, code: number): number {
    const { text, limit } = this;
    if (this.unclosed.has(code) || !mayOpen(text, at, code)) return this.copyMark(at, code);
    const end = endOfQuotation(text, at, code, limit);
    if (end === limit) {
      // A text that goes on behind what is scanned may be closed there.
      if (text.length > limit && ownerOf(text, at) === "person") return this.writeTyped(at, limit, code);
      this.unclosed.add(code);
    }
    const isClosed = end !== none && end < limit;
    if (code === doubleQuote && text.charCodeAt(at - 1) !== backslash)
      // Quotes within prose open nothing: `"disk failure","user":"alice"` has three quoted parts, not two.
      this.proseEnd = isClosed ? end : limit;
    const follows = text.charCodeAt(end + 1);
    if (!isClosed || end === at + 1 || follows === colon) return this.copyMark(at, code);
    const owner = ownerOf(text, at);
    if (!isFreeText(text, at, end, owner)) return this.copyMark(at, code);
    return owner === "person" ? this.writeTyped(at, end, code) : this.writeBetweenMarks(at, end, code);
  }

  /**
   * Writes free text. Behind a key its marks are part of it: programs leave them out around a single word.
   *
   * @param end place of the closing mark
   */
  private writeTyped(at: number, end: number, code: number): number {
    const slashes = isEscapable(code) ? backslashesBefore(this.text, at) : 0;
    if (!this.isBehindSign(slashes)) return this.writeBetweenMarks(at, end, code);
    const past = Math.min(end + 1, this.limit);
    this.length -= slashes;
    this.writeText(at - slashes, past);
    return past;
  }

  private writeBetweenMarks(at: number, end: number, code: number): number {
    const slashes = isEscapable(code) ? backslashesBefore(this.text, at) : 0;
    const past = Math.min(end + 1, this.limit);
    this.codes[this.length++] = code;
    this.writeText(at + 1, end - slashes);
    this.copy(end - slashes, past);
    return past;
  }

  /** @param slashes number of backslashes that were written behind the sign */
  private isBehindSign(slashes: number): boolean {
    let last = this.length - slashes - 1;
    if (this.codes[last] === space) last--;
    const code = this.codes[last];
    return code === equalsSign || code === colon || code === greaterThan;
  }
}
