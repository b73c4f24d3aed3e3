/** What is known of a log cannot be read or kept. The message is a sentence. */
export class SilenceStoreError extends Error {
  override readonly name = "SilenceStoreError";
}

/** Where it is kept who speaks how often, as texts under names. All calls reject with a SilenceStoreError. */
export interface SilenceStore {
  /** @returns undefined where nothing is kept under the name */
  read(name: string): Promise<string | undefined>;
  /** Replaces what is kept. A folder lets nobody else write meanwhile. */
  update(name: string, change: (kept: string | undefined) => string): Promise<void>;
}

/** Names of files and of documents. */
export const silenceName = /^[a-z\d][a-z\d_.-]{0,63}$/;
