import * as z from "zod";
import type { Reply } from "./reply.ts";
import type { SplunkdCall } from "./splunkd-call.ts";

/** A document as the store gives it back; `_key` is missing where `fields` left it out. */
export type StoredDocument = Readonly<Record<string, unknown>>;

export interface KvQuery {
  /** With $gt, $gte, $lt, $lte, $ne, $and, $or, $not; default: all. */
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  /** Names to give back, or with 0 to leave out, like `{ _key: 0 }`; not both. */
  readonly fields?: readonly string[] | Readonly<Record<string, 0>> | undefined;
  /** In order of weight: 1 ascending, -1 descending; default by `_key`, so that pages do not overlap. */
  readonly sort?: Readonly<Record<string, 1 | -1>> | undefined;
  /** The most documents wanted; default all. */
  readonly limit?: number | undefined;
  /** Documents asked for at once; default 10,000, for above 50,000 splunkd cuts without a word. */
  readonly page?: number | undefined;
}

/** Bytes of a reply with documents: splunkd gives at most 50 MB. */
export const longestDocuments = 64 * 1024 * 1024;
export const storedDocuments = z.array(z.record(z.string(), z.unknown()));
const defaultPage = 10_000;
/**
 * From this size on a page that is shorter than asked for may have been cut, and is asked after: splunkd gives
 * 50,000 rows and 50 MB at most, or what limits.conf says instead, and does not say that there is more.
 */
const suspect = { rows: 1_000, bytes: 32 * 1024 * 1024 };

/**
 * The documents that match, a page at a time. The next page begins after what came, not after what was asked
 * for, so that a reply cut short loses nothing.
 *
 * @param read one GET of the collection with these parameters
 */
export async function* pagesOf(
  { query, fields, sort, limit = Number.POSITIVE_INFINITY, page = defaultPage }: KvQuery,
  read: (parameters: NonNullable<SplunkdCall["query"]>) => Promise<Reply>,
): AsyncGenerator<StoredDocument[], void, void> {
  const fixed = {
    ...(query === undefined ? {} : { query: JSON.stringify(query) }),
    ...(fields === undefined ? {} : { fields: fieldsText(fields) }),
    sort: sortText(sort),
  };
  for (let skip = 0; skip < limit; ) {
    const asked = Math.min(page, limit - skip);
    const reply = await read({ ...fixed, skip, limit: asked });
    const documents = reply.json(storedDocuments);
    if (documents.length > 0) yield documents;
    skip += documents.length;
    const perhapsCut = documents.length >= suspect.rows || reply.bytes >= suspect.bytes;
    if (documents.length === 0 || (documents.length < asked && !perhapsCut)) return;
  }
}

function fieldsText(fields: NonNullable<KvQuery["fields"]>): string {
  return Array.isArray(fields)
    ? fields.join(",")
    : Object.keys(fields)
        .map((name) => `${name}:0`)
        .join(",");
}

function sortText(sort: KvQuery["sort"]): string {
  const parts = Object.entries(sort ?? {}).map(([name, direction]) => `${name}:${direction}`);
  return parts.length === 0 ? "_key:1" : parts.join(",");
}
