import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { CmdbRow } from "../../engine/incidents/ownership.ts";
import { printable } from "../../engine/printable.ts";
import { Reading } from "../../engine/reading/reading.ts";
import { type ResultRow, ResultsCutError, readResults } from "../../splunk/alert-action/results-file.ts";
import { checkReadable } from "../parse/check-readable.ts";
import { InputError } from "../parse/input-error.ts";
import { warn } from "../terminal.ts";

export interface RowSource {
  readonly rows: AsyncGenerator<ResultRow>;
  /** A sentence that says why the file was not read to its end; undefined if there is no fault so far. */
  readonly cut: () => string | undefined;
  /** The columns of the header; undefined until it is read, or if there is none. */
  readonly columns: () => readonly string[] | undefined;
}

/** A hash of the file, so that the same results given twice count as the same firing. */
export async function firingIdOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
  return `file-${hash.digest("hex").slice(0, 32)}`;
}

export interface RowOptions {
  readonly isHeader: (columns: readonly string[]) => boolean;
  /** Fields that name the service. */
  readonly serviceFields: readonly string[];
}

/**
 * Reads the rows of a results file. `llama-log analyze --csv` writes no service column, so the service is read from the
 * log line.
 */
export function rowsOf(path: string, { isHeader, serviceFields }: RowOptions): RowSource {
  let sentence: string | undefined;
  let columns: readonly string[] | undefined;
  const options = {
    name: printable(path),
    isHeader,
    onHeader: (names: readonly string[]) => {
      columns = names;
    },
    say: warn,
  };
  async function* rows(): AsyncGenerator<ResultRow> {
    try {
      for await (const row of readResults(path, options)) yield withService(row, serviceFields);
    } catch (error) {
      // Alert on the rows that could be read, because some of the alerts are better than none.
      if (!(error instanceof ResultsCutError)) throw error;
      sentence = `${error.message} They were alerted on; correct ${printable(path)} and run it again for the rest.`;
    }
  }
  return { rows: rows(), cut: () => sentence, columns: () => columns };
}

function withService(row: ResultRow, serviceFields: readonly string[]): ResultRow {
  const isNamed = serviceFields.some((field) => row.get(field)?.some((value) => value.trim() !== ""));
  const [field] = serviceFields;
  const service = isNamed ? "" : new Reading(row.get("_raw")?.[0] ?? "").service;
  return service === "" || field === undefined ? row : new Map([...row, [field, [service]]]);
}

/**
 * Reads a lookup from a CSV file.
 *
 * @param columns the required columns
 * @throws InputError
 */
export async function readLookup(flag: string, path: string, columns: readonly string[]): Promise<CmdbRow[]> {
  const wanted = lookupWanted(columns);
  await checkReadable(flag, wanted, path);
  const rows: CmdbRow[] = [];
  let found: readonly string[] = [];
  const options = {
    name: printable(path),
    isHeader: (names: readonly string[]) => columns.every((column) => names.includes(column)),
    onHeader: (names: readonly string[]) => {
      found = names;
    },
    say: warn,
  };
  try {
    for await (const row of readResults(path, options)) rows.push(lookupRowOf(row));
  } catch (error) {
    if (!(error instanceof ResultsCutError)) throw error;
    throw new InputError(`${flag} wants ${wanted}, and ${printable(path)} is damaged. Make it anew.`);
  }
  const missing = columns.filter((column) => !found.includes(column));
  if (missing.length > 0) {
    throw new InputError(
      `${flag} wants ${wanted}, and ${printable(path)} has no ${missing.join(", ")}. Name them in its first line.`,
    );
  }
  return rows;
}

export function lookupWanted(columns: readonly string[]): string {
  return columns.length === 1
    ? `a CSV file with the column ${columns[0]}`
    : `a CSV file with the columns ${columns.join(", ")}`;
}

function lookupRowOf(row: ResultRow): CmdbRow {
  return Object.fromEntries(
    [...row].map(([column, values]) => [column, values.length === 1 ? (values[0] ?? "") : values]),
  );
}
