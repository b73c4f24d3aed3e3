import { toText } from "./byte-string.ts";
import { endOfField, isRowEnd, rawFieldsOf, unclosed, unquoteField, withoutCarriageReturn } from "./csv.ts";

/**
 * The CSV body of a chunk, read where it lies: a byte string, and the places of the values that somebody
 * wants. A blank line is no row, except in a table of one column, where it is a row with an empty value.
 */
export class Table {
  /** Column names, in the order of the header; empty for an empty body. */
  readonly columns: readonly string[];
  /** Rows with fewer values than the header has columns (the missing ones read as empty). */
  shortRows = 0;
  /** Rows with more values than the header has columns. */
  longRows = 0;
  /** A quote was opened and never closed: that value runs to the end of the body. */
  unclosedQuote = false;
  rowCount = 0;

  private readonly source: string;
  private readonly places = new Map<string, number>();
  private readonly slots: Int32Array;
  /** Start and end of each row, then of each wanted value, row after row. */
  private extents = new Uint32Array(256);
  private readonly stride: number;
  private readonly malformedRows = new Set<number>();

  /** @param wanted tells the columns whose values will be read; all when left out */
  constructor(body: Buffer, wanted: (column: string) => boolean = () => true) {
    this.source = body.toString("latin1");
    const header = rawFieldsOf(this.source, 0);
    this.columns = header.fields.length === 1 && header.fields[0] === "" ? [] : header.fields.map(decode);
    this.slots = new Int32Array(this.columns.length).fill(-1);
    let slot = 0;
    this.columns.forEach((column, place) => {
      if (this.places.has(column)) return;
      this.places.set(column, place);
      if (wanted(column)) this.slots[place] = slot++;
    });
    this.stride = 2 + 2 * slot;
    if (this.columns.length > 0) this.scan(header.end + 1);
  }

  /** The place of a column, the first of that name; -1 when there is none. */
  place(column: string): number {
    return this.places.get(column) ?? -1;
  }

  /** True when two columns have the same name; only the first of them is read. */
  get hasDuplicateColumns(): boolean {
    return this.places.size < this.columns.length;
  }

  /** A value as text; empty for a place of -1. */
  text(row: number, place: number): string {
    return toText(this.bytes(row, place));
  }

  /** A value as a byte string; empty for a place of -1. */
  bytes(row: number, place: number): string {
    return unquoteField(this.raw(row, place));
  }

  /** A value as it stands in the body, quotes and all. */
  raw(row: number, place: number): string {
    const slot = this.slots[place];
    if (slot === undefined || slot < 0) return "";
    const at = row * this.stride + 2 + 2 * slot;
    return this.source.slice(this.extents[at], this.extents[at + 1]);
  }

  /** A whole row as it stands in the body, without its line end. */
  rawRow(row: number): string {
    const at = row * this.stride;
    return this.source.slice(this.extents[at], this.extents[at + 1]);
  }

  /** All raw fields of a row, wanted or not, however many it has. */
  rawFields(row: number): string[] {
    return rawFieldsOf(this.source, this.extents[row * this.stride] as number).fields;
  }

  /** True when the row cannot be passed on as it stands: short, long or with an unclosed quote. */
  isMalformed(row: number): boolean {
    return this.malformedRows.has(row);
  }

  private scan(from: number): void {
    const { source, slots } = this;
    const columnCount = slots.length;
    for (let at = from; at < source.length; ) {
      const rowStart = at;
      const base = this.reserveRow();
      let column = 0;
      for (;;) {
        let end = endOfField(source, at);
        if (end === unclosed) {
          this.unclosedQuote = true;
          this.malformedRows.add(this.rowCount);
          end = source.length;
        }
        const last = isRowEnd(source, end);
        const valueEnd = last ? withoutCarriageReturn(source, at, end) : end;
        const slot = column < columnCount ? (slots[column] as number) : -1;
        if (slot >= 0) {
          this.extents[base + 2 + 2 * slot] = at;
          this.extents[base + 3 + 2 * slot] = valueEnd;
        }
        column++;
        at = end + 1;
        if (last) {
          this.extents[base] = rowStart;
          this.extents[base + 1] = valueEnd;
          break;
        }
      }
      const blank = column === 1 && this.extents[base] === this.extents[base + 1];
      if (blank && columnCount > 1) continue;
      if (column !== columnCount) this.noteLength(column);
      this.rowCount++;
    }
  }

  private noteLength(values: number): void {
    this.malformedRows.add(this.rowCount);
    if (values < this.slots.length) this.shortRows++;
    else this.longRows++;
  }

  /** Makes room for one more row and clears it; gives the index of its first number. */
  private reserveRow(): number {
    const base = this.rowCount * this.stride;
    if (base + this.stride > this.extents.length) {
      const larger = new Uint32Array(Math.max(2 * this.extents.length, base + this.stride));
      larger.set(this.extents);
      this.extents = larger;
    }
    this.extents.fill(0, base, base + this.stride);
    return base;
  }
}

/** Reads a whole chunk body; see Table. */
export function readTable(body: Buffer): Table {
  return new Table(body);
}

function decode(raw: string): string {
  return toText(unquoteField(raw));
}
