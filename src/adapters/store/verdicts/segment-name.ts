import { randomBytes } from "node:crypto";
import { identityForm } from "../../process/process-identity.ts";

/**
 * Milliseconds of a bucket, the period in which a segment's entries were written. Short enough to remove expired entries
 * soon, and long enough that a week has only 28 buckets.
 */
export const bucketLength = 6 * 3_600_000;

/** A segment's file name, `BUCKET.OWNER.RANDOM.jsonl`, and its parts. */
export interface SegmentName {
  readonly file: string;
  /** Epoch milliseconds divided by `bucketLength`, rounded down. */
  readonly bucket: number;
  /** The only process that appends to it; undefined for a merged segment, which never grows. */
  readonly owner: string | undefined;
}

const form = /^(\d{1,9})\.(merged|[0-9a-f]{8}-\d{1,10}-\d{1,20})\.[0-9a-f]{12}\.jsonl$/;

export function bucketOf(time: number): number {
  return Math.floor(time / bucketLength);
}

/** A new, unique segment name. */
export function newSegment(bucket: number, owner: string | undefined): SegmentName {
  const file = `${bucket}.${owner ?? "merged"}.${randomBytes(6).toString("hex")}.jsonl`;
  return { file, bucket, owner };
}

export function parseSegmentName(file: string): SegmentName | undefined {
  const [, bucket, owner = ""] = form.exec(file) ?? [];
  if (bucket === undefined) return undefined;
  return { file, bucket: Number(bucket), owner: identityForm.test(owner) ? owner : undefined };
}

/** The file name of a segment's index. */
export function indexFileOf(segmentFile: string): string {
  return segmentFile.replace(/\.jsonl$/, ".index");
}
