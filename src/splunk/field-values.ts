import { decodeMultivalue, multivalueColumn } from "./multivalue.ts";
import type { Table } from "./table.ts";

/** Reads a field row by row, as byte strings. Several values are joined by newlines; a row without the field is empty. */
export function fieldReader(table: Table, field: string): (row: number) => string {
  const value = table.place(field);
  const twin = table.place(multivalueColumn(field));
  return (row) => {
    const several = table.bytes(row, twin);
    return several === "" ? table.bytes(row, value) : decodeMultivalue(several).join("\n");
  };
}
