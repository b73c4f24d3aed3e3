import { randomBytes } from "node:crypto";
import { type FileHandle, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isEntryLine, keyOfLine, longestLine } from "./entry-line.ts";
import { LineScanner } from "./line-scanner.ts";
import { type KeyedPlace, type KeyStart, type Place, SegmentIndex } from "./segment-index.ts";
import { indexFileOf, type SegmentName } from "./segment-name.ts";

/** Bytes; our segments and indexes are never longer. */
const longestSegment = 64 * 1024 * 1024;
const longestIndex = 16 * 1024 * 1024;
/** Lines read without an index from which on writing one pays off for later readers. */
const leastIndexedLines = 512;
/** Lines at most this many bytes apart are read in one call of at most `longestRead` bytes. */
const mergeDistance = 16 * 1024;
const longestRead = 256 * 1024;
const concurrentReads = 8;
const none: Place[] = [];

/**
 * Finds lines in one segment, even while its owner appends to it. It uses the index for the part that is covered and
 * reads the rest. All methods reject with the system's error; ENOENT means that the segment was removed.
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

  /** Damaged lines in the part that the index does not cover. */
  get damaged(): number {
    return this.#damagedLines + (this.#scanner?.tooLong ?? 0);
  }

  /** Whether it ends within a line, because it is being written or its writer was killed. */
  get torn(): boolean {
    return this.#scanner?.torn ?? false;
  }

  /** Reads the lines appended since the last call. @throws RangeError for a file that is too long */
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

  /** The places where a key's lines may be. Indexed ones may belong to another key with the same start. */
  find(key: string, start: KeyStart): Place[] {
    const read = this.#read.get(key) ?? none;
    const indexed = this.#index?.find(start) ?? none;
    return indexed.length === 0 ? read : indexed.concat(read);
  }

  /** Reads the lines at these places, in any order. A line beyond the file's end comes cut off. */
  async linesAt(places: readonly Place[], onLine: (line: Buffer, place: Place) => void): Promise<void> {
    const ranges = rangesOf(places);
    await this.#withFile(async (file) => {
      for (let at = 0; at < ranges.length; at += concurrentReads) {
        const together = ranges.slice(at, at + concurrentReads);
        const blocks = await Promise.all(together.map((range) => readRange(file, range)));
        for (const [number, { from, places }] of together.entries()) {
          const block = blocks[number] as Buffer;
          for (const place of places) {
            onLine(block.subarray(place.offset - from, place.offset - from + place.length), place);
          }
        }
      }
    });
  }

  /** Writes an index if at least this many lines were read without one. */
  async leaveIndex(atLeast = leastIndexedLines): Promise<void> {
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

  /** Undefined for an index that is missing, damaged or longer than its segment: reading then only takes longer. */
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

interface ReadRange {
  readonly from: number;
  to: number;
  readonly places: Place[];
}

/** Joins places that are close to each other into one range, because a read call costs more than the bytes between. */
function rangesOf(places: readonly Place[]): ReadRange[] {
  const ranges: ReadRange[] = [];
  for (const place of [...places].sort((a, b) => a.offset - b.offset)) {
    const length = Math.min(place.length, longestLine);
    const last = ranges.at(-1);
    const end = place.offset + length;
    if (last !== undefined && place.offset - last.to <= mergeDistance && end - last.from <= longestRead) {
      last.to = Math.max(last.to, end);
      last.places.push(place);
    } else {
      ranges.push({ from: place.offset, to: end, places: [place] });
    }
  }
  return ranges;
}

async function readRange(file: FileHandle, { from, to }: ReadRange): Promise<Buffer> {
  const block = Buffer.allocUnsafe(to - from);
  const { bytesRead } = await file.read(block, 0, block.length, from);
  return block.subarray(0, bytesRead);
}
