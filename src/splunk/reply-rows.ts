import { toBytes } from "./byte-string.ts";
import { quoteField } from "./csv.ts";
import { KeptFields } from "./kept-fields.ts";
import type { OwnColumns } from "./own-columns.ts";
import type { Table } from "./table.ts";

/** Bytes. About as much as a pipe takes at once; larger pieces only cost memory. */
const pieceBytes = 64 * 1024;

export interface ReplyRows {
  readonly bodyLength: number;
  readonly body: Iterable<Buffer>;
}

/**
 * The rows of a reply: those of the request byte for byte, without the columns that ours replace, followed by ours. It is
 * documented nowhere what splunkd does with columns that it sent and does not get back; this reply is right either way.
 *
 * @param table must be read with `own.replaces`
 * @param additions for each row the values of the filled columns as CSV bytes
 */
export function replyRows(table: Table, own: OwnColumns, additions: readonly Buffer[]): ReplyRows {
  if (table.rowCount === 0) return { bodyLength: 0, body: [] };
  const kept = new KeptFields(table);
  const empty = own.emptyBeside(table.columns);
  const names = [...own.filled, ...empty].map((name) => toBytes(quoteField(name)));
  const header = Buffer.from(`${[...kept.header, ...names].join(",")}\n`, "latin1");
  const rowEnd = Buffer.from(`${",".repeat(empty.length)}\n`);
  let bodyLength = header.length + rowEnd.length * table.rowCount;
  for (let row = 0; row < table.rowCount; row++) {
    bodyLength += kept.length(row) + (additions[row] as Buffer).length;
  }
  return { bodyLength, body: pieces(table.rowCount, { header, kept, additions, rowEnd }) };
}

interface Parts {
  readonly header: Buffer;
  readonly kept: KeptFields;
  readonly additions: readonly Buffer[];
  readonly rowEnd: Buffer;
}

function* pieces(
  rowCount: number,
  { header, kept, additions, rowEnd }: Parts,
): Generator<Buffer, void, void> {
  let piece = Buffer.allocUnsafe(Math.max(pieceBytes, header.length));
  let filled = header.copy(piece);
  for (let row = 0; row < rowCount; row++) {
    const addition = additions[row] as Buffer;
    const needed = kept.length(row) + addition.length + rowEnd.length;
    if (filled + needed > piece.length) {
      yield piece.subarray(0, filled);
      piece = Buffer.allocUnsafe(Math.max(pieceBytes, needed));
      filled = 0;
    }
    filled = kept.write(row, piece, filled);
    piece.set(addition, filled);
    filled += addition.length;
    for (let index = 0; index < rowEnd.length; index++) piece[filled++] = rowEnd[index] as number;
  }
  yield piece.subarray(0, filled);
}
