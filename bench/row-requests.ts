import { llamaanalyze } from "../src/app/analyze/llamaanalyze-command.ts";
import { parseArguments } from "../src/splunk/arguments.ts";
import { multivalueColumn } from "../src/splunk/multivalue.ts";

export const rowsInChunk = 2_500;

const asked = llamaanalyze.requiredFields(parseArguments(llamaanalyze.declaration, ["_raw"]));

/** The fields of a request: what splunkd may make of ours; the lines are the same in all. */
export const requestShapes: Readonly<Record<string, readonly string[]>> = {
  "all fields asked for, ours empty": ["_chunked_idx", ...asked],
  "five fields and no index": ["_raw", "_time", "host", "source", "sourcetype"],
  "_raw alone": ["_chunked_idx", "_raw"],
};

/** 100,000 lines of which no two are equal. */
export function distinctBodies(fields: readonly string[]): Buffer[] {
  return Array.from({ length: 40 }, (_, at) =>
    tableBody(rowsInChunk, rowsInChunk, { first: at * rowsInChunk, fields }),
  );
}

/**
 * A table body of `rows` rows as splunkd sends them, over `distinct` different log lines of one kind; from another
 * `first` on the lines are others.
 */
export function tableBody(
  rows: number,
  distinct: number,
  { first = 0, fields }: { first?: number; fields: readonly string[] },
): Buffer {
  const header = [...fields, ...fields.map(multivalueColumn)].join(",");
  const twins = ",".repeat(fields.length);
  const lines = Array.from({ length: rows }, (_, row) => {
    const kind = first + ((row * 7919) % distinct);
    return fields.map((field) => cellOf(field, row, kind)).join(",") + twins;
  });
  return Buffer.from(`${[header, ...lines].join("\n")}\n`);
}

function cellOf(field: string, row: number, kind: number): string {
  switch (field) {
    case "_chunked_idx":
      return String(row);
    case "_raw":
      return lineOf(kind);
    case "_time":
      return `"${1_773_460_800 - row}.125"`;
    case "host":
      return `"web-${kind % 40}"`;
    case "source":
      return '"/var/log/shop/orders.log"';
    case "sourcetype":
      return '"shop:orders"';
    default:
      return "";
  }
}

function lineOf(kind: number): string {
  const word = String.fromCharCode(97 + (kind % 26), 97 + ((kind / 26) % 26));
  return `"2026-03-14T03:1${kind % 10}:00Z ERROR [orders-${word}] request ${kind} could not reach orders-db at 192.0.2.${kind % 250}: connection refused"`;
}
