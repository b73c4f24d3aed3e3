import { open, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { isAliveByText } from "../../process/process-identity.ts";
import { claimsPeriod, periodOfLog } from "./claims-log.ts";
import { mergeSegments, removeSegment, sizeOfSegment } from "./merge-segments.ts";
import { bucketLength, bucketOf, indexFileOf, parseSegmentName, type SegmentName } from "./segment-name.ts";
import { filesIn, ignoreMissing, segmentsIn } from "./segment-set.ts";
import type { EntrySigner } from "./signed-entry.ts";

export interface FolderLimits {
  /** Milliseconds after which an entry may be removed, whatever age a search accepts. */
  readonly retention: number;
  /** Most bytes of all segments and their indexes; the oldest are removed first. */
  readonly mostBytes: number;
}

export interface Compaction {
  readonly folder: string;
  readonly signer: EntrySigner;
  readonly now: () => number;
  readonly limits: FolderLimits;
}

/** Milliseconds between two compactions of one folder. */
const compactionInterval = 600_000;
/** Least number of segments worth merging in a bucket, the bytes below which each counts, and the bytes of one merge. */
const leastToMerge = 8;
const smallSegment = 4 * 1024 * 1024;
const mostMergedBytes = 16 * 1024 * 1024;
/** Milliseconds after which a temporary file counts as left over from a dead writer. */
const leftOver = 3_600_000;

/** Compacts the folder unless a compaction began recently. The time of the file `tended` says when. */
export async function compactIfDue(compaction: Compaction): Promise<void> {
  const lastCompaction = join(compaction.folder, "tended");
  const before = await stat(lastCompaction).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
  const now = compaction.now();
  if (before !== undefined && Math.abs(now - before) < compactionInterval) return;
  if (before === undefined) await (await open(lastCompaction, "a", 0o600)).close();
  // Two processes may begin at the same moment; compacting twice does no harm.
  await utimes(lastCompaction, now / 1000, now / 1000);
  await compactStore(compaction);
}

/**
 * Removes entries that are too old or exceed the size limit, and merges the many small segments of short searches. Other
 * processes may read, write and compact meanwhile.
 *
 * @throws the system's error
 */
export async function compactStore({ folder, signer, now, limits }: Compaction): Promise<void> {
  await removeLeftOvers(folder, now());
  const oldest = bucketOf(now() - limits.retention);
  const segments = (await segmentsIn(folder)).sort((a, b) => b.bucket - a.bucket);
  const sized: { name: SegmentName; size: number }[] = [];
  let bytes = 0;
  for (const name of segments) {
    const size = await sizeOfSegment(folder, name);
    bytes += size;
    if (name.bucket < oldest || bytes > limits.mostBytes) await removeSegment(folder, name.file);
    else sized.push({ name, size });
  }
  for (const bucket of new Set(sized.map(({ name }) => name.bucket))) {
    const finished = sized.filter(
      ({ name, size }) => name.bucket === bucket && size < smallSegment && isFinished(name, now()),
    );
    if (finished.length >= leastToMerge) await merge(folder, signer, finished);
  }
}

async function merge(
  folder: string,
  signer: EntrySigner,
  finished: readonly { name: SegmentName; size: number }[],
): Promise<void> {
  const sources: SegmentName[] = [];
  let bytes = 0;
  for (const { name, size } of [...finished].sort((a, b) => a.size - b.size)) {
    bytes += size;
    if (bytes <= mostMergedBytes) sources.push(name);
  }
  await ignoreMissing(() => mergeSegments({ folder, signer, sources, keep: () => true }));
}

/** Whether its owner no longer appends to it. An owner on another machine counts as finished after two buckets' time. */
function isFinished({ owner, bucket }: SegmentName, now: number): boolean {
  if (owner === undefined) return true;
  return !(isAliveByText(owner) ?? now - bucket * bucketLength < 2 * bucketLength);
}

async function removeLeftOvers(folder: string, now: number): Promise<void> {
  const names = (await filesIn(folder)).filter((entry) => entry.isFile()).map(({ name }) => name);
  const segments = new Set(names.filter((name) => parseSegmentName(name) !== undefined).map(indexFileOf));
  const current = Math.floor(now / claimsPeriod);
  for (const name of names) {
    const period = periodOfLog(name);
    const isOldLog = period !== undefined && period < current - 1;
    // An index is written shortly before its segment.
    const isStray = name.endsWith(".tmp") || (name.endsWith(".index") && !segments.has(name));
    if (isOldLog || (isStray && (await ageOf(join(folder, name), now)) > leftOver)) {
      await rm(join(folder, name), { force: true });
    }
  }
}

async function ageOf(path: string, now: number): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => now - mtimeMs,
    () => 0,
  );
}
