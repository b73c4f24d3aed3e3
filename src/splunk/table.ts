import { toText } from "./byte-string.ts";
import { endOfField, isRowEnd, rawFieldsOf, unclosed, unquoteField, withoutCarriageReturn } from "./csv.ts";
import { type EmptyTail, emptyTails } from "./empty-tail.ts";

/** Adjacent columns, by the places of the first and the last. */
export interface Cut {
  readonly first: number;
  readonly last: number;
}

/** The index within a row's extents that holds the start or the end of a column. */
interface ColumnSlot {
  readonly place: number;
  readonly slot: number;
}

/**
 * The CSV body of a chunk, read in place: a byte string and the offsets of the wanted values. A blank line is not a row,
 * except in a table with a single column, where it is a row with an empty value.
 */
export class Table {
  /** Column names in the order of the header; empty for an empty body. */
  readonly columns: readonly string[];
  /** Rows with fewer values than columns; missing values are empty. */
  shortRows = 0;
  /** Rows with more values than columns. */
  longRows = 0;
  /** A quote is never closed, so its value extends to the end of the body. */
  unclosedQuote = false;
  rowCount = 0;

  /** The replaced columns, grouped where they are adjacent. */
  readonly cuts: readonly Cut[];

  private readonly source: string;
  private readonly places = new Map<string, number>();
  /** For each column, the index of its start and its end within a row's extents; 0 if they are not stored. */
  private readonly startSlots: Int32Array;
  private readonly endSlots: Int32Array;
  /** All start and end slots. */
  private readonly slots: readonly ColumnSlot[];
  /** For each place the empty tail that begins there, if any. */
  private readonly tails: readonly (EmptyTail | undefined)[];
  /** For each row its start, its end, and the offsets that the slots refer to. */
  private extents = new Uint32Array(256);
  private readonly stride: number;
  private readonly malformedRows = new Set<number>();

  /**
   * @param wanted whether a column's values will be read; all by default
   * @param replaced whether a reply leaves a column out; none by default
   */
  constructor(
    body: Buffer,
    wanted: (column: string) => boolean = () => true,
    replaced: (column: string) => boolean = () => false,
  ) {
    this.source = body.toString("latin1");
    const header = rawFieldsOf(this.source, 0);
    this.columns = header.fields.length === 1 && header.fields[0] === "" ? [] : header.fields.map(decode);
    this.cuts = cutsOf(this.columns, replaced);
    this.startSlots = new Int32Array(this.columns.length);
    this.endSlots = new Int32Array(this.columns.length);
    let stride = 2;
    this.columns.forEach((column, place) => {
      if (this.places.has(column)) return;
      this.places.set(column, place);
      if (!wanted(column)) return;
      this.startSlots[place] = stride++;
      this.endSlots[place] = stride++;
    });
    for (const { first, last } of this.cuts) {
      this.startSlots[first] ||= stride++;
      this.endSlots[last] ||= stride++;
    }
    this.stride = stride;
    this.slots = [...slotsOf(this.startSlots), ...slotsOf(this.endSlots)];
    const tails = emptyTails(this.columns, replaced);
    this.tails = this.columns.map((_, place) => tails.find(({ first }) => first === place));
    if (this.columns.length > 0) this.scan(header.end + 1);
  }

  /** The place of the first column with this name; -1 if there is none. */
  place(column: string): number {
    return this.places.get(column) ?? -1;
  }

  /** Whether two columns have the same name; only the first of them is read. */
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

  /** A value as it is in the body, including quotes. */
  raw(row: number, place: number): string {
    const startSlot = this.startSlots[place] ?? 0;
    const endSlot = this.endSlots[place] ?? 0;
    if (startSlot === 0 || endSlot === 0) return "";
    const base = row * this.stride;
    const start = this.extents[base + startSlot] as number;
    const end = this.extents[base + endSlot] as number;
    return start === end ? "" : this.source.slice(start, end);
  }

  /** The offset of a row in the body. A row does not include its line end. */
  rowStart(row: number): number {
    return this.extents[row * this.stride] as number;
  }

