import type { FileHandle } from "node:fs/promises";

const blockLength = 256 * 1024;
const lineEnd = 0x0a;

/**
 * Reads a growing file line by line, and continues where it stopped. An unfinished line is kept until its end arrives;
 * lines over the limit are skipped.
 */
export class LineScanner {
  readonly #longest: number;
  #position: number;
  /** The start of an unfinished line. */
  #rest = Buffer.alloc(0);
  #skipping = false;
  /** Number of lines over the limit. */
  tooLong = 0;

  /** @param position offset of the start of a line @param longest bytes of a line, including the newline */
  constructor(position: number, longest: number) {
    this.#position = position;
    this.#longest = longest;
  }

  /** The offset up to which the file was read. */
  get position(): number {
    return this.#position;
  }

  /** The offset at which the unfinished line starts. */
  get lineStart(): number {
    return this.#position - this.#rest.length;
  }

  /** Whether the part read so far ends within a line. */
  get torn(): boolean {
    return this.#rest.length > 0 || this.#skipping;
  }

  /** Reads up to `size`. Lines come without the newline, and their buffer is valid until the next line. */
  async scan(
    handle: FileHandle,
    size: number,
    onLine: (line: Buffer, offset: number) => void,
  ): Promise<void> {
    const block = Buffer.allocUnsafe(Math.min(blockLength, Math.max(0, size - this.#position)));
    while (this.#position < size) {
      const wanted = Math.min(block.length, size - this.#position);
      const { bytesRead } = await handle.read(block, 0, wanted, this.#position);
      if (bytesRead === 0) return;
      this.#take(block.subarray(0, bytesRead), onLine);
    }
  }

  #take(block: Buffer, onLine: (line: Buffer, offset: number) => void): void {
    const restLength = this.#rest.length;
    const bytes = restLength === 0 ? block : Buffer.concat([this.#rest, block]);
    const start = this.#position - restLength;
    let from = 0;
    for (let end = bytes.indexOf(lineEnd, restLength); end >= 0; end = bytes.indexOf(lineEnd, from)) {
      if (this.#skipping) this.#skipping = false;
      else if (end + 1 - from > this.#longest) this.tooLong++;
      else onLine(bytes.subarray(from, end), start + from);
      from = end + 1;
    }
    this.#position += block.length;
    if (this.#skipping) from = bytes.length;
    else if (bytes.length - from > this.#longest) {
      this.tooLong++;
      this.#skipping = true;
      from = bytes.length;
    }
    this.#rest = Buffer.from(bytes.subarray(from));
  }
}
