import { randomBytes } from "node:crypto";
import { open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { entryOf, keyOfLine, longestLine } from "./entry-line.ts";
import { LineScanner } from "./line-scanner.ts";
import { type KeyedPlace, SegmentIndex } from "./segment-index.ts";
import { indexFileOf, newSegment, type SegmentName } from "./segment-name.ts";
import { type EntrySigner, readPayload, type SignedEntry } from "./signed-entry.ts";

/** Calls back with each entry of a segment, skipping damaged lines. @throws the system's error */
export async function readSegment(
  folder: string,
  { file }: SegmentName,
  onEntry: (entry: SignedEntry, line: Buffer) => void,
): Promise<void> {
  const segment = await open(join(folder, file), "r");
  try {
    const { size } = await segment.stat();
    await new LineScanner(0, longestLine).scan(segment, size, (line) => {
      const entry = entryOf(line);
      if (entry !== undefined) onEntry(entry, line);
    });
  } finally {
    await segment.close();
  }
}

export interface SegmentMerge {
  readonly folder: string;
  readonly signer: EntrySigner;
  /** Segments of one bucket. */
  readonly sources: readonly SegmentName[];
  /** Whether to keep an entry. Called for genuine entries and for those of other signing keys. */
  readonly keep: (entry: SignedEntry) => boolean;
}

/**
 * Merges several segments into one, or into none if no entry is kept. It keeps the newest entry of each key and drops
 * forged ones. The new index is written first, then the new segment, and then the old ones are removed, so concurrent
 * readers that miss an old segment find the new one when they list the folder again. If the process is killed, entries
 * exist twice, which is harmless, or a temporary file is left.
 *
 * @throws the system's error
 */
export async function mergeSegments({ folder, signer, sources, keep }: SegmentMerge): Promise<void> {
  const newest = new Map<string, { time: number; line: Buffer }>();
  for (const source of sources) {
    await readSegment(folder, source, (entry, line) => {
      if (signer.verify(entry) === "forged" || !keep(entry)) return;
      const time = readPayload(entry.payload)?.time ?? 0;
      const key = `${entry.signer}${entry.key}`;
      if (time >= (newest.get(key)?.time ?? 0)) newest.set(key, { time, line: Buffer.from(line) });
    });
  }
  if (newest.size > 0) {
    await writeMerged(
      folder,
      (sources[0] as SegmentName).bucket,
      [...newest.values()].map(({ line }) => line),
    );
  }
  for (const { file } of sources) await removeSegment(folder, file);
}

/** Removes a segment and its index, whether or not they still exist. */
export async function removeSegment(folder: string, file: string): Promise<void> {
  await rm(join(folder, file), { force: true });
  await rm(join(folder, indexFileOf(file)), { force: true });
}

/** Bytes of a segment and its index; 0 for a removed one. */
export async function sizeOfSegment(folder: string, { file }: SegmentName): Promise<number> {
  let size = 0;
  for (const path of [file, indexFileOf(file)]) {
    size += await stat(join(folder, path)).then(
      (found) => found.size,
      () => 0,
    );
  }
  return size;
}

async function writeMerged(folder: string, bucket: number, lines: readonly Buffer[]): Promise<void> {
  const { file } = newSegment(bucket, undefined);
  const places: KeyedPlace[] = [];
  const pieces: Buffer[] = [];
  const end = Buffer.from("\n");
  let offset = 0;
  for (const line of lines) {
    places.push({ key: keyOfLine(line), offset, length: line.length });
    pieces.push(line, end);
    offset += line.length + 1;
  }
  await writeWhole(join(folder, indexFileOf(file)), SegmentIndex.build(places, offset).bytes);
  await writeWhole(join(folder, file), Buffer.concat(pieces));
}

async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const fresh = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    const file = await open(fresh, "wx", 0o600);
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}
