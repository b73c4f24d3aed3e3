import { printable } from "../../engine/printable.ts";
import { InputError } from "./input-error.ts";

/** Bytes without NUL that tell whether a file with NULs in it is text. */
const sampleBytes = 8_192;
/** Of a text, at most this share is control characters; of a program or a picture, far more. */
const mostControl = 0.02;

/**
 * A file's bytes as UTF-8 text. UTF-16 with a byte order mark is decoded. NULs are left out: a log that was truncated
 * while its writer went on, or whose disk lost power, has runs of them.
 *
 * @param onRemark hears once, in a sentence, of what was not as it should be
 * @throws InputError for what is no text
 */
export async function* textBytes(
  bytes: AsyncIterable<Buffer>,
  source: string,
  onRemark: (sentence: string) => void,
): AsyncGenerator<Buffer, void, void> {
  let decoder: TextDecoder | undefined;
  let isFirst = true;
  let dropped = 0;
  let sample: Sample | undefined;
  for await (const chunk of bytes) {
    if (isFirst) decoder = decoderOf(chunk);
    isFirst = false;
    if (decoder !== undefined) {
      yield Buffer.from(decoder.decode(chunk, { stream: true }));
      continue;
    }
    if (!chunk.includes(0)) {
      if (sample?.isOpen) sample.take(chunk);
      yield chunk;
      continue;
    }
    const text = withoutNuls(chunk);
    dropped += chunk.length - text.length;
    sample ??= new Sample(source);
    if (sample.isOpen) sample.take(text);
    if (text.length > 0) yield text;
  }
  if (decoder !== undefined) onRemark(`${printable(source)} is UTF-16 and was read as that.`);
  sample?.end();
  if (dropped > 0)
    onRemark(
      `${printable(source)} has ${dropped.toLocaleString("en-US")} NUL bytes, as a log has that was truncated while it was written; they were left out.`,
    );
}

/** The first bytes of a file with NULs, the NULs left out. */
class Sample {
  private readonly source: string;
  private length = 0;
  private control = 0;

  constructor(source: string) {
    this.source = source;
  }

  get isOpen(): boolean {
    return this.length < sampleBytes;
  }

  /** @throws InputError once it is clear that this is no text */
  take(bytes: Buffer): void {
    for (const byte of bytes.subarray(0, sampleBytes - this.length)) {
      this.length++;
      if ((byte < 0x20 && !isLayout(byte)) || byte === 0x7f) this.control++;
    }
    if (!this.isOpen) this.judge();
  }

  /** @throws InputError for a file without any text */
  end(): void {
    if (this.isOpen) this.judge();
  }

  private judge(): void {
    if (this.length > 0 && this.control <= this.length * mostControl) return;
    throw new InputError(
      `${printable(this.source)} is binary (it has NUL bytes and little text). Only text logs are read, also packed by gzip, xz, zstd, bzip2 or lz4.`,
    );
  }
}

/** Tab, line feed, form feed, carriage return, and the escape that begins a colour. */
function isLayout(byte: number): boolean {
  return byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d || byte === 0x1b;
}

function withoutNuls(chunk: Buffer): Buffer {
  return Buffer.from(chunk.filter((byte) => byte !== 0));
}

function decoderOf(start: Buffer): TextDecoder | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder("utf-16le");
  return start[0] === 0xfe && start[1] === 0xff ? new TextDecoder("utf-16be") : undefined;
}
