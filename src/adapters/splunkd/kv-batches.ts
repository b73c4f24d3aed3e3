import { SplunkdError } from "./splunkd-error.ts";

/** What one batch_save may hold. */
export interface BatchLimits {
  readonly documents: number;
  /** Of the JSON text that is sent. */
  readonly bytes: number;
  /** Of one document's JSON text. */
  readonly documentBytes: number;
}

/**
 * Below the limits of limits.conf [kvstore] (1000 documents, 50 MB), with a margin because splunkd may count bytes
 * differently. The underlying store takes no document above 16 MB.
 */
export const kvLimits: BatchLimits = {
  documents: 900,
  bytes: 32 * 1024 * 1024,
  documentBytes: 15 * 1024 * 1024,
};

/**
 * Documents in batches that are within the limits, in order, as JSON texts of single documents.
 *
 * @throws SplunkdError `too_big` for a document that no batch can hold, before the first batch is given out;
 *   it names the document by its place
 */
export function batchesOf(documents: readonly object[], limits: BatchLimits = kvLimits): string[][] {
  const batches: string[][] = [];
  let batch: string[] = [];
  // The brackets. Each document adds its comma.
  let bytes = 2;
  for (const [index, document] of documents.entries()) {
    const text = documentText(document, `document ${index + 1} of ${documents.length}`, limits);
    const own = Buffer.byteLength(text) + 1;
    if (batch.length > 0 && (batch.length >= limits.documents || bytes + own > limits.bytes)) {
      batches.push(batch);
      batch = [];
      bytes = 2;
    }
    batch.push(text);
    bytes += own;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

/**
 * @param which for the message, like "document 3 of 10"
 * @throws SplunkdError `too_big`
 */
function documentText(document: object, which: string, limits: BatchLimits): string {
  const text = JSON.stringify(document);
  const longest = Math.min(limits.documentBytes, limits.bytes - 3);
  const bytes = Buffer.byteLength(text);
  if (bytes > longest) {
    throw new SplunkdError(
      "too_big",
      `The KV store takes documents of at most ${longest} bytes, and ${which} has ${bytes}`,
      "nothing was stored; store less in one document",
    );
  }
  return text;
}
