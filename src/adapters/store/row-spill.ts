import { randomBytes } from "node:crypto";
import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Bytes that are kept in memory before a file is made. */
const mostInMemory = 32_000_000;

/**
 * Bodies of requests that are needed again at the end of a search: in memory, and from some size on in a file that only
 * this user can read. The file loses its name as soon as it is open, so that nothing is left however the process ends.
 */
export class RowSpill {
  private readonly folder: string;
  private readonly mostBytes: number;
  private held: Buffer[] = [];
  private heldBytes = 0;
  private file: number | undefined;
  private fileBytes = 0;
  private readonly pieces: { readonly length: number; readonly body?: Buffer; readonly at: number }[] = [];

  /** @param folder is only written to when memory is full */
  constructor(folder: string, mostBytes: number = mostInMemory) {
    this.folder = folder;
    this.mostBytes = mostBytes;
  }

  /** @throws the system's error when the file cannot be written */
  add(body: Buffer): void {
    if (this.file === undefined && this.heldBytes + body.length <= this.mostBytes) {
      this.held.push(body);
      this.heldBytes += body.length;
      this.pieces.push({ length: body.length, body, at: 0 });
      return;
    }
    this.file ??= this.open();
    for (let written = 0; written < body.length; )
      written += writeSync(this.file, body, written, body.length - written, this.fileBytes + written);
    this.pieces.push({ length: body.length, at: this.fileBytes });
    this.fileBytes += body.length;
  }

  /** All bodies in the order in which they came; may be called more than once. @throws the system's error */
  *bodies(): Generator<Buffer, void, void> {
    for (const { length, body, at } of this.pieces) {
      if (body !== undefined) {
        yield body;
        continue;
      }
      const read = Buffer.allocUnsafe(length);
      for (let filled = 0; filled < length; ) {
        const count = readSync(this.file as number, read, filled, length - filled, at + filled);
        if (count === 0) throw new RangeError("the file of the rows ends early");
        filled += count;
      }
      yield read;
    }
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
    this.held = [];
    this.pieces.length = 0;
  }

  private open(): number {
    const path = join(this.folder, `llama-rows-${randomBytes(8).toString("hex")}`);
    const file = openSync(path, "wx+", 0o600);
    rmSync(path, { force: true });
    return file;
  }
}
