import { toBytes } from "./byte-string.ts";
import { endOfField, quoteField, unclosed, unquoteField } from "./csv.ts";
import { multivalueColumn } from "./multivalue.ts";
import type { Table } from "./table.ts";

const indexColumn = "_chunked_idx";
/** About as much as a pipe takes at once, several times over; larger pieces only cost memory. */
const pieceBytes = 64 * 1024;

export interface ReplyRows {
  readonly bodyLength: number;
  readonly body: Iterable<Buffer>;
}

/**
 * The rows of a reply: those of the request, each followed by new columns.
 *
 * When splunkd merges (the header has `_chunked_idx`) a row is its index and the new columns, nothing else;
 * otherwise every row passes through byte for byte, and columns that have a new one's name are left out.
 *
 * @param columns names of the new columns, `__mv_` twins included
 * @param additions for each row its new values, already as CSV bytes
 */
export function replyRows(table: Table, columns: readonly string[], additions: readonly Buffer[]): ReplyRows {
  if (table.rowCount === 0) return { bodyLength: 0, body: [] };
  const leading = leadingFields(table, columns);
  const header = Buffer.from(
    `${[...leading.header, ...columns.map((name) => toBytes(quoteField(name)))].join(",")}\n`,
    "latin1",
  );
  let bodyLength = header.length;
  for (let row = 0; row < table.rowCount; row++) {
    bodyLength += leading.bytes(row).length + 1 + (additions[row] as Buffer).length + 1;
  }
  return { bodyLength, body: pieces(table.rowCount, header, leading, additions) };
}

/** What stands before the new columns in each row. */
interface LeadingFields {
  readonly header: readonly string[];
  /** The leading fields as a byte string. */
  bytes(row: number): string;
}

/** Columns of a request that a reply with these new columns replaces. */
export function replacedColumns(table: Table, columns: readonly string[]): string[] {
  if (table.place(indexColumn) !== -1) return [];
  const ours = new Set(columns.flatMap((name) => [name, multivalueColumn(name)]));
  return table.columns.filter((column) => ours.has(column));
}

function leadingFields(table: Table, columns: readonly string[]): LeadingFields {
  const index = table.place(indexColumn);
  if (index !== -1) {
    const twin = multivalueColumn(indexColumn);
    return {
      header: [indexColumn, twin],
      bytes: (row) => `${table.raw(row, index)},`,
    };
  }
  const replaced = new Set(replacedColumns(table, columns));
  const kept = table.columns.flatMap((column, place) => (replaced.has(column) ? [] : [place]));
  const rebuild = (row: number): string => {
    const fields = table.rawFields(row);
    return kept.map((place) => repairField(fields[place] ?? "")).join(",");
  };
  return {
    header: kept.map((place) => toBytes(quoteField(table.columns[place] as string))),
    bytes: (row) => (replaced.size > 0 || table.isMalformed(row) ? rebuild(row) : table.rawRow(row)),
  };
}

/** A raw field that can stand before another one: a quote that was never closed is. */
function repairField(raw: string): string {
  return endOfField(raw, 0) === unclosed ? quoteField(unquoteField(raw)) : raw;
}

function* pieces(
  rowCount: number,
  header: Buffer,
  leading: LeadingFields,
  additions: readonly Buffer[],
): Generator<Buffer, void, void> {
  let piece = Buffer.allocUnsafe(Math.max(pieceBytes, header.length));
  let filled = header.copy(piece);
  for (let row = 0; row < rowCount; row++) {
    const addition = additions[row] as Buffer;
    const lead = leading.bytes(row);
    const needed = lead.length + addition.length + 2;
    if (filled + needed > piece.length) {
      yield piece.subarray(0, filled);
      piece = Buffer.allocUnsafe(Math.max(pieceBytes, needed));
      filled = 0;
    }
    filled += piece.write(lead, filled, "latin1");
    piece[filled++] = 44;
    piece.set(addition, filled);
    filled += addition.length;
    piece[filled++] = 10;
  }
  yield piece.subarray(0, filled);
}
