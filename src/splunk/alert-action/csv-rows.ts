import { unquoteField } from "../csv.ts";
import { looksLikeRow, openRowValues, rowAt, type ScannedRow } from "./csv-row.ts";

/** Bytes without the end of a row after which a quote counts as unclosed. A log line may have 16 MB, quoted twice that. */
const longestRow = 64 * 1024 * 1024;
/** The header must come within this many lines and bytes. */
const mostLinesBefore = 50;
const mostBytesBefore = 256 * 1024;
/** Most lines after an unclosed quote that are checked for the next row. */
const mostLinesScanned = 100_000;
/** The form of a column name; a number is not a name. */
const columnName = /^(?!\d+(?:\.\d+)?$)[^\s"][^"\r\n]{0,200}$/;

/**
 * Reads the rows of a CSV that comes in pieces, as byte strings (RFC 4180, LF or CRLF). Lines before the header are
 * skipped. After an unclosed quote it continues with the next line that has as many values as the header.
 */
export class CsvRows {
  /** Names in the header; undefined until the header is read. */
  columns: readonly string[] | undefined;
  /** Lines before the header. */
  linesBefore = 0;
  /** Number of rows yielded. */
  count = 0;
  /** Numbers, from 1, of rows with an unclosed quote. Lines after such a row may belong to it. */
  readonly openRows: number[] = [];
  /** Numbers of rows with more or fewer values than the header. */
  readonly unevenRows: number[] = [];

  private readonly isHeader: (columns: readonly string[]) => boolean;
  private pending = "";
  /** Bytes of pending text at which it is read again, so that a long row is not read over and over. */
  private nextScanAt = 0;
  /** Everything is skipped up to the next line that looks like a row. */
  private isSkipping = false;

  /** @param isHeader distinguishes the header from lines that a program wrote before it */
  constructor(isHeader: (columns: readonly string[]) => boolean) {
    this.isHeader = isHeader;
  }

  /** Adds a piece. @returns the values of each complete row */
  *add(piece: string): Generator<string[]> {
    this.pending += piece;
    if (this.pending.length >= this.nextScanAt) yield* this.take(false);
  }

  /** The remaining rows. @param isCut the text breaks off, so its last line is not a row */
  *end(isCut = false): Generator<string[]> {
    if (isCut) this.pending = this.pending.slice(0, this.pending.lastIndexOf("\n") + 1);
    yield* this.take(true, isCut);
  }

  private *take(isEnd: boolean, isCut = false): Generator<string[]> {
    if (this.columns === undefined && !this.takeHeader(isEnd)) return;
    let at = 0;
    while (at < this.pending.length) {
      if (this.isSkipping) {
        const next = this.findNextRow(at, this.pending.length, isEnd);
        if (next === undefined) break;
        this.isSkipping = false;
        at = next;
      }
      const row = rowAt(this.pending, at);
      const isWhole = row.state === "whole" || (row.state === "unfinished" && isEnd);
      const isTooLong = this.pending.length - at > longestRow;
      if (!isWhole && !isEnd && !isTooLong) break;
      if (isWhole && this.isPlain(row)) {
        yield* this.emit(row.fields.map(unquoteField));
        at = row.end + 1;
        continue;
      }
      const next = this.findNextRow(at, isWhole ? row.end : this.pending.length, isEnd);
      if (next === undefined && isWhole) {
        yield* this.emit(row.fields.map(unquoteField));
        at = row.end + 1;
        continue;
      }
      if (next === undefined && isCut) return;
      this.openRows.push(this.count + 1);
      const end = next === undefined ? this.pending.length : next - 1;
      yield* this.emit(openRowValues(this.pending.slice(at, end), this.columns?.length ?? 0), true);
      at = next ?? this.pending.length;
      this.isSkipping = next === undefined;
    }
    const lastLine = this.pending.lastIndexOf("\n");
    if (!this.isSkipping) this.pending = this.pending.slice(at);
    else this.pending = lastLine === -1 ? "" : this.pending.slice(lastLine);
    this.nextScanAt = 2 * this.pending.length;
  }

  /** Whether a row is certain. A row of several lines may contain other rows, unless its number of values is right. */
  private isPlain(row: ScannedRow): boolean {
    return !row.spansLines || (!row.isSuspicious && row.fields.length === this.columns?.length);
  }

  private *emit(values: string[], isOpen = false): Generator<string[]> {
    const wanted = this.columns?.length ?? 0;
    if (values.length === 1 && values[0] === "" && wanted > 1) return;
    this.count++;
    if (values.length !== wanted && !isOpen) this.unevenRows.push(this.count);
    yield values;
  }

  /** The offset of the next line after `from` that looks like a row. */
  private findNextRow(from: number, to: number, isEnd: boolean): number | undefined {
    const columns = this.columns?.length ?? 0;
    let at = from;
    for (let scanned = 0; scanned < mostLinesScanned; scanned++) {
      const lineEnd = this.pending.indexOf("\n", at);
      if (lineEnd === -1 || lineEnd + 1 >= to) return undefined;
      at = lineEnd + 1;
      if (looksLikeRow(this.pending, at, columns, isEnd)) return at;
    }
    return undefined;
  }

  /** Finds the header: the first line that looks like one, else the first line that is not blank. */
  private takeHeader(isEnd: boolean): boolean {
    const { pending } = this;
    let first: { at: number; line: number; row: ScannedRow } | undefined;
    let line = 0;
    for (let at = 0; at < pending.length && line < mostLinesBefore && at < mostBytesBefore; line++) {
      const row = rowAt(pending, at);
      if (row.state !== "whole" && !isEnd && pending.length < mostBytesBefore) return false;
      const isBlank = row.fields.length === 1 && row.fields[0]?.trim() === "";
      const isOne = row.state !== "open" && this.looksLikeHeader(row);
      if (isOne || (first === undefined && !isBlank)) first = { at, line, row };
      if (isOne) break;
      // A banner may have an unclosed quote, so go on with the next line.
      const lineEnd = pending.indexOf("\n", at);
      at = lineEnd === -1 ? pending.length : lineEnd + 1;
    }
    if (first === undefined) return false;
    const isSure = this.looksLikeHeader(first.row);
    if (!isSure && !isEnd && line < mostLinesBefore && pending.length < mostBytesBefore) return false;
    this.columns = namesOf(first.row);
    this.linesBefore = first.line;
    this.pending = pending.slice(first.row.end + 1);
    return true;
  }

  private looksLikeHeader(row: ScannedRow): boolean {
    const names = namesOf(row);
    return names.every((name) => name === "" || columnName.test(name)) && this.isHeader(names);
  }
}

/** Column names without a byte order mark, which may also come in the middle of concatenated files. */
function namesOf({ fields }: ScannedRow): string[] {
  return fields.map((field) => unquoteField(field.replace(/^\xef\xbb\xbf/, "")).trim());
}
