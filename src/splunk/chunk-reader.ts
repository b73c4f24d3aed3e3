import type { Chunk } from "./chunk.ts";
import { UserError } from "./user-error.ts";

/** Bytes. splunkd ends a chunk at `max_rawsize_perchunk` (100 MB), and V8 strings cannot be much longer than this. */
const largestBody = 400_000_000;
const largestMetadata = 16_000_000;
/** Bytes. A header line has about 30 bytes; longer lines are not headers. */
const longestHeader = 200;
const headerLine = /^chunked\s+1\.0\s*,\s*(\d{1,15})\s*,\s*(\d{1,15})\s*$/;

/**
 * Reads chunks from a byte stream whose pieces may be split anywhere. It ends normally when the input ends between two
 * chunks. If invalid data follows, it first yields all complete chunks and then throws a UserError. Like other
 * implementations it accepts blank lines before a header and CRLF after it.
 */
export async function* readChunks(input: AsyncIterable<Buffer>): AsyncGenerator<Chunk, void, void> {
  const bytes = new ByteQueue(input);
  try {
    for (let number = 1; ; number++) {
      const header = await readHeader(bytes, number);
      if (header === undefined) return;
      const metadata = await readExactly(bytes, header.metadataLength, "metadata", number);
      const body = await readExactly(bytes, header.bodyLength, "body", number);
      yield { metadata: parseMetadata(metadata, number), body };
    }
  } finally {
    await bytes.close();
  }
}

interface Header {
  readonly metadataLength: number;
  readonly bodyLength: number;
}

async function readHeader(bytes: ByteQueue, number: number): Promise<Header | undefined> {
  let line = "";
  do {
    const next = await bytes.takeLine(longestHeader);
    if (next === undefined) return undefined;
    line = next;
  } while (line.trim() === "");
  const match = headerLine.exec(line);
  if (match === null) {
    throw new UserError(
      `Chunk ${number} has no valid header: wanted "chunked 1.0,<metadata bytes>,<body bytes>" and a line end, ` +
        `got ${line.length} other bytes. Either the lengths in the header of the chunk before are wrong, or ` +
        "something else than splunkd writes to this command.",
    );
  }
  const header = { metadataLength: Number(match[1]), bodyLength: Number(match[2]) };
  if (header.metadataLength > largestMetadata || header.bodyLength > largestBody) {
    throw new UserError(
      `Chunk ${number} announces ${header.metadataLength} bytes of metadata and ${header.bodyLength} bytes of body; ` +
        `at most ${largestMetadata} and ${largestBody} can be read. Lower max_rawsize_perchunk in limits.conf.`,
    );
  }
  return header;
}

async function readExactly(bytes: ByteQueue, length: number, what: string, number: number): Promise<Buffer> {
  const { data, missing } = await bytes.take(length);
  if (missing > 0) {
    throw new UserError(
      `The input ended inside chunk ${number}: its ${what} should be ${length} bytes, ${length - missing} came. ` +
        "The search was probably cancelled, or its header carries a wrong length.",
    );
  }
  return data;
}

function parseMetadata(data: Buffer, number: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(data.toString());
  } catch {
    value = undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new UserError(
      `The metadata of chunk ${number} (${data.length} bytes) is not a JSON object, so the chunk cannot be ` +
        "understood. Probably the metadata length in its header is wrong.",
    );
  }
  return value as Record<string, unknown>;
}

/** Bytes of a stream, taken by length or by line. */
class ByteQueue {
  private readonly source: AsyncIterator<Buffer>;
  private current: Buffer = Buffer.alloc(0);

  constructor(input: AsyncIterable<Buffer>) {
    this.source = input[Symbol.asyncIterator]();
  }

  /** The next line without its end. At the end of the input, or past `limit` bytes, the rest; undefined if there is none. */
  async takeLine(limit: number): Promise<string | undefined> {
    let newline = this.current.indexOf(10);
    while (newline === -1 && this.current.length <= limit) {
      const next = await this.source.next();
      if (next.done === true) break;
      this.current = Buffer.concat([this.current, next.value]);
      newline = this.current.indexOf(10);
    }
    if (this.current.length === 0) return undefined;
    const end = newline === -1 ? this.current.length : newline;
    const line = this.current.toString("latin1", 0, end);
    this.current = this.current.subarray(newline === -1 ? end : end + 1);
    return line;
  }

  /** Exactly `length` bytes. If the input ends before, fewer bytes and the number that is `missing`. */
  async take(length: number): Promise<{ data: Buffer; missing: number }> {
    if (this.current.length >= length) {
      const data = this.current.subarray(0, length);
      this.current = this.current.subarray(length);
      return { data, missing: 0 };
    }
    const data = Buffer.allocUnsafe(length);
    let filled = 0;
    for (;;) {
      const copied = this.current.copy(data, filled, 0, length - filled);
      filled += copied;
      this.current = this.current.subarray(copied);
      if (filled === length) return { data, missing: 0 };
      const next = await this.source.next();
      if (next.done === true) return { data: data.subarray(0, filled), missing: length - filled };
      this.current = next.value;
    }
  }

  /** Ends the source, so that its stream is released. */
  async close(): Promise<void> {
    await this.source.return?.();
  }
}
