import type { Inspector, Reply, SearchRun } from "./search-command.ts";
import { tableBody } from "./table-body.ts";

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
    const body = tableBody(this.columns, rows);
    return { bodyLength: body.length, body: [body], ...(inspector === undefined ? {} : { inspector }) };
  }
}
