import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import pLimit from "p-limit";
import type { StoredVerdict } from "../../../engine/verdicts/verdict-store.ts";
import { isAliveByText } from "../../process/process-identity.ts";
import { entryOf } from "./entry-line.ts";
import { type KeyStart, keyStart, type Place } from "./segment-index.ts";
import { parseSegmentName, type SegmentName } from "./segment-name.ts";
import { SegmentReader } from "./segment-reader.ts";
import type { EntrySigner } from "./signed-entry.ts";
import type { StoreWarnings } from "./store-warnings.ts";

/** Attempts to read all segments, because a segment may be merged away while it is read. */
const mostPasses = 3;

/** Segments read concurrently: as many as Node has threads for files. More would only take memory. */
const segmentsAtOnce = 4;

/** Lines from which on an own segment gets an index. */
const leastIndexedLines = 32;

/** All segments of a folder, read as one. */
export class SegmentSet {
  readonly #folder: string;
  readonly #signer: EntrySigner;
  readonly #warnings: StoreWarnings;
  readonly #limit = pLimit(segmentsAtOnce);
  readonly #readers = new Map<string, SegmentReader>();
  /** What was counted already: damaged lines by segment, and places whose entries are ignored. */
  readonly #damaged = new Map<string, number>();
  readonly #ignoredPlaces = new Set<string>();

  constructor(folder: string, signer: EntrySigner, warnings: StoreWarnings) {
    this.#folder = folder;
    this.#signer = signer;
    this.#warnings = warnings;
  }

  /**
   * Looks keys up and adds the newest verdict of each to `found`.
   *
   * @param firstBucket older buckets only hold expired entries
   * @throws the system's error when the folder cannot be read
   */
  async lookUp(keys: readonly string[], firstBucket: number, found: Map<string, Candidate>): Promise<void> {
    const wanted = keys.map((key) => ({ key, start: keyStart(key) }));
    for (let pass = 1; pass <= mostPasses; pass++) {
      const readers = await this.#list(firstBucket);
      const here = await Promise.all(
        readers.map((reader) => this.#limit(() => this.#readFrom(reader, wanted, found))),
      );
      if (here.every((isHere) => isHere)) return;
    }
  }

  /** Writes indexes for this process's own segments, unless tiny, and for all that had many lines without an index. */
  async leaveIndexes(own: readonly SegmentName[]): Promise<void> {
    for (const name of own) {
      const reader = this.#readerOf(name);
      await ignoreMissing(async () => {
        await reader.refresh();
        await reader.leaveIndex(leastIndexedLines);
      });
    }
    for (const reader of this.#readers.values()) await ignoreMissing(() => reader.leaveIndex());
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

  /** @returns false if the segment was removed */
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
          if (!this.#ignoredPlaces.has(placeName(reader, place))) wanted.set(place, key);
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
      this.#warnings.cannotRead(error);
      return true;
    }
  }

  #open(line: Buffer, key: string, place: string): Candidate | undefined {
    const entry = entryOf(line);
    // An index cannot distinguish keys with the same start, so this may be the intact line of another key.
    if (entry !== undefined && entry.key !== key && entry.key.startsWith(key.slice(0, 10))) return undefined;
    const verdict = entry === undefined || entry.key !== key ? "truncated" : this.#signer.open(entry);
    if (typeof verdict !== "string") return { verdict, payload: entry?.payload ?? "" };
    this.#warnings.ignore(verdict);
    this.#ignoredPlaces.add(place);
    return undefined;
  }

  #countDamage(reader: SegmentReader): void {
    const { file, owner } = reader.name;
    const torn = reader.torn && (owner === undefined || isAliveByText(owner) === false) ? 1 : 0;
    const damaged = reader.damaged + torn;
    this.#warnings.ignore("truncated", damaged - (this.#damaged.get(file) ?? 0));
    this.#damaged.set(file, damaged);
  }
}

interface WantedKey {
  readonly key: string;
  readonly start: KeyStart;
}

export interface Candidate {
  readonly verdict: StoredVerdict;
  /** Breaks ties between verdicts of the same time, so that all readers choose the same one. */
  readonly payload: string;
}

export function isNewer(one: Candidate, other: Candidate | undefined): boolean {
  if (other === undefined) return true;
  const later = one.verdict.time - other.verdict.time;
  return later > 0 || (later === 0 && one.payload > other.payload);
}

/** The segments of a folder; none if the folder is missing. @throws the system's error */
export async function segmentsIn(folder: string): Promise<SegmentName[]> {
  const entries = await filesIn(folder);
  return entries.flatMap((entry) => {
    // Only regular files: opening a pipe would block, and a link may lead anywhere.
    const name = entry.isFile() ? parseSegmentName(entry.name) : undefined;
    return name === undefined ? [] : [name];
  });
}

/** Ignores ENOENT, because another process may have merged or removed a segment. @throws the system's other errors */
export async function ignoreMissing(act: () => Promise<void>): Promise<void> {
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
