import { type FileHandle, open } from "node:fs/promises";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { decodeMultivalue, multivalueColumn } from "../multivalue.ts";
import { Table } from "../table.ts";
import { CsvPieces } from "./csv-pieces.ts";

export type ResultRow = ReadonlyMap<string, readonly string[]>;

/** Nothing of the file can be read: a sentence that says why and what to do. */
class ResultsUnreadableError extends Error {
  override readonly name = "ResultsUnreadableError";
}

/** The file ended in the middle, or is damaged from there on: all whole rows before that were read. */
export class ResultsCutError extends Error {
  override readonly name = "ResultsCutError";
}

/**
 * The rows of a search's results, one by one, from CSV as Splunk writes it, gzipped or not: a field with several
 * values has them in its twin `__mv_FIELD`. Memory does not grow with the file.
 *
 * @throws ResultsUnreadableError for a file that cannot be read at all
 * @throws ResultsCutError behind the last whole row, where the file breaks off
 */
export async function* readResults(path: string): AsyncGenerator<ResultRow> {
  const pieces = new CsvPieces();
  let rows = 0;
  try {
    for await (const bytes of bytesOf(path)) {
      for (const body of pieces.add(bytes)) {
        for (const row of rowsOf(body)) {
          rows++;
          yield row;
        }
      }
    }
  } catch (error) {
    if (error instanceof ResultsUnreadableError) throw error;
    for (const row of rowsOf(pieces.wholeRows())) {
      rows++;
      yield row;
    }
    if (rows === 0) {
      throw new ResultsUnreadableError(
        `The results file of the alert is damaged (${codeOf(error)}), and no row of it could be read. Run the search again.`,
      );
    }
    throw new ResultsCutError(
      `The results file breaks off or is damaged (${codeOf(error)}): ${rows} rows could be read.`,
    );
  }
  yield* rowsOf(pieces.rest());
}

/** Unzipped where it begins as gzip does, whatever it is called. */
async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  let file: FileHandle;
  let magic: Buffer;
  try {
    file = await open(path);
    magic = (await file.read(Buffer.alloc(2), 0, 2, 0)).buffer;
  } catch (error) {
    const missing = codeOf(error) === "ENOENT";
    throw new ResultsUnreadableError(
      missing
        ? "The results file of the alert is not there: splunkd may have removed the search already. Raise dispatch.ttl of the search, or run it again."
        : `The results file of the alert cannot be read (${codeOf(error)}). Let the user that runs splunkd read it.`,
    );
  }
  const raw = file.createReadStream({ start: 0 });
  const isGzip = magic[0] === 0x1f && magic[1] === 0x8b;
  const stream: Readable = isGzip ? pipeline(raw, createGunzip(), () => {}) : raw;
  yield* stream as AsyncIterable<Buffer>;
}

function* rowsOf(body: Buffer | undefined): Generator<ResultRow> {
  if (body === undefined) return;
  const table = new Table(body);
  const columns = table.columns.filter((column) => !column.startsWith("__mv_"));
  const places = columns.map(
    (column) => [column, table.place(column), table.place(multivalueColumn(column))] as const,
  );
  for (let row = 0; row < table.rowCount; row++) {
    yield new Map(
      places.map(([column, place, twin]) => {
        const several = decodeMultivalue(table.text(row, twin));
        return [column, several.length === 0 ? [table.text(row, place)] : several];
      }),
    );
  }
}

function codeOf(error: unknown): string {
  if (error instanceof RangeError) return error.message;
  return (error as NodeJS.ErrnoException).code ?? "unknown error";
}
