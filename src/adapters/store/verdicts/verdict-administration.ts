import type { StoredVerdict } from "../../../engine/verdicts/verdict-store.ts";
import { mergeSegments, readSegment, removeSegment, sizeOfSegment } from "./merge-segments.ts";
import { bucketLength, type SegmentName } from "./segment-name.ts";
import { ignoreMissing, segmentsIn } from "./segment-set.ts";
import { EntrySigner, readPayload, type SignedEntry } from "./signed-entry.ts";

export interface VerdictStatistics {
  /** Number of keys with a genuine entry of any age. */
  readonly entries: number;
  /** Size of all segments and their indexes. */
  readonly bytes: number;
  /** Epoch milliseconds; undefined if there are no entries. */
  readonly oldest: number | undefined;
  readonly newest: number | undefined;
  /** Number of entries of each model, most first. */
  readonly byModel: ReadonlyMap<string, number>;
}

/**
 * Counts the verdicts in a folder. Reads all segments.
 *
 * @throws the system's error
 */
export async function verdictStatistics(folder: string, secret: Buffer): Promise<VerdictStatistics> {
  const signer = new EntrySigner(secret);
  const newestOf = new Map<string, { time: number; model: string }>();
  let bytes = 0;
  for (const name of await segmentsIn(folder)) {
    bytes += await sizeOfSegment(folder, name);
    await ignoreMissing(() =>
      readSegment(folder, name, (entry) => {
        const verdict = signer.open(entry);
        if (typeof verdict === "string") return;
        const { time, model } = verdict;
        if (time >= (newestOf.get(entry.key)?.time ?? 0)) newestOf.set(entry.key, { time, model });
      }),
    );
  }
  let [oldest, newest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const byModel = new Map<string, number>();
  for (const { time, model } of newestOf.values()) {
    oldest = Math.min(oldest, time);
    newest = Math.max(newest, time);
    byModel.set(model, (byModel.get(model) ?? 0) + 1);
  }
  const some = newestOf.size > 0;
  return {
    entries: newestOf.size,
    bytes,
    oldest: some ? oldest : undefined,
    newest: some ? newest : undefined,
    byModel: new Map([...byModel].sort((a, b) => b[1] - a[1])),
  };
}

/** @returns the number of removed entries @throws the system's error */
export function forgetTemplate(folder: string, secret: Buffer, templateId: string): Promise<number> {
  return forget(folder, secret, (verdict) => verdict.templateId === templateId);
}

/**
 * @param time epoch milliseconds
 * @returns the number of removed entries
 * @throws the system's error
 */
export function forgetOlderThan(folder: string, secret: Buffer, time: number): Promise<number> {
  // A segment may hold entries older than its bucket, but never younger ones.
  return forget(
    folder,
    secret,
    (verdict) => verdict.time < time,
    ({ bucket }) => (bucket + 1) * bucketLength <= time,
  );
}

/** Rewrites segments even while their owners append to them: the owners notice and begin new ones. */
async function forget(
  folder: string,
  secret: Buffer,
  isForgotten: (verdict: StoredVerdict) => boolean,
  isWhollyForgotten: (name: SegmentName) => boolean = () => false,
): Promise<number> {
  const signer = new EntrySigner(secret);
  let forgotten = 0;
  const isToGo = ({ payload }: SignedEntry): boolean => {
    const verdict = readPayload(payload);
    return verdict !== undefined && isForgotten(verdict);
  };
  for (const name of await segmentsIn(folder)) {
    let here = 0;
    await ignoreMissing(() =>
      readSegment(folder, name, (entry) => {
        if (isToGo(entry)) here++;
      }),
    );
    if (isWhollyForgotten(name)) await removeSegment(folder, name.file);
    else if (here > 0) {
      await ignoreMissing(() =>
        mergeSegments({ folder, signer, sources: [name], keep: (entry) => !isToGo(entry) }),
      );
    }
    forgotten += here;
  }
  return forgotten;
}
