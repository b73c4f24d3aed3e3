/** Rows are handed on in pieces of about this size; a single row may be longer. */
const pieceBytes = 1024 * 1024;
/** In a longer row a quote was never closed. */
const longestRow = 16 * 1024 * 1024;
const newline = 10;
const quote = 34;

/** Cuts a CSV that arrives in any portions into bodies of whole rows, each with the header before it. */
export class CsvPieces {
  private header: Buffer | undefined;
  private pending: Buffer = Buffer.alloc(0);
  private scanned = 0;
  private inQuotes = false;
  /** Where in `pending` the last whole row ends. */
  private rowsEnd = 0;

  /** @returns bodies that are complete @throws RangeError for a row that does not end */
  *add(bytes: Buffer): Generator<Buffer> {
    this.pending = this.pending.length === 0 ? bytes : Buffer.concat([this.pending, bytes]);
    this.scan();
    if (this.pending.length - this.rowsEnd > longestRow) throw new RangeError("a row does not end");
    if (this.rowsEnd < pieceBytes) return;
    const body = this.wholeRows();
    if (body !== undefined) yield body;
    this.drop(this.rowsEnd);
  }

  /** What is whole of what was not handed on. */
  wholeRows(): Buffer | undefined {
    if (this.header === undefined || this.rowsEnd === 0) return undefined;
    return Buffer.concat([this.header, this.pending.subarray(0, this.rowsEnd)]);
  }

  /** All that was not handed on, at the end: the last row needs no line end. */
  rest(): Buffer | undefined {
    if (this.header === undefined || this.pending.length === 0) return undefined;
    return Buffer.concat([this.header, this.pending]);
  }

  private scan(): void {
    for (; this.scanned < this.pending.length; this.scanned++) {
      const byte = this.pending[this.scanned];
      if (byte === quote) this.inQuotes = !this.inQuotes;
      if (byte !== newline || this.inQuotes) continue;
      if (this.header !== undefined) {
        this.rowsEnd = this.scanned + 1;
        continue;
      }
      this.header = this.pending.subarray(0, this.scanned + 1);
      this.drop(this.scanned + 1);
      // The loop goes on with the first byte.
      this.scanned = -1;
    }
  }

  private drop(length: number): void {
    this.pending = this.pending.subarray(length);
    this.scanned = Math.max(0, this.scanned - length);
    this.rowsEnd = 0;
  }
}
