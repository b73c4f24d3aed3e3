import { randomBytes } from "node:crypto";
import { open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { entryOf, keyOfLine, longestLine } from "./entry-line.ts";
import { LineScanner } from "./line-scanner.ts";
import { type KeyedPlace, SegmentIndex } from "./segment-index.ts";
import { indexFileOf, newSegment, type SegmentName } from "./segment-name.ts";
import { type EntrySigner, readPayload, type SignedEntry } from "./signed-entry.ts";

/** Gives every line of a segment that is an entry. @throws the system's error */
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

export interface Rewriting {
  readonly folder: string;
  readonly signer: EntrySigner;
  /** Of one bucket. */
  readonly sources: readonly SegmentName[];
  /** What stays of the entries that are genuine, or another key's. */
  readonly keep: (entry: SignedEntry) => boolean;
}

/**
 * Puts one segment in the place of several, or none where nothing stays: of each key the newest entry, nothing forged.
 * Those who read beside find the old ones gone and look at the folder again; the new one was there before they went,
 * and its index before it. Killed at any point, it leaves entries twice, which is no harm, or a file to be removed.
 *
 * @throws the system's error
 */
export async function rewriteSegments({ folder, signer, sources, keep }: Rewriting): Promise<void> {
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

/** Both files; those that are gone already are gone. */
export async function removeSegment(folder: string, file: string): Promise<void> {
  await rm(join(folder, file), { force: true });
  await rm(join(folder, indexFileOf(file)), { force: true });
}

/** Bytes of a segment with its index; 0 for one that is gone. */
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
