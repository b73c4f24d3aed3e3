import { Table } from "../../src/splunk/table.ts";
import { outputFields, type Verdict } from "./output-fields.ts";

/** The fields that llamaanalyze added, row by row, for tests in which rows of one text differ. */
export function rowsOf(body: Buffer): Verdict[] {
  const table = new Table(body, () => true);
  return Array.from(
    { length: table.rowCount },
    (_, row) =>
      Object.fromEntries(
        [...outputFields, "__mv_llama_flags"].map((field) => [field, table.text(row, table.place(field))]),
      ) as Verdict,
  );
}
