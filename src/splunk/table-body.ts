import { toBytes } from "./byte-string.ts";
import { quoteField } from "./csv.ts";
import { encodeMultivalue, multivalueColumn } from "./multivalue.ts";

/** The values of a row's columns; several values of one make it multivalue. */
export type TableRow = Readonly<Record<string, string | readonly string[]>>;

/** The body of a reply whose rows are made here. A column has a twin where a row has several values of it. */
export function tableBody(columns: readonly string[], rows: readonly TableRow[]): Buffer {
  const twins = columns.filter((column) =>
    rows.some((row) => Array.isArray(row[column]) && row[column].length > 1),
  );
  const lines = rows.map((row) =>
    [
      ...columns.map((column) => encoded(row[column]).plain),
      ...twins.map((column) => encoded(row[column]).multivalue),
    ]
      .map(quoteField)
      .join(","),
  );
  const names = [...columns, ...twins.map(multivalueColumn)];
  return Buffer.from(toBytes(`${[names.join(","), ...lines].join("\n")}\n`), "latin1");
}

function encoded(value: string | readonly string[] = ""): { plain: string; multivalue: string } {
  return typeof value === "string" ? { plain: value, multivalue: "" } : encodeMultivalue(value);
}
