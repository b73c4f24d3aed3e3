import type { StoredVerdict } from "../../../engine/verdicts/verdict-store.ts";
import { isOfAge, retentionFor } from "./entry-age.ts";
import { EntrySigner, type SignedEntry } from "./signed-entry.ts";
import type { StoreWarnings } from "./store-warnings.ts";

/** The part of the KV collection `llama_verdicts` that is needed here. Rejects with an error whose message is a sentence. */
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
  /** The store key, the same on all members of the cluster. */
  readonly secret: Buffer;
  /** Milliseconds; older entries are not returned. */
  readonly greatestAge: number;
  readonly now: () => number;
  readonly warnings: StoreWarnings;
  /** Milliseconds that one call may take. Default 2,000. */
  readonly timeout?: number;
  /** From 0 to below 1: chooses the runs that remove expired documents, about one in twenty. */
  readonly random: () => number;
}

/** Documents written at once; `flush` writes the rest. */
const savedAtOnce = 500;
const runsBetweenSweeps = 20;

/**
 * Verdicts shared by the members of a search-head cluster. A document holds one verdict under its key, signed as in the
 * folder. Nothing rejects: after the first failed read the run stops reading, after the first failed write it stops
 * writing.
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
    this.#limits = { timeout: options.timeout ?? 2_000 };
  }

  async getMany(keys: readonly string[]): Promise<ReadonlyMap<string, StoredVerdict>> {
    const found = new Map<string, StoredVerdict>();
    if (!this.#reads || keys.length === 0) return found;
    const { collection, warnings, now, greatestAge } = this.#options;
    try {
      const wanted = new Set(keys);
      for (const document of await collection.getMany(keys, this.#limits)) {
        const entry = entryOfDocument(document);
        const verdict = entry === undefined ? "truncated" : this.#signer.open(entry);
        if (typeof verdict === "string") warnings.ignore(verdict);
        else if (!isOfAge(verdict, now(), greatestAge)) warnings.ignore("expired");
        else if (entry !== undefined && wanted.has(entry.key)) found.set(entry.key, verdict);
      }
    } catch (error) {
      this.#reads = false;
      warnings.clusterCannotRead(error);
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

  /** Flushes, and now and then removes expired documents. */
  async close(): Promise<void> {
    await this.flush();
    const { collection, now, random } = this.#options;
    if (!this.#saved || random() * runsBetweenSweeps >= 1) return;
    // If this process may not or cannot remove them, another one will.
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
        // Analysts may read the collection but not write it. That is intended, so their searches do not report it.
        if ((error as { kind?: unknown }).kind !== "forbidden")
          this.#options.warnings.clusterCannotWrite(error);
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

/** Reads only the signed parts. The other fields of a document serve queries and are not trusted. */
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
