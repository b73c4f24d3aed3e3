import { crc32, createInflateRaw } from "node:zlib";

/** A gzip file is cut short or damaged. Everything before the damage was yielded. */
export class DamagedGzipError extends Error {
  override readonly name = "DamagedGzipError";
}

const magic = [0x1f, 0x8b] as const;
const deflate = 8;
/** Bits of the header's flags. */
const checksumFlag = 2;
const extraFlag = 4;
const nameFlag = 8;
const commentFlag = 16;
const reservedFlags = 0xe0;
const fixedHeaderBytes = 10;
const trailerBytes = 8;
/** Bytes. A damaged piece is read byte by byte, so pieces must be short. */
const pieceBytes = 16 * 1024;
const outputBytes = 256 * 1024;

export function isGzip(start: Buffer): boolean {
  return start[0] === magic[0] && start[1] === magic[1];
}

/**
 * Unpacks all members of a gzip stream, and yields every byte before a damage. Node's own gunzip loses the output of the
 * piece in which it finds the damage: up to a quarter of a megabyte of log.
 *
 * @throws DamagedGzipError after the last byte that could be unpacked
 */
export async function* gunzipped(bytes: AsyncIterator<Buffer>): AsyncGenerator<Buffer, void, void> {
  const input = new Input(bytes);
  do {
    await skipHeader(input);
    let checksum = 0;
    let length = 0;
    for await (const output of inflated(input)) {
      checksum = crc32(output, checksum);
      length = (length + output.length) >>> 0;
      yield output;
    }
    const trailer = await input.take(trailerBytes);
    if (trailer.readUInt32LE(0) !== checksum || trailer.readUInt32LE(4) !== length)
      throw new DamagedGzipError();
    // Tapes and block devices are padded with zeros.
  } while (await input.skipZeros());
}

async function skipHeader(input: Input): Promise<void> {
  const header = await input.take(fixedHeaderBytes);
  const flags = header[3] as number;
  if (!isGzip(header) || header[2] !== deflate || (flags & reservedFlags) !== 0) throw new DamagedGzipError();
  if ((flags & extraFlag) !== 0) await input.take((await input.take(2)).readUInt16LE(0));
  for (const flag of [nameFlag, commentFlag])
    if ((flags & flag) !== 0) while ((await input.take(1))[0] !== 0);
  if ((flags & checksumFlag) !== 0) await input.take(2);
}

/**
 * One member's content. A scout inflates each piece first. If it finds damage, a second inflater, which has not seen the
 * piece yet, reads it byte by byte and yields everything before the damage.
 */
async function* inflated(input: Input): AsyncGenerator<Buffer, void, void> {
  const scout = new Inflater();
  const inflater = new Inflater();
  try {
    while (!inflater.ended) {
      const piece = await input.piece();
      const isWhole = await scout.feed(piece);
      scout.takeOutput();
      const size = isWhole ? piece.length : 1;
      for (let from = 0; from < piece.length && !inflater.ended; from += size) {
        const goesOn = await inflater.feed(piece.subarray(from, from + size));
        yield* inflater.takeOutput();
        if (!goesOn) throw new DamagedGzipError();
      }
      if (inflater.ended) input.giveBack(inflater.unused(piece));
    }
  } finally {
    scout.close();
    inflater.close();
  }
}

/** Inflates pieces one by one and collects their output. */
class Inflater {
  ended = false;
  private readonly stream = createInflateRaw({ chunkSize: outputBytes });
  private output: Buffer[] = [];
  private fed = 0;
  private settle: (isWhole: boolean) => void = () => {};

  constructor() {
    this.stream.on("data", (data: Buffer) => this.output.push(data));
    this.stream.on("error", () => this.settle(false));
    this.stream.on("end", () => {
      this.ended = true;
      this.settle(true);
    });
  }

  /** @returns whether the piece is sound; its output is available then */
  feed(piece: Buffer): Promise<boolean> {
    this.fed += piece.length;
    return new Promise((resolve) => {
      this.settle = resolve;
      // After the end of the data zlib takes no input and never calls back; the `end` event settles instead.
      this.stream.write(piece, (error) => this.settle(error === null || error === undefined));
    });
  }

  takeOutput(): Buffer[] {
    const { output } = this;
    this.output = [];
    return output;
  }

  /** The part of the last piece after the end of the data. */
  unused(piece: Buffer): Buffer {
    return piece.subarray(piece.length - (this.fed - this.stream.bytesWritten));
  }

  close(): void {
    this.stream.destroy();
  }
}

/** The bytes of the file, read by count. */
class Input {
  private held: Buffer = Buffer.alloc(0);
  private readonly source: AsyncIterator<Buffer>;

  constructor(source: AsyncIterator<Buffer>) {
    this.source = source;
  }

  async take(length: number): Promise<Buffer> {
    while (this.held.length < length) this.held = Buffer.concat([this.held, await this.next()]);
    const taken = this.held.subarray(0, length);
    this.held = this.held.subarray(length);
    return taken;
  }

  /** The bytes that are available now. */
  async piece(): Promise<Buffer> {
    if (this.held.length === 0) this.held = await this.next();
    return this.take(Math.min(this.held.length, pieceBytes));
  }

  giveBack(bytes: Buffer): void {
    this.held = Buffer.concat([bytes, this.held]);
  }

  /** @returns whether other bytes follow */
  async skipZeros(): Promise<boolean> {
    for (;;) {
      const from = this.held.findIndex((byte) => byte !== 0);
      if (from !== -1) {
        this.held = this.held.subarray(from);
        return true;
      }
      const next = await this.source.next();
      if (next.done === true) return false;
      this.held = next.value;
    }
  }

  private async next(): Promise<Buffer> {
    const next = await this.source.next();
    if (next.done === true) throw new DamagedGzipError();
    return next.value;
  }
}
