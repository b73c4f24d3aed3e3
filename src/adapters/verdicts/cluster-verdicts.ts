import type { StoredVerdict } from "../../engine/verdicts/verdict-store.ts";
import { isOfAge, retentionFor } from "./entry-age.ts";
import { EntrySigner, type SignedEntry } from "./signed-entry.ts";
import type { StoreRemarks } from "./store-remarks.ts";

/** The KV collection `llama_verdicts`, as far as it is needed here. Rejects with a sentence. */
export interface VerdictCollection {
  getMany(
    keys: readonly string[],
    limits: { timeout: number },
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
  save(
    documents: readonly Readonly<Record<string, unknown>>[],
    limits: { timeout: number },
  ): Promise<unknown>;
  deleteWhere(query: Readonly<Record<string, unknown>>, limits: { timeout: number }): Promise<void>;
}

export interface ClusterVerdictsOptions {
  readonly collection: VerdictCollection;
  /** The store key, which all members of the cluster must have. */
  readonly secret: Buffer;
  /** Milliseconds: what is older is not known. */
  readonly greatestAge: number;
  readonly now: () => number;
  readonly remarks: StoreRemarks;
  /** Milliseconds that one call may take. Default 2,000. */
  readonly patience?: number;
  /** At least 0 and below 1: decides which run removes what has expired, about one in twenty. */
  readonly random: () => number;
}

/** Documents that wait are written when they are so many, at the latest with `flush`. */
const savedAtOnce = 500;
const runsBetweenSweeps = 20;

/**
 * Verdicts that the members of a search-head cluster share. A document is one verdict under its key, signed as in the
 * folder. Nothing rejects; after the first failure to read, or to write, the collection is left alone for the run.
 */
export class ClusterVerdicts {
  readonly #options: ClusterVerdictsOptions;
  readonly #signer: EntrySigner;
  readonly #limits: { timeout: number };
  #waiting: SignedEntry[] = [];
  #saving: Promise<void> = Promise.resolve();
  #reads = true;
  #writes = true;
  #saved = false;

  constructor(options: ClusterVerdictsOptions) {
    this.#options = options;
    this.#signer = new EntrySigner(options.secret);
    this.#limits = { timeout: options.patience ?? 2_000 };
  }

  async getMany(keys: readonly string[]): Promise<ReadonlyMap<string, StoredVerdict>> {
    const found = new Map<string, StoredVerdict>();
    if (!this.#reads || keys.length === 0) return found;
    const { collection, remarks, now, greatestAge } = this.#options;
    try {
      const wanted = new Set(keys);
      for (const document of await collection.getMany(keys, this.#limits)) {
        const entry = entryOfDocument(document);
        const verdict = entry === undefined ? "truncated" : this.#signer.open(entry);
        if (typeof verdict === "string") remarks.ignore(verdict);
        else if (!isOfAge(verdict, now(), greatestAge)) remarks.ignore("expired");
        else if (entry !== undefined && wanted.has(entry.key)) found.set(entry.key, verdict);
      }
    } catch (error) {
      this.#reads = false;
      remarks.clusterCannotRead(error);
    }
    return found;
  }

  put(key: string, verdict: StoredVerdict): void {
    const entry = this.#writes ? this.#signer.sign(key, verdict) : undefined;
    if (entry === undefined) return;
    this.#waiting.push(entry);
    if (this.#waiting.length >= savedAtOnce) this.#save();
  }

  flush(): Promise<void> {
    this.#save();
    return this.#saving;
  }

  /** Flushes, and now and then removes what has expired. */
  async close(): Promise<void> {
    await this.flush();
    const { collection, now, random } = this.#options;
    if (!this.#saved || random() * runsBetweenSweeps >= 1) return;
    // Somebody else will, when this one may not or cannot.
    const query = { expires: { $lt: Math.floor(now() / 1000) } };
    await collection.deleteWhere(query, this.#limits).catch(() => undefined);
  }

  #save(): void {
    const documents = this.#waiting.map((entry) => this.#documentOf(entry));
    this.#waiting = [];
    if (documents.length === 0) return;
    this.#saving = this.#saving.then(async () => {
      if (!this.#writes) return;
      try {
        await this.#options.collection.save(documents, this.#limits);
        this.#saved = true;
      } catch (error) {
        this.#writes = false;
        // Analysts read and do not write: that is how it should be, and no news in each of their searches.
        if ((error as { kind?: unknown }).kind !== "forbidden")
          this.#options.remarks.clusterCannotWrite(error);
      }
    });
  }

  #documentOf({ key, signer, signature, payload }: SignedEntry): Record<string, unknown> {
    const { greatestAge, now } = this.#options;
    const expires = Math.floor((now() + retentionFor(greatestAge)) / 1000);
    const { time, template } = JSON.parse(payload) as { time: number; template: string };
    return { _key: key, signer, signature, payload, expires, time, template };
  }
}

/** Removes a template's verdicts from all members. Rejects with a sentence. */
export function forgetTemplateInCluster(collection: VerdictCollection, templateId: string): Promise<void> {
  return collection.deleteWhere({ template: templateId }, { timeout: 30_000 });
}

/** Removes what is older from all members. Rejects with a sentence. @param time epoch milliseconds */
export function forgetOlderInCluster(collection: VerdictCollection, time: number): Promise<void> {
  return collection.deleteWhere({ time: { $lt: time } }, { timeout: 30_000 });
}

/** What beside the signed parts stands in a document is for queries only, and is not believed. */
function entryOfDocument({
  _key,
  signer,
  signature,
  payload,
}: Readonly<Record<string, unknown>>): SignedEntry | undefined {
  const texts = [_key, signer, signature, payload];
  if (!texts.every((text) => typeof text === "string")) return undefined;
  const [key, ...rest] = texts as [string, string, string, string];
  return { key, signer: rest[0], signature: rest[1], payload: rest[2] };
}
