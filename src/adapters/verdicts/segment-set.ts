import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import pLimit from "p-limit";
import type { StoredVerdict } from "../../engine/verdicts/verdict-store.ts";
import { entryOf } from "./entry-line.ts";
import { isAlive } from "./process-identity.ts";
import { type KeyStart, keyStart, type Place } from "./segment-index.ts";
import { parseSegmentName, type SegmentName } from "./segment-name.ts";
import { SegmentReader } from "./segment-reader.ts";
import type { EntrySigner } from "./signed-entry.ts";
import type { StoreRemarks } from "./store-remarks.ts";

/** Segments may be merged into others while they are being read. */
const mostLooks = 3;

/** As many as the system works on side by side; more would only take memory. */
const segmentsAtOnce = 4;

/** Lines from which on an index saves reading. */
const notTiny = 32;

/** All segments of a folder as one: what they say of a key, the newest first. */
export class SegmentSet {
  readonly #folder: string;
  readonly #signer: EntrySigner;
  readonly #remarks: StoreRemarks;
  readonly #limit = pLimit(segmentsAtOnce);
  readonly #readers = new Map<string, SegmentReader>();
  /** Counted already: damaged lines by segment, and places that hold nothing of use. */
  readonly #damaged = new Map<string, number>();
  readonly #useless = new Set<string>();

  constructor(folder: string, signer: EntrySigner, remarks: StoreRemarks) {
    this.#folder = folder;
    this.#signer = signer;
    this.#remarks = remarks;
  }

  /**
   * Adds the newest entry of each key to those found.
   *
   * @param firstBucket older ones hold nothing that is young enough
   * @throws the system's error when the folder cannot be read
   */
  async lookUp(keys: readonly string[], firstBucket: number, found: Map<string, Candidate>): Promise<void> {
    const wanted = keys.map((key) => ({ key, start: keyStart(key) }));
    for (let look = 1; look <= mostLooks; look++) {
      const readers = await this.#list(firstBucket);
      const here = await Promise.all(
        readers.map((reader) => this.#limit(() => this.#readFrom(reader, wanted, found))),
      );
      if (here.every((isHere) => isHere)) return;
    }
  }

  /** Leaves an index for the segments that took much reading, and for those named if they are not tiny. */
  async leaveIndexes(own: readonly SegmentName[]): Promise<void> {
    for (const name of own) {
      const reader = this.#readerOf(name);
      await passingGone(async () => {
        await reader.refresh();
        await reader.leaveIndex(notTiny);
      });
    }
    for (const reader of this.#readers.values()) await passingGone(() => reader.leaveIndex());
  }

  async #list(firstBucket: number): Promise<SegmentReader[]> {
    const names = (await segmentsIn(this.#folder)).filter(({ bucket }) => bucket >= firstBucket);
    const files = new Set(names.map(({ file }) => file));
    for (const file of this.#readers.keys()) if (!files.has(file)) this.#readers.delete(file);
    return names.map((name) => this.#readerOf(name));
  }

  #readerOf(name: SegmentName): SegmentReader {
    const reader = this.#readers.get(name.file) ?? new SegmentReader(this.#folder, name);
    this.#readers.set(name.file, reader);
    return reader;
  }

  /** @returns false when the segment is no more */
  async #readFrom(
    reader: SegmentReader,
    keys: readonly WantedKey[],
    found: Map<string, Candidate>,
  ): Promise<boolean> {
    try {
      await reader.refresh();
      this.#countDamage(reader);
      const wanted = new Map<Place, string>();
      for (const { key, start } of keys) {
        for (const place of reader.find(key, start)) {
          if (!this.#useless.has(placeName(reader, place))) wanted.set(place, key);
        }
      }
      if (wanted.size === 0) return true;
      await reader.linesAt([...wanted.keys()], (line, place) => {
        const key = wanted.get(place) as string;
        const candidate = this.#open(line, key, placeName(reader, place));
        if (candidate !== undefined && isNewer(candidate, found.get(key))) found.set(key, candidate);
      });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
      this.#remarks.cannotRead(error);
      return true;
    }
  }

  #open(line: Buffer, key: string, place: string): Candidate | undefined {
    const entry = entryOf(line);
    // Keys that begin alike are one to an index: then the line is another's, and in order.
    if (entry !== undefined && entry.key !== key && entry.key.startsWith(key.slice(0, 10))) return undefined;
    const verdict = entry === undefined || entry.key !== key ? "truncated" : this.#signer.open(entry);
    if (typeof verdict !== "string") return { verdict, payload: entry?.payload ?? "" };
    this.#remarks.ignore(verdict);
    this.#useless.add(place);
    return undefined;
  }

  #countDamage(reader: SegmentReader): void {
    const { file, owner } = reader.name;
    const torn = reader.torn && (owner === undefined || isAlive(owner) === false) ? 1 : 0;
    const damaged = reader.damaged + torn;
    this.#remarks.ignore("truncated", damaged - (this.#damaged.get(file) ?? 0));
    this.#damaged.set(file, damaged);
  }
}

interface WantedKey {
  readonly key: string;
  readonly start: KeyStart;
}

export interface Candidate {
  readonly verdict: StoredVerdict;
  /** Decides between two of the same time, so that every reader takes the same. */
  readonly payload: string;
}

export function isNewer(one: Candidate, other: Candidate | undefined): boolean {
  if (other === undefined) return true;
  const later = one.verdict.time - other.verdict.time;
  return later > 0 || (later === 0 && one.payload > other.payload);
}

/** The segments of a folder; none where there is no folder. @throws the system's error */
export async function segmentsIn(folder: string): Promise<SegmentName[]> {
  const entries = await filesIn(folder);
  return entries.flatMap((entry) => {
    // A pipe would be waited for, and a link may lead anywhere.
    const name = entry.isFile() ? parseSegmentName(entry.name) : undefined;
    return name === undefined ? [] : [name];
  });
}

/** Another process may have merged or removed a segment meanwhile. @throws the system's other errors */
export async function passingGone(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

export async function filesIn(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function placeName({ name }: SegmentReader, { offset }: Place): string {
  return `${name.file}:${offset}`;
}
