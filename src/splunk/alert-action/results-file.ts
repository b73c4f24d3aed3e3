import { type FileHandle, open } from "node:fs/promises";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { toText } from "../byte-string.ts";
import { decodeMultivalue, multivalueColumn } from "../multivalue.ts";
import { CsvRows } from "./csv-rows.ts";
import { utf8Pieces } from "./utf8-pieces.ts";

export type ResultRow = ReadonlyMap<string, readonly string[]>;

/** The file cannot be read at all. The message says why and what to do. */
export class ResultsUnreadableError extends Error {
  override readonly name = "ResultsUnreadableError";
}

/** The file breaks off or is damaged. All complete rows before that were read. */
export class ResultsCutError extends Error {
  override readonly name = "ResultsCutError";
}

export interface ResultsOptions {
  /** The file's name in messages. */
  readonly name?: string;
  /** Distinguishes the header from lines that a program wrote before it. */
  readonly isHeader?: (columns: readonly string[]) => boolean;
  /** Called with the names in the header. */
  readonly onHeader?: (columns: readonly string[]) => void;
  /** Called with a sentence for each flaw that did not stop the reading. */
  readonly say?: (sentence: string) => void;
}

/** Most rows that a message names. */
const mostNamed = 5;

/**
 * Reads the rows of a search's results one by one, from CSV as Splunk writes it, gzipped or not, in UTF-8 or UTF-16.
 * Several values of a field come from its twin `__mv_FIELD`. Memory does not grow with the file.
 *
 * @throws ResultsUnreadableError for a file that cannot be read at all
 * @throws ResultsCutError after the last complete row, if the file breaks off or rows may be missing
 */
export async function* readResults(path: string, options: ResultsOptions = {}): AsyncGenerator<ResultRow> {
  const { name = "The results file of the alert", isHeader = () => true, onHeader, say } = options;
  const csv = new CsvRows(isHeader);
  let rowOf: ((values: readonly string[]) => ResultRow) | undefined;
  function* read(rows: Iterable<readonly string[]>): Generator<ResultRow> {
    for (const values of rows) {
      rowOf ??= rowReader(csv.columns ?? []);
      yield rowOf(values);
    }
  }
  let damage: string | undefined;
  try {
    for await (const piece of utf8Pieces(bytesOf(path, name))) yield* read(csv.add(piece));
  } catch (error) {
    if (error instanceof ResultsUnreadableError) throw error;
    damage = codeOf(error);
  }
  yield* read(csv.end(damage !== undefined));
  if (csv.columns?.some((column) => /[\r\n]/.test(column)) === true) {
    throw new ResultsUnreadableError(
      `${name} has a line end within its header: a quote is never closed there, or lines end in a carriage return alone. Write it anew, with LF or CRLF.`,
    );
  }
  if (csv.columns !== undefined) onHeader?.(csv.columns);
  for (const sentence of warningsAbout(csv, name)) say?.(sentence);
  if (damage !== undefined && csv.count === 0) {
    throw new ResultsUnreadableError(
      `${name} is damaged (${damage}), and no row of it could be read. Run the search again.`,
    );
  }
  const open = openSentence(csv);
  if (damage !== undefined) {
    const broken = `${name} breaks off or is damaged (${damage}): ${csv.count} rows could be read.`;
    throw new ResultsCutError(open === undefined ? broken : `${broken} In ${open}`);
  }
  if (open !== undefined) throw new ResultsCutError(`In ${name.replace(/^The /, "the ")} ${open}`);
}

/** Sentences about flaws that lose no rows. */
function warningsAbout({ linesBefore, unevenRows, columns = [] }: CsvRows, name: string): string[] {
  const sentences: string[] = [];
  if (linesBefore > 0) {
    sentences.push(
      `${name} has its header in line ${linesBefore + 1}: what stands before it was left out. Let nothing else write into the file.`,
    );
  }
  if (unevenRows.length > 0) {
    sentences.push(
      `${name} has rows with more or fewer values than the ${columns.length} of its header (${numbersOf(unevenRows)}): values may stand under wrong names, and lines may be no rows. Look at them, and quote values with commas.`,
    );
  }
  return sentences;
}

function openSentence({ openRows, count }: CsvRows): string | undefined {
  if (openRows.length === 0) return undefined;
  return `a quote is never closed (${numbersOf(openRows)}), so that rows behind it may be missing: ${count} rows could be read.`;
}

function numbersOf(rows: readonly number[]): string {
  const named = rows.slice(0, mostNamed).join(", ");
  const left = rows.length - mostNamed;
  return `row${rows.length === 1 ? "" : "s"} ${named}${left > 0 ? ` and ${left} more` : ""}`;
}

/** The file's bytes, unzipped if they begin like gzip, whatever the file's name is. */
async function* bytesOf(path: string, name: string): AsyncGenerator<Buffer> {
  let file: FileHandle | undefined;
  let magic: Buffer;
  try {
    file = await open(path);
    magic = (await file.read(Buffer.alloc(2), 0, 2, 0)).buffer;
  } catch (error) {
    // A folder can be opened, and not read.
    await file?.close();
    const missing = codeOf(error) === "ENOENT";
    throw new ResultsUnreadableError(
      missing
        ? `${name} is not there: splunkd may have removed the search already. Raise dispatch.ttl of the search, or run it again.`
        : `${name} cannot be read (${codeOf(error)}). Let the user that runs splunkd read it.`,
    );
  }
  const raw = file.createReadStream({ start: 0 });
  const isGzip = magic[0] === 0x1f && magic[1] === 0x8b;
  const stream: Readable = isGzip ? pipeline(raw, createGunzip(), () => {}) : raw;
  yield* stream as AsyncIterable<Buffer>;
}

/** Turns values into a row. Two columns with the same name become one field with the values of both. */
function rowReader(columns: readonly string[]): (values: readonly string[]) => ResultRow {
  const places = [...columns.entries()]
    .filter(([, column]) => !column.startsWith("__mv_"))
    .map(([place, column]) => [toText(column), place, columns.indexOf(multivalueColumn(column))] as const);
  return (values) => {
    const row = new Map<string, string[]>();
    for (const [column, place, twin] of places) {
      const several = twin === -1 ? [] : decodeMultivalue(toText(values[twin] ?? ""));
      const own = several.length === 0 ? [toText(values[place] ?? "")] : several;
      row.set(column, [...(row.get(column) ?? []), ...own]);
    }
    return row;
  };
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "unknown error";
}
