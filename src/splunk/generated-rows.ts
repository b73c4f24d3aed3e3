import { toBytes } from "./byte-string.ts";
import { quoteField } from "./csv.ts";
import type { Inspector, Reply, SearchRun } from "./search-command.ts";

export interface GeneratedRows {
  /** The value of each column, for each row. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly inspector?: Inspector;
}

/** One search of a generating command. The first request gets all rows, later ones get none. */
export class GeneratingRun implements SearchRun {
  private readonly columns: readonly string[];
  private make: (() => Promise<GeneratedRows>) | undefined;

  constructor(columns: readonly string[], make: () => Promise<GeneratedRows>) {
    this.columns = columns;
    this.make = make;
  }

  async execute(): Promise<Reply> {
    const make = this.make;
    this.make = undefined;
    if (make === undefined) return { bodyLength: 0, body: [] };
    const { rows, inspector } = await make();
    const lines = rows.map((row) => this.columns.map((column) => quoteField(row[column] ?? "")).join(","));
    const body = Buffer.from(toBytes(`${[this.columns.join(","), ...lines].join("\n")}\n`), "latin1");
    return { bodyLength: body.length, body: [body], ...(inspector === undefined ? {} : { inspector }) };
  }
}
