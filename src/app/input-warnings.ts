import type { OwnColumns } from "../splunk/own-columns.ts";
import { placesWithValues } from "../splunk/replaced-values.ts";
import type { MessageLevel } from "../splunk/search-command.ts";
import type { Table } from "../splunk/table.ts";

type Message = readonly [MessageLevel, string];

/** Warnings about the input rows of a search, given once at its end. They name columns, never values. */
export class InputWarnings {
  private readonly field: string;
  private readonly own: OwnColumns;
  private shortRows = 0;
  private longRows = 0;
  private unclosedQuotes = 0;
  private invalidTexts = 0;
  private duplicateColumns = false;
  /** Our fields for which an event brought a value. */
  private readonly replaced = new Set<string>();

  constructor(field: string, own: OwnColumns) {
    this.field = field;
    this.own = own;
  }

  note(table: Table): void {
    this.shortRows += table.shortRows;
    this.longRows += table.longRows;
    this.unclosedQuotes += table.unclosedQuote ? 1 : 0;
    this.duplicateColumns ||= table.hasDuplicateColumns;
    const fieldAt = (place: number): string => this.own.fieldOf(table.columns[place] ?? "") ?? "";
    const places = placesWithValues(table, (place) => this.replaced.has(fieldAt(place)));
    for (const place of places) this.replaced.add(fieldAt(place));
  }

  /** @param bytes the undecoded text, one byte in each character */
  noteText(bytes: string, text: string): void {
    if (text.includes("\ufffd") && !bytes.includes("\xef\xbf\xbd")) this.invalidTexts++;
  }

  /** @param judgedRows rows whose field was not empty */
  messages({ rows, judgedRows }: { rows: number; judgedRows: number }): Message[] {
    const messages: Message[] = [];
    const warn = (text: string): void => void messages.push(["WARN", text]);
    if (rows > 0 && judgedRows === 0) {
      warn(
        `No event has a value in the field ${this.field}, so nothing was done. Check the name (it is ` +
          "case-sensitive), or extract the field before this command.",
      );
    }
    const replaced = this.own.filled.filter((field) => this.replaced.has(field));
    if (replaced.length > 0) {
      const names = replaced.join(", ");
      messages.push(["INFO", `Replaced fields that were there already: ${names}. Use prefix= to keep both.`]);
    }
    const dropped = this.own.emptied.filter((field) => this.replaced.has(field));
    if (dropped.length > 0) {
      warn(
        `Dropped values that events brought in fields which steer alerts: ${dropped.join(", ")}. Set these behind this ` +
          "command, with eval or lookup; to keep what the events say, rename the field before it.",
      );
    }
    if (this.duplicateColumns) warn("Some columns have the same name; the first of each name was read.");
    if (this.shortRows > 0) {
      warn(
        `${count(this.shortRows, "row has", "rows have")} fewer values than columns; the missing ones count as empty.`,
      );
    }
    if (this.longRows > 0) {
      warn(
        `${count(this.longRows, "row has", "rows have")} more values than columns; values without a column were left out.`,
      );
    }
    if (this.unclosedQuotes > 0) {
      warn(
        `A quotation mark is never closed in ${count(this.unclosedQuotes, "chunk", "chunks")}; all that follows it there ` +
          "was read as one value.",
      );
    }
    if (this.invalidTexts > 0) {
      warn(
        `${count(this.invalidTexts, "text is", "texts are")} not valid UTF-8; bytes that could not be read count as U+FFFD. ` +
          "In Splunk, CHARSET in props.conf names the encoding of a source.",
      );
    }
    return messages;
  }
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;
}
