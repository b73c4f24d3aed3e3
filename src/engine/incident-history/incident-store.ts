import type { Continuation } from "./continue-incidents.ts";
import type { StoredIncident } from "./stored-incident.ts";

/** What is kept cannot be read or written. The message is a sentence. */
export class IncidentStoreError extends Error {
  override readonly name = "IncidentStoreError";
}

/** Where incidents are kept from run to run. All calls reject with an IncidentStoreError. */
export interface IncidentStore {
  /** All that are kept: those that are open, and those that were over or merged lately. */
  all(): Promise<readonly StoredIncident[]>;
  /** Gives what is stored to `change` and stores what it returns. A folder lets nobody else write meanwhile. */
  update(change: (stored: readonly StoredIncident[]) => Continuation): Promise<Continuation>;
  /**
   * Fixes the fingerprints of incidents that somebody was paged for. Fingerprints that are not known, or are other names
   * of an incident by now, are looked up among the aliases.
   */
  markPaged(fingerprints: readonly string[]): Promise<void>;
}

/** Those records that change when somebody was paged under these fingerprints. */
export function pagedUnder(
  fingerprints: readonly string[],
  stored: readonly StoredIncident[],
): StoredIncident[] {
  const paged = new Set(fingerprints);
  return stored
    .filter(({ state, paged: isKnown }) => state !== "merged" && !isKnown)
    .filter(({ fingerprint, aliases }) => [fingerprint, ...aliases].some((name) => paged.has(name)))
    .map((record) => ({ ...record, paged: true }));
}
