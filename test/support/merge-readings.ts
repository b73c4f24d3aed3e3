/**
 * What splunkd may do with the rows that a command sends back. It is documented in one sentence ("the output will be
 * merged with all remaining fields"), which can be read in three ways; a reply has to be right under each of them.
 */
import { cellValue, decodeMultivalue, fromBytes, type Table, toBytes } from "./csv.ts";

/** One event or row: a column → its value; `__mv_` twins are columns of their own. In byte text. */
export type Columns = Readonly<Record<string, string>>;

export const readings = {
  /** The reply, and beside it what was never sent. What was sent and does not come back is lost. */
  literal: (event, sent, reply) => ({ ...without(event, sent), ...reply }),
  /** The same, but an event keeps its own value in a field that was never sent. */
  "literal, the event wins": (event, sent, reply) => ({ ...reply, ...without(event, sent) }),
  /** The event, with the columns of the reply laid over it one by one. */
  overlay: (event, _, reply) => ({ ...event, ...reply }),
} satisfies Record<string, (event: Columns, sent: ReadonlySet<string>, reply: Columns) => Columns>;

function without(event: Columns, names: ReadonlySet<string>): Columns {
  return Object.fromEntries(Object.entries(event).filter(([name]) => !names.has(name)));
}

/** A row of a table without its index. */
export function columnsOf({ names, rows }: Table, row: number): Columns {
  const cells = rows[row] ?? [];
  const entries = names.map((name, at): [string, string] => [name, cellValue(cells[at] ?? "")]);
  // The first of two columns with one name counts, as for the command.
  return Object.fromEntries(entries.reverse().filter(([name]) => !name.endsWith("_chunked_idx")));
}

/** The values a search command behind this one reads; none for a field that is empty or not there. */
export function valuesOf(columns: Columns, field: string): string[] {
  const name = toBytes(field);
  const several = columns[`__mv_${name}`] ?? "";
  const values = several === "" ? [columns[name] ?? ""] : decodeMultivalue(several);
  return values.filter((value) => value !== "").map(fromBytes);
}
