import { toBytes } from "./byte-string.ts";
import { endOfField, quoteField, unclosed, unquoteField } from "./csv.ts";
import type { Table } from "./table.ts";

/** Bytes. Shorter parts are copied in a loop, because a call into the runtime costs as much as about thirty bytes. */
const shortPart = 32;

/** The columns of a request that a reply sends back: each row byte for byte, followed by a comma. */
export class KeptFields {
  /** Column names as CSV fields. */
  readonly header: readonly string[];
  private readonly table: Table;
  private readonly places: readonly number[];

  constructor(table: Table) {
    this.table = table;
    this.places = [...table.columns.keys()].filter(
      (place) => !table.cuts.some(({ first, last }) => first <= place && place <= last),
    );
    this.header = this.places.map((place) => toBytes(quoteField(table.columns[place] as string)));
  }

  /** The number of bytes that `write` writes. */
  length(row: number): number {
    const { table } = this;
    if (table.isMalformed(row)) return this.rebuild(row).length;
    // With the final comma the row has one comma for each field, so each cut removes its own commas.
    let length = table.rowEnd(row) - table.rowStart(row) + 1;
    for (const cut of table.cuts) length -= table.cutEnd(row, cut) - table.cutStart(row, cut) + 1;
    return length;
  }

  /** Writes the kept fields of a row. @returns the offset of their end */
  write(row: number, target: Buffer, at: number): number {
    const { table } = this;
    if (table.isMalformed(row)) return at + target.write(this.rebuild(row), at, "latin1");
    let from = table.rowStart(row);
    let filled = at;
    for (const cut of table.cuts) {
      filled = this.copy(from, table.cutStart(row, cut), target, filled);
      from = table.cutEnd(row, cut) + 1;
    }
    const end = table.rowEnd(row);
    if (from > end) return filled;
    filled = this.copy(from, end, target, filled);
    target[filled] = 44;
    return filled + 1;
  }

  private copy(from: number, to: number, target: Buffer, at: number): number {
    const part = this.table.slice(from, to);
    if (part.length > shortPart) return at + target.write(part, at, "latin1");
    for (let index = 0; index < part.length; index++) target[at + index] = part.charCodeAt(index);
    return at + part.length;
  }

  /** Repairs a row that does not fit the header, by padding it, cutting it or closing its quote. */
  private rebuild(row: number): string {
    const fields = this.table.rawFields(row);
    return this.places.map((place) => `${repairField(fields[place] ?? "")},`).join("");
  }
}

/** A raw field that another field can follow: an unclosed quote is closed. */
function repairField(raw: string): string {
  return endOfField(raw, 0) === unclosed ? quoteField(unquoteField(raw)) : raw;
}
