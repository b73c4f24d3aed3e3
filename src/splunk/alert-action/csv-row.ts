import { unquoteField } from "../csv.ts";

const comma = 44;
const quote = 34;
const newline = 10;
const carriageReturn = 13;

/** A row, as far as it could be read. */
export interface ScannedRow {
  /** Raw fields, including quotes. */
  readonly fields: readonly string[];
  /** The offset of the row's line end, or of the end of the text. */
  readonly end: number;
  /** `unfinished`: the text ends without a line end. `open`: it ends within quotes. */
  readonly state: "whole" | "unfinished" | "open";
  /** Text follows a closing quote: that quote probably opens another field, and an earlier quote is unclosed. */
  readonly isSuspicious: boolean;
  readonly spansLines: boolean;
}

/** Reads the row that begins at `start`. */
export function rowAt(source: string, start: number): ScannedRow {
  const fields: string[] = [];
  let isSuspicious = false;
  for (let at = start; ; ) {
    let from = at;
    if (source.charCodeAt(at) === quote) {
      const close = closingQuote(source, at);
      if (close === -1) {
        fields.push(source.slice(at));
        return { fields, end: source.length, state: "open", isSuspicious, spansLines: true };
      }
      from = close + 1;
      if (!endsField(source, from)) isSuspicious = true;
    }
    const end = fieldEnd(source, from);
    const isRowEnd = end === source.length || source.charCodeAt(end) === newline;
    const valueEnd = isRowEnd && end > at && source.charCodeAt(end - 1) === carriageReturn ? end - 1 : end;
    fields.push(source.slice(at, valueEnd));
    if (!isRowEnd) {
      at = end + 1;
      continue;
    }
    const lineEnd = source.indexOf("\n", start);
    const spansLines = lineEnd !== -1 && lineEnd < end;
    return { fields, end, state: end === source.length ? "unfinished" : "whole", isSuspicious, spansLines };
  }
}

/** Bytes that are read to decide whether a row begins at a line. */
const longestCandidate = 64 * 1024;

/**
 * Whether a row with this many values begins at `start`, even one with an unclosed quote. Always false for a single
 * column, because every line would match.
 */
export function looksLikeRow(source: string, start: number, columns: number, isEnd: boolean): boolean {
  if (columns < 2) return false;
  const piece = source.slice(start, start + longestCandidate);
  const isAll = isEnd && start + piece.length === source.length;
  const { state, isSuspicious, fields } = rowAt(piece, 0);
  const isWhole = state === "whole" || (state === "unfinished" && isAll);
  if (isWhole && !isSuspicious && fields.length === columns) return true;
  const lineEnd = piece.indexOf("\n");
  if (lineEnd === -1 && !isAll) return false;
  return lenientFields(lineEnd === -1 ? piece : piece.slice(0, lineEnd)).values.length === columns;
}

/**
 * The values of a row with an unclosed quote. If there are more than columns, the commas are taken as part of the text
 * after that quote.
 */
export function openRowValues(row: string, columns: number): string[] {
  const { values, openIndex } = lenientFields(row);
  const further = values.length - columns;
  if (further <= 0 || openIndex === -1) return values;
  const text = values.slice(openIndex, openIndex + further + 1).join(",");
  return [...values.slice(0, openIndex), text, ...values.slice(openIndex + further + 1)];
}

/**
 * The values of a row, where a quote only counts if it is closed before a comma or the end, and the index of the first
 * value with an unclosed quote.
 */
function lenientFields(row: string): { values: string[]; openIndex: number } {
  const source = row.endsWith("\r") ? row.slice(0, -1) : row;
  const values: string[] = [];
  let openIndex = -1;
  for (let at = 0; ; ) {
    let close = source.charCodeAt(at) === quote ? closingQuote(source, at) : -1;
    if (close !== -1 && close + 1 < source.length && source.charCodeAt(close + 1) !== comma) close = -1;
    const isOpen = close === -1 && source.charCodeAt(at) === quote;
    const next = source.indexOf(",", close === -1 ? at : close + 1);
    const end = next === -1 ? source.length : next;
    if (isOpen && openIndex === -1) openIndex = values.length;
    values.push(isOpen ? source.slice(at + 1, end) : unquoteField(source.slice(at, end)));
    if (next === -1) return { values, openIndex };
    at = end + 1;
  }
}

function closingQuote(source: string, opening: number): number {
  for (let at = opening + 1; ; ) {
    const close = source.indexOf('"', at);
    if (close === -1 || source.charCodeAt(close + 1) !== quote) return close;
    at = close + 2;
  }
}

function endsField(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  return at >= source.length || code === comma || code === newline || code === carriageReturn;
}

function fieldEnd(source: string, from: number): number {
  for (let at = from; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === comma || code === newline) return at;
  }
  return source.length;
}
