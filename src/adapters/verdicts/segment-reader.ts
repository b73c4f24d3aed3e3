import { randomBytes } from "node:crypto";
import { type FileHandle, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isEntryLine, keyOfLine, longestLine } from "./entry-line.ts";
import { LineScanner } from "./line-scanner.ts";
import { type KeyedPlace, type KeyStart, type Place, SegmentIndex } from "./segment-index.ts";
import { indexFileOf, type SegmentName } from "./segment-name.ts";

/** Bytes; what is longer is no segment of ours. */
const longestSegment = 64 * 1024 * 1024;
const longestIndex = 16 * 1024 * 1024;
/** Lines that are found by reading them; from here on an index is left for those who come later. */
const worthAnIndex = 512;
/** Lines this near each other are read at once, up to so much at a time. */
const nearEnough = 16 * 1024;
const readAtOnce = 256 * 1024;
const readsAtOnce = 8;
const none: Place[] = [];

/**
 * Finds lines in one segment, whether others still append to it or not: through its index as far as that goes, by
 * reading what lies behind. All of it rejects with the system's error; ENOENT says that the segment is no more.
 */
export class SegmentReader {
  readonly name: SegmentName;
  readonly #path: string;
  readonly #indexPath: string;
  readonly #read = new Map<string, Place[]>();
  #readLines = 0;
  #index: SegmentIndex | undefined;
  #scanner: LineScanner | undefined;
  #damagedLines = 0;

  constructor(folder: string, name: SegmentName) {
    this.name = name;
    this.#path = join(folder, name.file);
    this.#indexPath = join(folder, indexFileOf(name.file));
  }

  /** Lines that are no entry, among those that were read for want of an index. */
  get damaged(): number {
    return this.#damagedLines + (this.#scanner?.tooLong ?? 0);
  }

  /** Whether it ends within a line: it is being written, or its writer was killed. */
  get torn(): boolean {
    return this.#scanner?.torn ?? false;
  }

  /** Takes notice of what was appended since. @throws RangeError for a file that is too long */
  async refresh(): Promise<void> {
    if (this.#scanner === undefined) {
      this.#index = await this.#loadIndex();
      this.#scanner = new LineScanner(this.#index?.covered ?? 0, longestLine);
    }
    const scanner = this.#scanner;
    const { size } = await stat(this.#path);
    if (size > longestSegment) throw new RangeError(`${size} bytes`);
    if (size <= scanner.position) return;
    await this.#withFile((file) => scanner.scan(file, size, (line, offset) => this.#note(line, offset)));
  }

  /** Where a key's lines may lie; the index knows keys by their start only. */
  find(key: string, start: KeyStart): Place[] {
    const read = this.#read.get(key) ?? none;
    const indexed = this.#index?.find(start) ?? none;
    return indexed.length === 0 ? read : indexed.concat(read);
  }

  /** The lines at these places, in any order; a place beyond the file's end gives what is there of it. */
  async linesAt(places: readonly Place[], onLine: (line: Buffer, place: Place) => void): Promise<void> {
    const stretches = stretchesOf(places);
    await this.#withFile(async (file) => {
      for (let at = 0; at < stretches.length; at += readsAtOnce) {
        const together = stretches.slice(at, at + readsAtOnce);
        const blocks = await Promise.all(together.map((stretch) => readStretch(file, stretch)));
        for (const [number, { from, places }] of together.entries()) {
          const block = blocks[number] as Buffer;
          for (const place of places) {
            onLine(block.subarray(place.offset - from, place.offset - from + place.length), place);
          }
        }
      }
    });
  }

  /** Leaves an index for those who come later, where it saves them much reading. */
  async leaveIndex(atLeast = worthAnIndex): Promise<void> {
    if (this.#scanner === undefined || this.#readLines < atLeast) return;
    const index = SegmentIndex.build(this.#places(), this.#scanner.lineStart, this.#index);
    const fresh = `${this.#indexPath}.${randomBytes(6).toString("hex")}.tmp`;
    try {
      await writeFile(fresh, index.bytes, { flag: "wx", mode: 0o600 });
      await rename(fresh, this.#indexPath);
    } catch (error) {
      await rm(fresh, { force: true });
      throw error;
    }
    this.#index = index;
    this.#read.clear();
    this.#readLines = 0;
  }

  *#places(): Generator<KeyedPlace> {
    for (const [key, places] of this.#read) for (const place of places) yield { key, ...place };
  }

  #note(line: Buffer, offset: number): void {
    this.#readLines++;
    if (!isEntryLine(line)) {
      this.#damagedLines++;
      return;
    }
    const key = keyOfLine(line);
    const place = { offset, length: line.length };
    const known = this.#read.get(key);
    if (known === undefined) this.#read.set(key, [place]);
    else known.push(place);
  }

  /** One that is missing, damaged or claims more than there is costs time and nothing else. */
  async #loadIndex(): Promise<SegmentIndex | undefined> {
    try {
      if ((await stat(this.#indexPath)).size > longestIndex) return undefined;
      const index = SegmentIndex.read(await readFile(this.#indexPath));
      return index !== undefined && index.covered <= (await stat(this.#path)).size ? index : undefined;
    } catch {
      return undefined;
    }
  }

  async #withFile<Result>(act: (file: FileHandle) => Promise<Result>): Promise<Result> {
    const file = await open(this.#path, "r");
    try {
      return await act(file);
    } finally {
      await file.close();
    }
  }
}

interface Stretch {
  readonly from: number;
  to: number;
  readonly places: Place[];
}

/** Places that lie near each other are one stretch, for reading costs more by the call than by the byte. */
function stretchesOf(places: readonly Place[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const place of [...places].sort((a, b) => a.offset - b.offset)) {
    const length = Math.min(place.length, longestLine);
    const last = stretches.at(-1);
    const end = place.offset + length;
    if (last !== undefined && place.offset - last.to <= nearEnough && end - last.from <= readAtOnce) {
      last.to = Math.max(last.to, end);
      last.places.push(place);
    } else {
      stretches.push({ from: place.offset, to: end, places: [place] });
    }
  }
  return stretches;
}

async function readStretch(file: FileHandle, { from, to }: Stretch): Promise<Buffer> {
  const block = Buffer.allocUnsafe(to - from);
  const { bytesRead } = await file.read(block, 0, block.length, from);
  return block.subarray(0, bytesRead);
}
