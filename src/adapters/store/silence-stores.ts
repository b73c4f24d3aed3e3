import { join } from "node:path";
import { type SilenceStore, SilenceStoreError } from "../../engine/silence/silence-store.ts";
import { describedCode } from "../process/error-code.ts";
import { SplunkdError } from "../splunkd/splunkd-error.ts";
import { SharedFile } from "./shared-file.ts";
import { makeStateFolder } from "./state-folder.ts";

/** Bytes; ten thousand rhythms take about 6 MB. */
const longest = 32_000_000;
/** Milliseconds to wait for another process that writes. */
const timeout = 10_000;

/** In `silence/` of the state folder, a file for each name. */
export function silenceFolder(state: string): SilenceStore {
  const folder = join(state, "silence");
  const fileOf = (name: string): SharedFile =>
    new SharedFile(join(folder, `${name}.json`), { timeout, longest });
  const attempt = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw sentenceFor(folder, error);
    }
  };
  return {
    read: async (name) => attempt(() => fileOf(name).read()),
    update: async (name, change) => {
      attempt(() => makeStateFolder(folder));
      const file = fileOf(name);
      const isDone = await file
        .update(() => change(file.read()))
        .catch((error: unknown) => {
          throw sentenceFor(folder, error);
        });
      if (!isDone)
        throw new SilenceStoreError(
          `Another process keeps ${name} in ${folder} locked, so nothing was learnt from these events. Try again when it has ended.`,
        );
    },
  };
}

/** The part of the KV collection `llama_rhythms` that is needed here. Rejects with a SplunkdError. */
export interface RhythmCollection {
  findWhere(query: Readonly<Record<string, unknown>>): Promise<readonly Readonly<Record<string, unknown>>[]>;
  save(documents: readonly Readonly<Record<string, unknown>>[]): Promise<unknown>;
}

/**
 * In Splunk's KV store, a document for each name, so that each member of a search-head cluster goes on where another one
 * ended. Of two runs at once the later one's text stays; each has what was known before.
 */
export function silenceCollection(collection: RhythmCollection): SilenceStore {
  const read = async (name: string): Promise<string | undefined> => {
    const [document] = await sentenced(collection.findWhere({ _key: name }));
    if (document === undefined) return undefined;
    return typeof document.state === "string" ? document.state : "";
  };
  return {
    read,
    update: async (name, change) => {
      const state = change(await read(name));
      await sentenced(collection.save([{ _key: name, state }]));
    },
  };
}

async function sentenced<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof SplunkdError ? new SilenceStoreError(error.message) : error;
  }
}

/** What is no fault of the system's is passed on as it is. */
function sentenceFor(folder: string, error: unknown): unknown {
  const isSystems = error instanceof RangeError || (error instanceof Error && "code" in error);
  if (!isSystems) return error;
  const why = error instanceof RangeError ? `a file has ${error.message}` : describedCode(error);
  return new SilenceStoreError(
    `What is known in ${folder} of who speaks how often cannot be read or written (${why}). Let the user that runs this write there, or name another folder in LLAMA_STATE.`,
  );
}
