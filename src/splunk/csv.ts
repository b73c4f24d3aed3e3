/** The CSV of the search command protocol: RFC 4180, with LF or CRLF. */

const comma = 44;
const quote = 34;
const newline = 10;
const carriageReturn = 13;

/** The result of `endOfField` for a field whose quote is never closed. */
export const unclosed = -1;

/** A value as a CSV field, quoted if necessary. Works on texts and on byte strings. */
export function quoteField(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** The value of a raw field: outer quotes removed, doubled quotes single. Text after a closing quote is kept. */
export function unquoteField(raw: string): string {
  if (raw.charCodeAt(0) !== quote) return raw;
  const last = raw.length - 1;
  if (last > 0 && raw.charCodeAt(last) === quote && raw.indexOf('"', 1) === last) return raw.slice(1, last);
  return unquoteSlowly(raw);
}

function unquoteSlowly(raw: string): string {
  let value = "";
  let at = 1;
  for (;;) {
    const close = raw.indexOf('"', at);
    if (close === -1) return value + raw.slice(at);
    value += raw.slice(at, close);
    if (raw.charCodeAt(close + 1) !== quote) return value + raw.slice(close + 1);
    value += '"';
    at = close + 2;
  }
}

/** The index at which a field ends: that of a comma, a newline or the end of `source`; else `unclosed`. */
export function endOfField(source: string, start: number): number {
  const length = source.length;
  let at = start;
  if (source.charCodeAt(at) === quote) {
    at++;
    for (;;) {
      const close = source.indexOf('"', at);
      if (close === -1) return unclosed;
      if (source.charCodeAt(close + 1) !== quote) {
        at = close + 1;
        break;
      }
      at = close + 2;
    }
  }
  for (; at < length; at++) {
    const code = source.charCodeAt(at);
    if (code === comma || code === newline) break;
  }
  return at;
}

/** Whether the field that ends at `end` is the last of its row. */
export function isRowEnd(source: string, end: number): boolean {
  return end >= source.length || source.charCodeAt(end) === newline;
}

/** `end` without the carriage return of a CRLF row end. */
export function withoutCarriageReturn(source: string, start: number, end: number): number {
  return end > start && source.charCodeAt(end) === newline && source.charCodeAt(end - 1) === carriageReturn
    ? end - 1
    : end;
}

/** The raw fields of a row, including quotes, and the index of its end. */
export function rawFieldsOf(source: string, start: number): { fields: string[]; end: number } {
  const fields: string[] = [];
  for (let at = start; ; ) {
    const end = endOfField(source, at);
    if (end === unclosed) return { fields: [...fields, source.slice(at)], end: source.length };
    if (isRowEnd(source, end)) {
      fields.push(source.slice(at, withoutCarriageReturn(source, at, end)));
      return { fields, end };
    }
    fields.push(source.slice(at, end));
    at = end + 1;
  }
}
