import * as z from "zod";
import { batchesOf } from "./kv-batches.ts";
import { needs } from "./needs.ts";
import type { Splunkd } from "./splunkd.ts";
import type { CallLimits, SplunkdCall } from "./splunkd-call.ts";
import { SplunkdError } from "./splunkd-error.ts";

/** A document as the store gives it back. */
export type StoredDocument = Readonly<Record<string, unknown>>;

/** A document to store; without `_key` the store gives it one. */
export interface KvDocument {
  readonly _key?: string | undefined;
  readonly [field: string]: unknown;
}

const storedDocuments = z.array(z.record(z.string(), z.unknown()));
/** Bytes of a reply with documents: splunkd gives at most 50 MB. */
const longestDocuments = 64 * 1024 * 1024;
/** Documents in one page: above 50,000 splunkd cuts and does not say so. */
const pageLength = 10_000;
/**
 * A page that is shorter than was asked for, but not smaller than this, may have been cut: splunkd gives 50,000 rows and
 * 50 MB at most, or what limits.conf says instead, and does not say that there is more. So more is asked for.
 */
const perhapsCut = { rows: 1_000, bytes: 32 * 1024 * 1024 };
/** Keys in one query of getMany. */
const keysAtOnce = 500;

/** One collection of the app, shared by all its users. */
export class KvCollection {
  readonly #splunkd: Splunkd;
  readonly #name: string;
  readonly #path: string;

  /** @throws SplunkdError `refused` for a name that no collection has */
  constructor(splunkd: Splunkd, name: string) {
    if (!/^\w{1,100}$/.test(name)) {
      throw new SplunkdError(
        "refused",
        "The name of a KV collection wants letters, digits and _ only",
        "correct it",
      );
    }
    this.#splunkd = splunkd;
    this.#name = name;
    this.#path = `storage/collections/data/${name}`;
  }

  /** The documents of these keys, in any order; keys without one are left out. */
  async getMany(keys: readonly string[], limits?: CallLimits): Promise<StoredDocument[]> {
    const found: StoredDocument[] = [];
    for (let at = 0; at < keys.length; at += keysAtOnce) {
      const $or = keys.slice(at, at + keysAtOnce).map((_key) => ({ _key }));
      const reply = await this.#splunkd.call({
        ...this.#call("reading documents from"),
        method: "POST",
        path: `${this.#path}/batch_find`,
        body: { type: "application/json", text: JSON.stringify([{ query: { $or }, limit: $or.length }]) },
        longest: longestDocuments,
        need: needs.readCollection,
        limits,
      });
      for (const document of reply.json(z.array(storedDocuments)).flat()) found.push(document);
    }
    return found;
  }

  /**
   * Adds documents, or replaces those that have their `_key`, in as many calls as the store's limits want. The
   * timeout is for each call.
   *
   * @returns how many were stored: all
   * @throws SplunkdError that says how many were stored before
   */
  async save(documents: readonly KvDocument[], limits?: CallLimits): Promise<number> {
    const batches = batchesOf(documents);
    let saved = 0;
    while (batches.length > 0) {
      const batch = batches.shift() as string[];
      try {
        await this.#splunkd.call({
          ...this.#call("storing documents in"),
          method: "POST",
          path: `${this.#path}/batch_save`,
          body: { type: "application/json", text: `[${batch.join(",")}]` },
          need: needs.writeCollection,
          limits,
        });
        saved += batch.length;
      } catch (error) {
        if (!(error instanceof SplunkdError)) throw error;
        if (error.kind === "too_big" && batch.length > 1) {
          // An administrator has lowered the limits in limits.conf; nothing of this batch was stored.
          const half = Math.ceil(batch.length / 2);
          batches.unshift(batch.slice(0, half), batch.slice(half));
          continue;
        }
        const stored = `${error.finding}; ${saved} of ${documents.length} documents had been stored`;
        throw new SplunkdError(error.kind, stored, error.fix, error.status);
      }
    }
    return saved;
  }

  /**
   * The first documents in the order of their keys; by default all of them. They are read in pages, and the timeout is
   * for each page. A page begins behind what came, not behind what was asked for, so a reply that was cut loses nothing.
   */
  find(most = Number.POSITIVE_INFINITY, limits?: CallLimits): Promise<StoredDocument[]> {
    return this.#pages({}, most, limits);
  }

  /** The documents that match, in the order of their keys, read in pages as well. */
  findWhere(query: Readonly<Record<string, unknown>>, limits?: CallLimits): Promise<StoredDocument[]> {
    return this.#pages({ query: JSON.stringify(query) }, Number.POSITIVE_INFINITY, limits);
  }

  async #pages(
    query: Readonly<Record<string, string>>,
    most: number,
    limits: CallLimits | undefined,
  ): Promise<StoredDocument[]> {
    const found: StoredDocument[] = [];
    while (found.length < most) {
      const asked = Math.min(pageLength, most - found.length);
      const reply = await this.#splunkd.call({
        ...this.#call("reading documents from"),
        method: "GET",
        path: this.#path,
        query: { ...query, sort: "_key:1", skip: found.length, limit: asked },
        longest: longestDocuments,
        need: needs.readCollection,
        limits,
      });
      const page = reply.json(storedDocuments);
      for (const document of page) found.push(document);
      const mayBeCut = page.length >= perhapsCut.rows || reply.bytes >= perhapsCut.bytes;
      if (page.length === 0 || (page.length < asked && !mayBeCut)) break;
    }
    return found;
  }

  /** Deletes the documents that match. @throws SplunkdError `refused` for a query without a condition, which would match all */
  async deleteWhere(query: Readonly<Record<string, unknown>>, limits?: CallLimits): Promise<void> {
    if (Object.keys(query).length === 0) {
      throw new SplunkdError(
        "refused",
        `Deleting from the collection ${this.#name} wants a condition, and none came`,
        "say which documents to delete",
      );
    }
    await this.#splunkd.call({
      ...this.#call("deleting documents from"),
      method: "DELETE",
      path: this.#path,
      query: { query: JSON.stringify(query) },
      need: needs.writeCollection,
      limits,
    });
  }

  #call(doing: string): Pick<SplunkdCall, "what" | "missing"> {
    return {
      what: `${doing} the collection ${this.#name}`,
      missing: {
        finding: `has no collection ${this.#name} in the app ${this.#splunkd.app}, or no such document in it`,
        fix: "check that the app is installed whole (collections.conf) and that the name is right",
      },
    };
  }
}
