import type { Continuation } from "../../engine/incident-history/continue-incidents.ts";
import {
  documentOf,
  type IncidentDocument,
  readDocument,
} from "../../engine/incident-history/incident-document.ts";
import {
  type IncidentStore,
  IncidentStoreError,
  pagedUnder,
} from "../../engine/incident-history/incident-store.ts";
import type { StoredIncident } from "../../engine/incident-history/stored-incident.ts";
import { SplunkdError } from "../splunkd/splunkd-error.ts";

/** The part of the KV collection `llama_incidents` that is needed here. Rejects with a SplunkdError. */
export interface IncidentCollection {
  findWhere(query: Readonly<Record<string, unknown>>): Promise<readonly Readonly<Record<string, unknown>>[]>;
  save(documents: readonly Readonly<Record<string, unknown>>[]): Promise<unknown>;
  deleteWhere(query: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Appends records as they are by now. @returns a sentence when they could not be */
export interface IncidentHistory {
  write(records: readonly IncidentDocument[]): Promise<string | undefined>;
}

export interface KvIncidentsOptions {
  readonly collection: IncidentCollection;
  readonly history: IncidentHistory;
  readonly warn: (sentence: string) => void;
  /** Epoch seconds. */
  readonly now: () => number;
}

/** Seconds for which an incident that is not open is read: nothing comes back later. */
const readFor = 2 * 86_400;
/** Seconds for which one is kept. */
const keptFor = 30 * 86_400;

/**
 * The incidents of a Splunk: those of the last 30 days in the collection, the newest of each fingerprint, and every
 * change as an event. Two runs at once may overwrite each other's changes, as the collection has no locks; the next run
 * finds the same again.
 */
export class KvIncidents implements IncidentStore {
  readonly #options: KvIncidentsOptions;

  constructor(options: KvIncidentsOptions) {
    this.#options = options;
  }

  async all(): Promise<StoredIncident[]> {
    return this.#find({ updated: { $gt: this.#options.now() - keptFor } });
  }

  async update(change: (stored: readonly StoredIncident[]) => Continuation): Promise<Continuation> {
    const continuation = change(await this.#findLate());
    const { changed, renamed } = continuation;
    await this.#save(changed);
    if (renamed.length > 0) await this.#delete({ $or: renamed.map((_key) => ({ _key })) });
    if (changed.length > 0) await this.#delete({ updated: { $lt: this.#options.now() - keptFor } });
    return continuation;
  }

  async markPaged(fingerprints: readonly string[]): Promise<void> {
    await this.#save(pagedUnder(fingerprints, await this.#findLate()));
  }

  #findLate(): Promise<StoredIncident[]> {
    return this.#find({ $or: [{ state: "open" }, { updated: { $gt: this.#options.now() - readFor } }] });
  }

  async #find(query: Readonly<Record<string, unknown>>): Promise<StoredIncident[]> {
    const documents = await sentenced(this.#options.collection.findWhere(query));
    return documents.flatMap((document) => readDocument(document) ?? []);
  }

  async #save(records: readonly StoredIncident[]): Promise<void> {
    if (records.length === 0) return;
    const { collection, history, warn } = this.#options;
    const newest = new Map<string, StoredIncident>();
    for (const record of records.toSorted((one, other) => one.last - other.last))
      newest.set(record.fingerprint, record);
    const documents = [...newest.values()].map((record) => ({
      _key: record.fingerprint,
      ...documentOf(record),
    }));
    await sentenced(collection.save(documents));
    const problem = await history.write(records.map(documentOf));
    if (problem !== undefined) warn(problem);
  }

  /** What is not deleted now is with a later run. */
  async #delete(query: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#options.collection.deleteWhere(query).catch((error: unknown) => {
      if (!(error instanceof SplunkdError)) throw error;
    });
  }
}

async function sentenced<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof SplunkdError ? new IncidentStoreError(error.message) : error;
  }
}
