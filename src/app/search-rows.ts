import { toText } from "../splunk/byte-string.ts";
import { fieldReader } from "../splunk/field-values.ts";
import { multivalueColumn } from "../splunk/multivalue.ts";
import { OwnColumns } from "../splunk/own-columns.ts";
import type { MessageLevel } from "../splunk/search-command.ts";
import { Table } from "../splunk/table.ts";
import { InputWarnings } from "./input-warnings.ts";
import { numberReader, parseTime } from "./number-reader.ts";
import type { SearchedEvent } from "./read-events.ts";

/** The rows of a search as events, with their counts and what is wrong with them. */
export class SearchRows {
  readonly counts = { rows: 0, judgedRows: 0, chunks: 0, untimed: 0 };
  /** Epoch seconds of the first event and the last; infinite, and the wrong way round, where none has a time. */
  readonly span = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };
  private readonly field: string;
  private readonly timeColumn: string;
  private readonly own: OwnColumns;
  private readonly warnings: InputWarnings;

  /** @param own columns that the command sets @param timeColumn which tells when an event came */
  constructor(field: string, own = new OwnColumns([]), timeColumn = "_time") {
    this.field = field;
    this.timeColumn = timeColumn;
    this.own = own;
    this.warnings = new InputWarnings(field, own);
  }

  /** @returns by row; undefined where it has no text */
  take(body: Buffer): (SearchedEvent | undefined)[] {
    const { counts, span } = this;
    const table = this.tableOf(body);
    this.warnings.note(table);
    counts.chunks++;
    counts.rows += table.rowCount;
    return this.read(table, (bytes, { text, time }) => {
      this.warnings.noteText(bytes, text);
      counts.judgedRows++;
      if (time === undefined) counts.untimed++;
      else {
        span.first = Math.min(span.first, time);
        span.last = Math.max(span.last, time);
      }
    });
  }

  /** The same again, of a body that was taken. */
  again(body: Buffer): SearchedEvent[] {
    return this.read(this.tableOf(body)).filter((event) => event !== undefined);
  }

  messages(): (readonly [MessageLevel, string])[] {
    return this.warnings.messages(this.counts);
  }

  private tableOf(body: Buffer): Table {
    const { field, timeColumn } = this;
    const wanted = new Set([field, multivalueColumn(field), timeColumn, "host", "source"]);
    return new Table(body, (column) => wanted.has(column), this.own.replaces);
  }

  private read(
    table: Table,
    note: (bytes: string, event: SearchedEvent) => void = () => undefined,
  ): (SearchedEvent | undefined)[] {
    const bytesOf = fieldReader(table, this.field);
    const timeOf = numberReader(table, this.timeColumn, parseTime);
    const [host, source] = [table.place("host"), table.place("source")];
    return Array.from({ length: table.rowCount }, (_, row) => {
      const bytes = bytesOf(row);
      if (bytes.trim() === "") return undefined;
      const [text, time] = [toText(bytes), timeOf(row)];
      const event = { text, time, host: table.text(row, host), source: table.text(row, source) };
      note(bytes, event);
      return event;
    });
  }
}
