import type { MessageLevel } from "../splunk/search-command.ts";
import type { Table } from "../splunk/table.ts";

type Message = readonly [MessageLevel, string];

/** What was odd about the rows of a search, said once at its end. Names columns, never values. */
export class InputRemarks {
  private readonly field: string;
  private shortRows = 0;
  private longRows = 0;
  private unclosedQuotes = 0;
  private invalidTexts = 0;
  private duplicateColumns = false;
  private readonly replaced = new Set<string>();

  constructor(field: string) {
    this.field = field;
  }

  /** @param replaced columns that were left out of the reply for ours of the same name */
  note(table: Table, replaced: readonly string[]): void {
    this.shortRows += table.shortRows;
    this.longRows += table.longRows;
    this.unclosedQuotes += table.unclosedQuote ? 1 : 0;
    this.duplicateColumns ||= table.hasDuplicateColumns;
    for (const column of replaced) if (!column.startsWith("__mv_")) this.replaced.add(column);
  }

  /** @param bytes the text as it came, one byte in each character */
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
    if (this.replaced.size > 0) {
      const names = [...this.replaced].join(", ");
      messages.push(["INFO", `Replaced fields that were there already: ${names}. Use prefix= to keep both.`]);
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
