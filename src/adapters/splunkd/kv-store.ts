import * as z from "zod";
import { batchesOf, documentText } from "./kv-batches.ts";
import { type KvQuery, longestDocuments, pagesOf, type StoredDocument, storedDocuments } from "./kv-pages.ts";
import { needs } from "./needs.ts";
import { pathSegment } from "./path-segment.ts";
import type { Reply } from "./reply.ts";
import type { Splunkd } from "./splunkd.ts";
import type { CallLimits, SplunkdCall } from "./splunkd-call.ts";
import { isSplunkdError, SplunkdError } from "./splunkd-error.ts";

/** A document to store; without `_key` the store gives it one. */
export interface KvDocument {
  readonly _key?: string | undefined;
  readonly [field: string]: unknown;
}

const keyed = z.object({ _key: z.string() });
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

  /** Undefined when there is no such document, or no such collection: splunkd does not say which. */
  async get(key: string, limits?: CallLimits): Promise<StoredDocument | undefined> {
    try {
      const reply = await this.#read("reading a document from", { path: this.#at(key), limits });
      return reply.json(z.record(z.string(), z.unknown()));
    } catch (error) {
      if (isSplunkdError(error) && error.kind === "not_found") return undefined;
      throw error;
    }
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
   * @returns the document's key
   * @throws SplunkdError `conflict` when there is a document of that key
   */
  async insert(document: KvDocument, limits?: CallLimits): Promise<string> {
    const text = documentText(document, "this one");
    const reply = await this.#write("adding a document to", { path: this.#path, text, limits });
    return reply.json(keyed)._key;
  }

  /** In place of the whole document of that key. */
  async replace(key: string, document: KvDocument, limits?: CallLimits): Promise<void> {
    const text = documentText(document, "this one");
    await this.#write("replacing a document in", { path: this.#at(key), text, limits });
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
        await this.#write("storing documents in", {
          path: `${this.#path}/batch_save`,
          text: `[${batch.join(",")}]`,
          limits,
        });
        saved += batch.length;
      } catch (error) {
        if (!isSplunkdError(error)) throw error;
        if (error.kind === "too_big" && batch.length > 1) {
          // An administrator has set limits.conf lower than it comes; nothing of this batch was stored.
          const half = Math.ceil(batch.length / 2);
          batches.unshift(batch.slice(0, half), batch.slice(half));
          continue;
        }
        const stored = `${error.finding}; ${saved} of ${documents.length} documents had been stored`;
        throw new SplunkdError(error.kind, stored, error.mend, error.status);
      }
    }
    return saved;
  }

  /** All documents that match, read in pages. */
  async find(query: KvQuery = {}, limits?: CallLimits): Promise<StoredDocument[]> {
    const found: StoredDocument[] = [];
    for await (const page of this.pages(query, limits)) for (const document of page) found.push(document);
    return found;
  }

  /** The same, a page at a time; the timeout is for each page. */
  pages(query: KvQuery = {}, limits?: CallLimits): AsyncGenerator<StoredDocument[], void, void> {
    const read = (parameters: SplunkdCall["query"]) =>
      this.#read("reading documents from", { path: this.#path, query: parameters, limits });
    return pagesOf(query, read);
  }

  /** @returns whether there was one */
  async delete(key: string, limits?: CallLimits): Promise<boolean> {
    try {
      await this.#delete("deleting a document from", { path: this.#at(key), limits });
      return true;
    } catch (error) {
      if (isSplunkdError(error) && error.kind === "not_found") return false;
      throw error;
    }
  }

  /** @throws SplunkdError `refused` for a query without a condition, which would delete all */
  async deleteWhere(query: Readonly<Record<string, unknown>>, limits?: CallLimits): Promise<void> {
    if (Object.keys(query).length === 0) {
      throw new SplunkdError(
        "refused",
        `Deleting from the collection ${this.#name} wants a condition, and none came`,
        "say which documents to delete",
      );
    }
    await this.#delete("deleting documents from", {
      path: this.#path,
      query: { query: JSON.stringify(query) },
      limits,
    });
  }

  #at(key: string): string {
    return `${this.#path}/${pathSegment(key, "key of a document")}`;
  }

  #call(doing: string) {
    return {
      what: `${doing} the collection ${this.#name}`,
      missing: {
        finding: `has no collection ${this.#name} in the app ${this.#splunkd.app}, or no such document in it`,
        mend: "check that the app is installed whole (collections.conf) and that the name is right",
      },
    };
  }

  #read(doing: string, call: Pick<SplunkdCall, "path" | "query" | "limits">): Promise<Reply> {
    const rest = { method: "GET", longest: longestDocuments, need: needs.readCollection } as const;
    return this.#splunkd.call({ ...this.#call(doing), ...rest, ...call });
  }

  #write(
    doing: string,
    { text, ...call }: Pick<SplunkdCall, "path" | "limits"> & { text: string },
  ): Promise<Reply> {
    return this.#splunkd.call({
      ...this.#call(doing),
      method: "POST",
      body: { type: "application/json", text },
      need: needs.writeCollection,
      ...call,
    });
  }

  #delete(doing: string, call: Pick<SplunkdCall, "path" | "query" | "limits">): Promise<Reply> {
    return this.#splunkd.call({
      ...this.#call(doing),
      method: "DELETE",
      need: needs.writeCollection,
      ...call,
    });
  }
}
