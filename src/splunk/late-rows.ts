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
  const requests = function* (): Generator<Request, void, void> {
    let first = 0;
    for (const body of bodies()) {
      const request = requestOf(tableOf(body, own), kept, first);
      yield request;
      first += request.table.rowCount;
    }
  };
  const pieces = function* (): Generator<Buffer, void, void> {
    yield header;
    for (const request of requests())
      yield Buffer.concat(
        Array.from({ length: request.table.rowCount }, (_, row) => [
          keptOf(request, row),
          additionOf(request.first + row),
          rowEnd,
        ]).flat(),
      );
  };
  let bodyLength = header.length;
  for (const request of requests())
    for (let row = 0; row < request.table.rowCount; row++)
      bodyLength += keptLength(request, row) + additionOf(request.first + row).length + rowEnd.length;
  return { bodyLength, body: pieces() };
}

interface Request {
  readonly table: Table;
  readonly fields: KeptFields;
  /** The number of its first row in the search. */
  readonly first: number;
  /** For each column of the reply the place of the request's; undefined where both have the same. */
  readonly places: readonly number[] | undefined;
}

function requestOf(table: Table, kept: readonly string[], first: number): Request {
  const fields = new KeptFields(table);
  const isSame = fields.header.join() === kept.join();
  const places = isSame ? undefined : kept.map((name) => fields.header.indexOf(name));
  return { table, fields, first, places };
}

function keptLength(request: Request, row: number): number {
  return request.places === undefined ? request.fields.length(row) : keptOf(request, row).length;
}

function keptOf({ fields, places }: Request, row: number): Buffer {
  const bytes = Buffer.allocUnsafe(fields.length(row));
  fields.write(row, bytes, 0);
  return places === undefined ? bytes : rearranged(bytes, places);
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