  rowEnd(row: number): number {
    return this.extents[row * this.stride + 1] as number;
  }

  cutStart(row: number, { first }: Cut): number {
    return this.extents[row * this.stride + (this.startSlots[first] as number)] as number;
  }

  cutEnd(row: number, { last }: Cut): number {
    return this.extents[row * this.stride + (this.endSlots[last] as number)] as number;
  }

  /** A part of the body, as a byte string. */
  slice(start: number, end: number): string {
    return this.source.slice(start, end);
  }

  /** All raw fields of a row, wanted or not. */
  rawFields(row: number): string[] {
    return rawFieldsOf(this.source, this.rowStart(row)).fields;
  }

  /** Whether a row cannot be passed on as it is: too short, too long or with an unclosed quote. */
  isMalformed(row: number): boolean {
    return this.malformedRows.size > 0 && this.malformedRows.has(row);
  }

  private scan(from: number): void {
    const { source, startSlots, endSlots, tails } = this;
    const columnCount = startSlots.length;
    for (let at = from; at < source.length; ) {
      const rowStart = at;
      const base = this.reserveRow();
      const { extents } = this;
      let column = 0;
      for (;;) {
        const tail = tails[column];
        if (tail !== undefined && source.startsWith(tail.text, at)) {
          this.noteEmptyTail(base, at, tail);
          extents[base] = rowStart;
          column = columnCount;
          at += tail.text.length;
          break;
        }
        let end = endOfField(source, at);
        if (end === unclosed) {
          this.unclosedQuote = true;
          this.malformedRows.add(this.rowCount);
          end = source.length;
        }
        const last = isRowEnd(source, end);
        const valueEnd = last ? withoutCarriageReturn(source, at, end) : end;
        if (column < columnCount) {
          const startSlot = startSlots[column] as number;
          const endSlot = endSlots[column] as number;
          if (startSlot !== 0) extents[base + startSlot] = at;
          if (endSlot !== 0) extents[base + endSlot] = valueEnd;
        }
        column++;
        at = end + 1;
        if (last) {
          extents[base] = rowStart;
          extents[base + 1] = valueEnd;
          break;
        }
      }
      const blank = column === 1 && extents[base] === extents[base + 1];
      if (blank && columnCount > 1) continue;
      if (column !== columnCount) this.noteLength(column, base);
      this.rowCount++;
    }
  }

  private noteEmptyTail(base: number, start: number, { first, text }: EmptyTail): void {
    const { extents } = this;
    extents[base + 1] = start + text.length - 1;
    for (const { place, slot } of this.slots)
      if (place >= first) extents[base + slot] = start + place - first;
  }

  private noteLength(values: number, base: number): void {
    this.malformedRows.add(this.rowCount);
    if (values > this.startSlots.length) {
      this.longRows++;
      return;
    }
    this.shortRows++;
    for (const { place, slot } of this.slots) if (place >= values) this.extents[base + slot] = 0;
  }

  /** Makes room for one more row. @returns the index of its first extent */
  private reserveRow(): number {
    const base = this.rowCount * this.stride;
    if (base + this.stride > this.extents.length) {
      const larger = new Uint32Array(Math.max(2 * this.extents.length, base + this.stride));
      larger.set(this.extents);
      this.extents = larger;
    }
    return base;
  }
}

function decode(raw: string): string {
  return toText(unquoteField(raw));
}

function slotsOf(slots: Int32Array): ColumnSlot[] {
  return [...slots].flatMap((slot, place) => (slot === 0 ? [] : [{ place, slot }]));
}

function cutsOf(columns: readonly string[], replaced: (column: string) => boolean): Cut[] {
  const cuts: Cut[] = [];
  columns.forEach((column, place) => {
    if (!replaced(column)) return;
    const before = cuts.at(-1);
    if (before?.last === place - 1) cuts[cuts.length - 1] = { first: before.first, last: place };
    else cuts.push({ first: place, last: place });
  });
  return cuts;
}
