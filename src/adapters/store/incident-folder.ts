import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Continuation } from "../../engine/incident-history/continue-incidents.ts";
import { documentOf, readDocument } from "../../engine/incident-history/incident-document.ts";
import {
  type IncidentStore,
  IncidentStoreError,
  pagedUnder,
} from "../../engine/incident-history/incident-store.ts";
import type { StoredIncident } from "../../engine/incident-history/stored-incident.ts";
import { codeOf } from "../process/error-code.ts";
import { LockHeldError, ProcessLock } from "../process/process-lock.ts";
import { sleep } from "../process/sleep.ts";
import { replaceFile } from "./replace-file.ts";
import { makeStateFolder } from "./state-folder.ts";

/** Seconds for which an incident that does not change is kept. */
export const keptFor = 30 * 86_400;
const lockName = ".lock";
/** Milliseconds to wait for another process that writes. */
const patience = 10_000;
/** Bytes; a record has at most 16 KB of timeline, and as much again. */
const longestFile = 256_000;
const recordFile = /^[\w-]{1,80}\.json$/;
/** What a process left behind that was killed while it wrote. */
const leftover = /^[\w-]{1,80}\.json\.[0-9a-f]{12}$/;

/** The incidents of this machine in `incidents/` of the state folder, each in a file of its own. */
export class IncidentFolder implements IncidentStore {
  readonly #folder: string;
  /** Epoch seconds. */
  readonly #now: () => number;

  /** @param state the state folder @param now epoch seconds */
  constructor(state: string, now: () => number = () => Date.now() / 1000) {
    this.#folder = join(state, "incidents");
    this.#now = now;
  }

  async all(): Promise<StoredIncident[]> {
    return this.#read();
  }

  update(change: (stored: readonly StoredIncident[]) => Continuation): Promise<Continuation> {
    return this.#locked((check) => {
      const before = this.#readAll();
      const continuation = change(before.filter((record) => this.#isKept(record)));
      this.#write(continuation.changed, check);
      // Renamed, or kept for long enough.
      const kept = new Set(continuation.incidents.map(nameOf));
      const gone = before.map(nameOf).filter((name) => !kept.has(name));
      for (const name of [...gone, ...this.#names(leftover)])
        rmSync(join(this.#folder, name), { force: true });
      return continuation;
    });
  }

  markPaged(fingerprints: readonly string[]): Promise<void> {
    return this.#locked((check) => this.#write(pagedUnder(fingerprints, this.#read()), check));
  }

  async #locked<Result>(work: (check: () => void) => Result): Promise<Result> {
    try {
      makeStateFolder(this.#folder);
      const lock = new ProcessLock(join(this.#folder, lockName), {
        ...{ timeout: patience, sleep, elapsed: () => performance.now() },
      });
      const held = await lock.acquire();
      try {
        return work(() => held.check());
      } finally {
        held.release();
      }
    } catch (error) {
      throw sentenceFor(this.#folder, error);
    }
  }

  #write(records: readonly StoredIncident[], check: () => void): void {
    for (const record of records) {
      check();
      replaceFile(join(this.#folder, nameOf(record)), `${JSON.stringify(documentOf(record))}\n`);
    }
  }

  #read(): StoredIncident[] {
    return this.#readAll().filter((record) => this.#isKept(record));
  }

  #isKept({ updated }: StoredIncident): boolean {
    return updated > this.#now() - keptFor;
  }

  /** Files that are no records, or of a later version, are left alone. */
  #readAll(): StoredIncident[] {
    return this.#names(recordFile).flatMap((name) => readRecord(join(this.#folder, name)) ?? []);
  }

  #names(pattern: RegExp): string[] {
    try {
      return readdirSync(this.#folder).filter((name) => pattern.test(name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw sentenceFor(this.#folder, error);
    }
  }
}

function readRecord(file: string): StoredIncident | undefined {
  try {
    if (statSync(file).size > longestFile) return undefined;
    return readDocument(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

/** An incident that comes back under its old name after a day is another file. */
function nameOf({ fingerprint, first }: StoredIncident): string {
  return `${fingerprint}-${Math.floor(first)}.json`;
}

/** What is no fault of the system's is passed on as it is. */
function sentenceFor(folder: string, error: unknown): Error {
  if (error instanceof LockHeldError) {
    return new IncidentStoreError(
      `Another process keeps the incidents in ${folder} locked; nothing was stored. Try again when it has ended.`,
    );
  }
  const code = codeOf(error);
  if (code === "") return error as Error;
  return new IncidentStoreError(
    `The incidents in ${folder} cannot be read or written (${code}). Let the user that runs this write there, or name another folder in LLAMA_STATE.`,
  );
}
