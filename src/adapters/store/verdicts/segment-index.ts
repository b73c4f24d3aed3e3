import { crc32 } from "node:zlib";

/** The offset and length of a line in a segment, in bytes without the newline. */
export interface Place {
  readonly offset: number;
  readonly length: number;
}

export interface KeyedPlace extends Place {
  readonly key: string;
}

/** A key's first eight bytes as two numbers. An index stores no more of a key. */
export interface KeyStart {
  readonly high: number;
  readonly low: number;
}

interface IndexRecord extends Place, KeyStart {}

const magic = 0x4c4c5631;
const headerLength = 16;
const recordLength = 16;

/**
 * The places of the lines in a segment's first part, sorted by key. The index is searched in its stored form, because
 * parsing it would cost more than the lookups. It knows a key by its first eight bytes; the line itself has the whole
 * key. Big-endian: magic, covered bytes of the segment, number of records, checksum; then for each record the start of
 * the key (8 bytes), offset (4), length (4).
 */
export class SegmentIndex {
  readonly #bytes: Buffer;
  /** The index covers all lines in this many bytes from the start of the segment. */
  readonly covered: number;
  readonly count: number;

  private constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.covered = bytes.readUInt32BE(4);
    this.count = bytes.readUInt32BE(8);
  }

  /** @param earlier an index of the same segment, whose records are included */
  static build(places: Iterable<KeyedPlace>, covered: number, earlier?: SegmentIndex): SegmentIndex {
    const sorted = [...(earlier?.records() ?? [])];
    for (const { key, offset, length } of places) sorted.push({ ...keyStart(key), offset, length });
    sorted.sort((a, b) => a.high - b.high || a.low - b.low);
    const bytes = Buffer.alloc(headerLength + recordLength * sorted.length);
    let at = headerLength;
    for (const { high, low, offset, length } of sorted) {
      bytes.writeUInt32BE(high, at);
      bytes.writeUInt32BE(low, at + 4);
      bytes.writeUInt32BE(offset, at + 8);
      bytes.writeUInt32BE(length, at + 12);
      at += recordLength;
    }
    bytes.writeUInt32BE(magic, 0);
    bytes.writeUInt32BE(covered, 4);
    bytes.writeUInt32BE(sorted.length, 8);
    bytes.writeUInt32BE(crc32(bytes.subarray(headerLength)), 12);
    return new SegmentIndex(bytes);
  }

  /** @returns undefined for a damaged index or another file */
  static read(bytes: Buffer): SegmentIndex | undefined {
    if (bytes.length < headerLength || bytes.readUInt32BE(0) !== magic) return undefined;
    const index = new SegmentIndex(bytes);
    const whole = bytes.length === headerLength + recordLength * index.count;
    return whole && crc32(bytes.subarray(headerLength)) === bytes.readUInt32BE(12) ? index : undefined;
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  /** The places of lines whose key has this start. Several if the key was written more than once. */
  find({ high, low }: KeyStart): Place[] {
    let [from, to] = [0, this.count];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.#compare(middle, high, low) < 0) from = middle + 1;
      else to = middle;
    }
    const places: Place[] = [];
    for (; from < this.count && this.#compare(from, high, low) === 0; from++) {
      const { offset, length } = this.#record(from);
      places.push({ offset, length });
    }
    return places;
  }

  private *records(): Generator<IndexRecord> {
    for (let number = 0; number < this.count; number++) yield this.#record(number);
  }

  #record(number: number): IndexRecord {
    const at = headerLength + recordLength * number;
    return {
      high: this.#bytes.readUInt32BE(at),
      low: this.#bytes.readUInt32BE(at + 4),
      offset: this.#bytes.readUInt32BE(at + 8),
      length: this.#bytes.readUInt32BE(at + 12),
    };
  }

  #compare(record: number, high: number, low: number): number {
    const at = headerLength + recordLength * record;
    return this.#bytes.readUInt32BE(at) - high || this.#bytes.readUInt32BE(at + 4) - low;
  }
}

export function keyStart(key: string): KeyStart {
  const bytes = Buffer.from(key.slice(0, 11), "base64url");
  return { high: bytes.readUInt32BE(0), low: bytes.readUInt32BE(4) };
}
