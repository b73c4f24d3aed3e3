/**
 * The test side's own CSV: a state machine over "byte text" (one character per byte, latin1), so that invalid
 * UTF-8 can be compared byte for byte. Cells are kept raw, quotes included; `cellValue` unquotes one.
 */

export interface Table {
  /** Column names, unquoted, in byte text. */
  readonly names: readonly string[];
  /** Raw cells, quotes included, in byte text. */
  readonly rows: readonly (readonly string[])[];
  /** Whether a quoted value ran to the end of the body. */
  readonly unclosed: boolean;
}

/** A record as a test states it: a list is a multivalue. */
export type Value = string | readonly string[];

/** Reads LF or CRLF; a blank line is a row only in a table of one column. */
export function parseCsv(body: Buffer): Table {
  const { lines, unclosed } = splitCells(body.toString("latin1"));
  const names = (lines[0] ?? []).map(cellValue);
  const isBlank = (cells: readonly string[]) => cells.length === 1 && cells[0] === "";
  const rows = lines.slice(1).filter((cells) => names.length === 1 || !isBlank(cells));
  return { names, rows, unclosed };
}

function splitCells(text: string): { lines: string[][]; unclosed: boolean } {
  const lines: string[][] = [];
  let cells: string[] = [];
  let unclosed = false;
  let at = 0;
  while (at < text.length) {
    const start = at;
    if (text.charCodeAt(at) === 34) {
      at = endOfQuoted(text, at);
      if (at === -1) {
        unclosed = true;
        at = text.length;
      }
    }
    const quotedEnd = at;
    while (at < text.length && text.charCodeAt(at) !== 44 && text.charCodeAt(at) !== 10) at++;
    const endsLine = at === text.length || text.charCodeAt(at) === 10;
    const carriage = endsLine && at < text.length && at > quotedEnd && text.charCodeAt(at - 1) === 13;
    cells.push(text.slice(start, carriage ? at - 1 : at));
    at++;
    if (!endsLine && at === text.length) cells.push("");
    if (endsLine || at === text.length) {
      lines.push(cells);
      cells = [];
    }
  }
  return { lines, unclosed };
}

/** The offset after the closing quote of the value that opens at `open`, or -1. */
function endOfQuoted(text: string, open: number): number {
  let at = open + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return -1;
    if (text.charCodeAt(quote + 1) !== 34) return quote + 1;
    at = quote + 2;
  }
}

/** What a raw cell says, in byte text. */
export function cellValue(raw: string): string {
  if (raw.charCodeAt(0) !== 34) return raw;
  const end = endOfQuoted(raw, 0);
  const inner = end === -1 ? raw.slice(1) : raw.slice(1, end - 1) + raw.slice(end);
  return inner.includes('""') ? inner.replaceAll('""', '"') : inner;
}

/** Byte text to the text it encodes. */
export function fromBytes(byteText: string): string {
  return Buffer.from(byteText, "latin1").toString("utf8");
}

/** Text to byte text. */
export function toBytes(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/** Quotes as splunkd does: everything that is not plain letters and digits. */
function quoteLikeSplunkd(value: string): string {
  return /^[A-Za-z0-9]*$/.test(value) ? value : `"${value.replaceAll('"', '""')}"`;
}

/** `["a$", "b"]` to `$a$$$;$b$`; nothing for a single value. */
export function encodeMultivalue(value: Value): string {
  if (typeof value === "string" || value.length < 2) return "";
  return value.map((item) => `$${item.replaceAll("$", "$$$$")}$`).join(";");
}

/** The inverse of `encodeMultivalue`; throws on text that is no multivalue. */
export function decodeMultivalue(encoded: string): string[] {
  const values: string[] = [];
  let at = 0;
  while (at < encoded.length) {
    const item = /\$((?:\$\$|[^$])*)\$(?:;|$)/y;
    item.lastIndex = at;
    const match = item.exec(encoded);
    if (match === null) throw new Error(`not a multivalue at ${at}: ${encoded.slice(0, 80)}`);
    values.push(match[1]!.replaceAll("$$", "$"));
    at = item.lastIndex;
  }
  return values;
}

function plainValue(value: Value): string {
  return typeof value === "string" ? value : value.join("\n");
}

/** A body as splunkd writes it: all fields, then all their `__mv_` columns, LF line ends. */
export function splunkdBody(
  fields: readonly string[],
  rows: readonly Readonly<Record<string, Value>>[],
  lineEnd = "\n",
): Buffer {
  const lines = [[...fields, ...fields.map((field) => `__mv_${field}`)]];
  for (const row of rows) {
    const values = fields.map((field) => row[field] ?? "");
    lines.push([...values.map(plainValue), ...values.map(encodeMultivalue)]);
  }
  return Buffer.from(lines.map((cells) => cells.map(quoteLikeSplunkd).join(",") + lineEnd).join(""));
}

/** The body for a command that named its required fields: the same, with `_chunked_idx` in front. */
export function indexedBody(
  fields: readonly string[],
  rows: readonly Readonly<Record<string, Value>>[],
): Buffer {
  const numbered = rows.map((row, index) => ({ ...row, _chunked_idx: String(index) }));
  return splunkdBody(["_chunked_idx", ...fields], numbered);
}
