import { toBytes } from "./byte-string.ts";
import { quoteField, rawFieldsOf } from "./csv.ts";
import { KeptFields } from "./kept-fields.ts";
import type { OwnColumns } from "./own-columns.ts";
import type { ReplyRows } from "./reply-rows.ts";
import { Table } from "./table.ts";

/**
 * The rows of all requests of a search in one reply: each as it came, without the columns that ours replace, followed by
 * ours. Requests may have different columns; a row is empty in those that its request does not have.
 *
 * @param bodies the requests, read twice
 * @param additionOf for the number of a row in the search the values of the filled columns as CSV bytes
 */
export function lateRows(
  bodies: () => Iterable<Buffer>,
  own: OwnColumns,
  additionOf: (row: number) => Buffer,
): ReplyRows {
  const names = new Set<string>();
  const columns = new Set<string>();
  for (const body of bodies()) {
    const table = tableOf(firstLine(body), own);
    for (const name of new KeptFields(table).header) names.add(name);
    for (const column of table.columns) columns.add(column);
  }
  if (columns.size === 0) return { bodyLength: 0, body: [] };
  const kept = [...names];
  const empty = own.emptyBeside([...columns]);
  const header = Buffer.from(
    `${[...kept, ...[...own.filled, ...empty].map((name) => toBytes(quoteField(name)))].join(",")}\n`,
    "latin1",
  );
  const rowEnd = Buffer.from(`${",".repeat(empty.length)}\n`);
  const pieces = function* (): Generator<Buffer, void, void> {
    yield header;
    let row = 0;
    for (const body of bodies()) {
      const table = tableOf(body, own);
      yield rowsOf(table, kept, (at) => additionOf(row + at), rowEnd);
      row += table.rowCount;
    }
  };
  let bodyLength = 0;
  for (const piece of pieces()) bodyLength += piece.length;
  return { bodyLength, body: pieces() };
}

function rowsOf(
  table: Table,
  kept: readonly string[],
  additionOf: (row: number) => Buffer,
  rowEnd: Buffer,
): Buffer {
  const fields = new KeptFields(table);
  const isPlain = fields.header.join() === kept.join();
  const places = kept.map((name) => fields.header.indexOf(name));
  const parts: Buffer[] = [];
  for (let row = 0; row < table.rowCount; row++) {
    const bytes = Buffer.allocUnsafe(fields.length(row));
    fields.write(row, bytes, 0);
    parts.push(isPlain ? bytes : rearranged(bytes, places), additionOf(row), rowEnd);
  }
  return Buffer.concat(parts);
}

/** @param row kept fields, each followed by a comma @param places of the fields in the row; -1 for one that it has not */
function rearranged(row: Buffer, places: readonly number[]): Buffer {
  const { fields } = rawFieldsOf(row.toString("latin1"), 0);
  return Buffer.from(places.map((place) => `${place < 0 ? "" : (fields[place] ?? "")},`).join(""), "latin1");
}

function tableOf(body: Buffer, own: OwnColumns): Table {
  return new Table(body, () => false, own.replaces);
}

/** The header alone, which may have quoted line ends. */
function firstLine(body: Buffer): Buffer {
  let isQuoted = false;
  for (let at = 0; at < body.length; at++) {
    if (body[at] === 34) isQuoted = !isQuoted;
    else if (body[at] === 10 && !isQuoted) return body.subarray(0, at + 1);
  }
  return body;
}
