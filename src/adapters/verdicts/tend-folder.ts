import { open, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { claimsPeriod, periodOfLog } from "./claims-log.ts";
import { isAlive } from "./process-identity.ts";
import { removeSegment, rewriteSegments, sizeOfSegment } from "./rewrite-segments.ts";
import { bucketLength, bucketOf, indexFileOf, parseSegmentName, type SegmentName } from "./segment-name.ts";
import { filesIn, passingGone, segmentsIn } from "./segment-set.ts";
import type { EntrySigner } from "./signed-entry.ts";

export interface FolderLimits {
  /** Milliseconds after which an entry may go, whatever age a search accepts. */
  readonly retention: number;
  /** Bytes of all segments and their indexes; the oldest go first. */
  readonly mostBytes: number;
}

export interface Tending {
  readonly folder: string;
  readonly signer: EntrySigner;
  readonly now: () => number;
  readonly limits: FolderLimits;
}

/** Milliseconds between two tendings of one folder. */
const betweenTendings = 600_000;
/** Segments of a bucket that are worth merging, as long as each is smaller than `small`, up to so much at once. */
const many = 8;
const small = 4 * 1024 * 1024;
const mergedAtOnce = 16 * 1024 * 1024;
/** Milliseconds after which a file that its writer did not put in its place is taken to be left over. */
const leftOver = 3_600_000;

/** Tends the folder unless it was tended a moment ago, or is being tended: the file `tended` says when. */
export async function tendFolderIfDue(tending: Tending): Promise<void> {
  const stamp = join(tending.folder, "tended");
  const before = await stat(stamp).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
  const now = tending.now();
  if (before !== undefined && Math.abs(now - before) < betweenTendings) return;
  if (before === undefined) await (await open(stamp, "a", 0o600)).close();
  // Two may begin in the same moment; what they do can be done twice.
  await utimes(stamp, now / 1000, now / 1000);
  await tendFolder(tending);
}

/**
 * Removes what is too old or too much, and merges the many small segments that short searches leave. Others may read
 * and write meanwhile, and may do the same.
 *
 * @throws the system's error
 */
export async function tendFolder({ folder, signer, now, limits }: Tending): Promise<void> {
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
      ({ name, size }) => name.bucket === bucket && size < small && isFinished(name, now()),
    );
    if (finished.length >= many) await merge(folder, signer, finished);
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
    if (bytes <= mergedAtOnce) sources.push(name);
  }
  await passingGone(() => rewriteSegments({ folder, signer, sources, keep: () => true }));
}

/** Whether nobody appends to it any more. Of a process of another machine nothing is known but time. */
function isFinished({ owner, bucket }: SegmentName, now: number): boolean {
  if (owner === undefined) return true;
  return !(isAlive(owner) ?? now - bucket * bucketLength < 2 * bucketLength);
}

async function removeLeftOvers(folder: string, now: number): Promise<void> {
  const names = (await filesIn(folder)).filter((entry) => entry.isFile()).map(({ name }) => name);
  const segments = new Set(names.filter((name) => parseSegmentName(name) !== undefined).map(indexFileOf));
  const current = Math.floor(now / claimsPeriod);
  for (const name of names) {
    const period = periodOfLog(name);
    const isOldLog = period !== undefined && period < current - 1;
    // An index is there a moment before its segment.
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
