import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { CmdbRow } from "../../engine/alerts/ownership.ts";
import { serviceOf } from "../../engine/analyst/service.ts";
import type { ResultRow } from "../../splunk/alert-action/results-file.ts";
import { checkReadable } from "./check-readable.ts";
import { InputError } from "./input-lines.ts";
import type { AlertingFunctions } from "./open-alerts.ts";
import { printable } from "./printable.ts";

type ReadResults = AlertingFunctions["readResults"];

export interface RowSource {
  readonly rows: AsyncGenerator<ResultRow>;
  /** Why the file was not read to its end: a sentence; undefined while and where all is well. */
  readonly cut: () => string | undefined;
}

/** The same results, told a second time, are the same firing. */
export async function firingIdOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
  return `file-${hash.digest("hex").slice(0, 32)}`;
}

/**
 * The rows of a results file. `llama-log analyze --csv` writes no service: then it is the one that the line itself
 * names, as in the table that `llama-log analyze` shows.
 */
export function rowsOf(path: string, read: ReadResults): RowSource {
  let sentence: string | undefined;
  async function* rows(): AsyncGenerator<ResultRow> {
    try {
      for await (const row of read(path)) yield withService(row);
    } catch (error) {
      // Half of the news is better than none.
      if (!(error instanceof Error) || error.name !== "ResultsCutError") throw error;
      sentence = `${error.message} They were alerted on; mend ${printable(path)} and run it again for the rest.`;
    }
  }
  return { rows: rows(), cut: () => sentence };
}

function withService(row: ResultRow): ResultRow {
  const isNamed = ["service_name", "service"].some((field) =>
    row.get(field)?.some((value) => value.trim() !== ""),
  );
  const service = isNamed ? "" : serviceOf(row.get("_raw")?.[0] ?? "");
  return service === "" ? row : new Map([...row, ["service_name", [service]]]);
}

/**
 * A lookup as a CSV file.
 *
 * @param columns that it must have
 * @throws InputError
 */
export async function readLookup(
  flag: string,
  path: string,
  columns: readonly string[],
  read: ReadResults,
): Promise<CmdbRow[]> {
  const wanted = lookupWanted(columns);
  await checkReadable(flag, wanted, path);
  const rows: CmdbRow[] = [];
  try {
    for await (const row of read(path)) rows.push(lookupRowOf(row));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "ResultsCutError") throw error;
    throw new InputError(`${flag} wants ${wanted}, and ${printable(path)} is damaged. Make it anew.`);
  }
  const missing = columns.filter((column) => rows.length > 0 && !Object.hasOwn(rows[0] as object, column));
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

/** Spreadsheets put a byte order mark before the first name. */
function lookupRowOf(row: ResultRow): CmdbRow {
  return Object.fromEntries(
    [...row].map(([column, values]) => [
      column.replace(/^\uFEFF/, "").trim(),
      values.length === 1 ? (values[0] ?? "") : values,
    ]),
  );
}
