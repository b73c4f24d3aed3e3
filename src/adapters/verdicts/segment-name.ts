import { randomBytes } from "node:crypto";
import { identityForm, type ProcessIdentity } from "./process-identity.ts";

/**
 * Milliseconds of the bucket that a segment's entries were written in. Short enough that what is too old leaves soon
 * after, and long enough that a week is no more than 28 of them.
 */
export const bucketLength = 6 * 3_600_000;

/** A segment's file name: `BUCKET.OWNER.RANDOM.jsonl`. It says all that is to be known without opening it. */
export interface SegmentName {
  readonly file: string;
  /** Its time, in epoch milliseconds, over `bucketLength`. */
  readonly bucket: number;
  /** The one process that appends to it; undefined for one that others were merged into, which nobody does. */
  readonly owner: ProcessIdentity | undefined;
}

const form = /^(\d{1,9})\.(merged|[0-9a-f]{8}-\d{1,10}-\d{1,20})\.[0-9a-f]{12}\.jsonl$/;

export function bucketOf(time: number): number {
  return Math.floor(time / bucketLength);
}

/** A name that nothing has yet. */
export function newSegment(bucket: number, owner: ProcessIdentity | undefined): SegmentName {
  const file = `${bucket}.${owner ?? "merged"}.${randomBytes(6).toString("hex")}.jsonl`;
  return { file, bucket, owner };
}

export function parseSegmentName(file: string): SegmentName | undefined {
  const [, bucket, owner = ""] = form.exec(file) ?? [];
  if (bucket === undefined) return undefined;
  return { file, bucket: Number(bucket), owner: identityForm.test(owner) ? owner : undefined };
}

/** Where a segment's index lies. */
export function indexFileOf(segmentFile: string): string {
  return segmentFile.replace(/\.jsonl$/, ".index");
}
