import type { FileHandle } from "node:fs/promises";

const blockLength = 256 * 1024;
const lineEnd = 0x0a;

/**
 * Reads a file that grows, line by line, and goes on where it was when there is more. A line that has no end yet is
 * waited for; one that is longer than any should be is passed over.
 */
export class LineScanner {
  readonly #longest: number;
  #position: number;
  /** The start of a line that has no end yet. */
  #rest = Buffer.alloc(0);
  #passingOver = false;
  /** Lines that were too long. */
  tooLong = 0;

  /** @param position where a line begins @param longest bytes of a line, its end included */
  constructor(position: number, longest: number) {
    this.#position = position;
    this.#longest = longest;
  }

  /** How far the file has been read. */
  get position(): number {
    return this.#position;
  }

  /** Where the line begins that has no end yet. */
  get lineStart(): number {
    return this.#position - this.#rest.length;
  }

  /** Whether the file, as far as it was read, ends within a line. */
  get torn(): boolean {
    return this.#rest.length > 0 || this.#passingOver;
  }

  /** Reads what there is up to `size`. The lines are given without their end, and are good until the next one. */
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
      if (this.#passingOver) this.#passingOver = false;
      else if (end + 1 - from > this.#longest) this.tooLong++;
      else onLine(bytes.subarray(from, end), start + from);
      from = end + 1;
    }
    this.#position += block.length;
    if (this.#passingOver) from = bytes.length;
    else if (bytes.length - from > this.#longest) {
      this.tooLong++;
      this.#passingOver = true;
      from = bytes.length;
    }
    this.#rest = Buffer.from(bytes.subarray(from));
  }
}
