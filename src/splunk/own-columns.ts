import { multivalueColumn } from "./multivalue.ts";

/** The columns that a command adds to those of a request. Columns of the same names are replaced. */
export class OwnColumns {
  /** Columns with values, including `__mv_` twins, in order. */
  readonly filled: readonly string[];
  /** Columns that are empty in every row. */
  readonly emptied: readonly string[];
  /** The field of each column and each twin. */
  private readonly fields: ReadonlyMap<string, string>;

  constructor(filled: readonly string[], emptied: readonly string[] = []) {
    this.filled = filled;
    this.emptied = emptied;
    const names = [...filled, ...emptied];
    const twins = names.map((name): [string, string] => [multivalueColumn(name), name]);
    const own = names.map((name): [string, string] => [name, name]);
    this.fields = new Map([...own, ...twins]);
  }

  /** Whether a column of the request is replaced. */
  readonly replaces = (column: string): boolean => this.fields.has(column);

  /** Our field that a column of the request belongs to. */
  fieldOf(column: string): string | undefined {
    return this.fields.get(column);
  }

  /**
   * The columns that are empty in a reply to a request with these columns. The request's twins are among them: if splunkd
   * merges our columns into its own one by one, an event's several values would otherwise hide our single value.
   */
  emptyBeside(columns: readonly string[]): string[] {
    const twins = columns.filter((column) => this.fields.has(column));
    const empty = new Set([...this.emptied, ...twins]);
    return [...empty].filter((column) => !this.filled.includes(column));
  }
}
