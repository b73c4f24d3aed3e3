import { appendFileSync, chmodSync, mkdirSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Change, Ledger, LedgerView } from "../../engine/delivery/ledger.ts";
import { sleep } from "../sleep.ts";
import { ProcessLock } from "../state/process-lock.ts";
import { listGenerations, nameOf, syncFolder } from "./generations.ts";
import { appendLine } from "./journal.ts";
import { codeOf, ledgerErrorOf } from "./ledger-faults.ts";
import { writeLine } from "./line.ts";
import { writeSnapshot } from "./snapshot.ts";
import { loadState, refreshState, type StoredState } from "./stored-state.ts";
import { apply } from "./tables.ts";

/** Bytes of a journal below which no new snapshot is worth its writing. */
const smallestJournal = 1_000_000;
/** Milliseconds to wait for other processes, of which each holds the lock for some milliseconds. */
const defaultPatience = 30_000;

export interface FolderLedgerOptions {
  /** Hears of what was found damaged and went on all the same: a sentence. */
  readonly say?: (sentence: string) => void;
  /** Milliseconds to wait for the lock. */
  readonly patience?: number;
  /** Bytes from which on a journal is made a snapshot once it is larger than the last one. */
  readonly compactFrom?: number;
}

/**
 * The ledger in a folder that the processes of one machine share: a snapshot, and a journal with one line for each
 * transaction, on the disk before the transaction is over. A process reads the rest of the journal before each of
 * its own transactions; the view it gets is the ledger's own, good until the next one.
 */
export class FolderLedger implements Ledger {
  private readonly folder: string;
  private readonly say: (sentence: string) => void;
  private readonly lock: ProcessLock;
  private readonly compactFrom: number;
  private state: StoredState | undefined;
  /** It was read without the lock, and may hold a line whose writer then failed and took it back. */
  private isTentative = false;
  /** Transactions of this process go one after the other. */
  private last: Promise<unknown> = Promise.resolve();
  /** Raised when a snapshot could not be written, lest each transaction try again. */
  private compactAgainFrom = 0;

  constructor(folder: string, options: FolderLedgerOptions = {}) {
    const { say = () => undefined, patience = defaultPatience, compactFrom = smallestJournal } = options;
    this.folder = folder;
    this.say = say;
    this.compactFrom = compactFrom;
    this.lock = new ProcessLock(join(folder, nameOf.lock), {
      patience,
      sleep,
      elapsed: () => performance.now(),
    });
  }

  transact<Result>(
    work: (view: LedgerView) => { changes: readonly Change[]; result: Result },
  ): Promise<Result> {
    return this.inTurn(async () => {
      makeFolder(this.folder);
      const release = await this.lock.acquire();
      try {
        if (this.isTentative) this.state = undefined;
        this.isTentative = false;
        const state = this.newest();
        const { changes, result } = this.ownWork(() => work(state.tables));
        if (changes.length > 0) await this.append(state, changes);
        this.tidy(state);
        return result;
      } finally {
        release();
      }
    });
  }

  read(): Promise<LedgerView> {
    return this.inTurn(async () => {
      makeFolder(this.folder);
      const before = this.state?.sequence;
      const { tables, sequence } = this.newest();
      this.isTentative ||= sequence !== before;
      return tables;
    });
  }

  private inTurn<Result>(turn: () => Promise<Result>): Promise<Result> {
    const done = this.last.then(turn).catch((error: unknown) => {
      throw error instanceof WorkError ? error.cause : ledgerErrorOf(error, this.folder);
    });
    this.last = done.catch(() => undefined);
    return done;
  }

  /** What the caller's function throws is the caller's, and no fault of the folder. */
  private ownWork<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw new WorkError(error);
    }
  }

  private newest(): StoredState {
    const { state } = this;
    if (state !== undefined && refreshState(this.folder, state)) return state;
    this.state = undefined;
    this.state = loadState(this.folder);
    return this.state;
  }

  private async append(state: StoredState, changes: readonly Change[]): Promise<void> {
    const path = join(this.folder, nameOf.journal(state.generation));
    const isNew = statSync(path, { throwIfNoEntry: false }) === undefined;
    const sequence = state.sequence + 1;
    // Should it fail, what the disk has then is read anew.
    this.state = undefined;
    state.end = await appendLine(path, state.end, writeLine({ sequence, changes }));
    if (isNew) syncFolder(this.folder);
    apply(state.tables, changes);
    state.sequence = sequence;
    this.state = state;
  }

  /** The transaction is kept already: nothing that goes wrong here may undo it. */
  private tidy(state: StoredState): void {
    const { damaged, madeGood, end, snapshotBytes } = state;
    const isDamaged = damaged.length > 0 || madeGood.length > 0;
    const isLong = end > Math.max(this.compactFrom, snapshotBytes);
    if ((!isDamaged && !isLong) || end < this.compactAgainFrom) return;
    try {
      if (damaged.length > 0) this.setAside(damaged);
      this.compact(state);
      for (const name of madeGood) {
        this.say(
          `${name} of the ledger in ${this.folder} was damaged and has been made good from older files.`,
        );
      }
    } catch (error) {
      this.compactAgainFrom = end + this.compactFrom;
      const code = codeOf(error);
      this.say(
        `The journal of the ledger in ${this.folder} could not be made shorter (${code}); it grows on.`,
      );
    }
  }

  private setAside(damaged: readonly string[]): void {
    const file = join(this.folder, nameOf.setAside);
    appendFileSync(file, damaged.map((line) => `${line}\n`).join(""), { mode: 0o600 });
    const what = damaged.length === 1 ? "A line" : `${damaged.length} lines`;
    this.say(`${what} of the ledger's journal did not check and went to ${file}; all others hold.`);
  }

  /** Beside readers: they go on in the old files, which stay until the generation after this one. */
  private compact(state: StoredState): void {
    const generation = state.generation + 1;
    this.state = undefined;
    const snapshotBytes = writeSnapshot(this.folder, generation, state.tables, state.sequence);
    const { tables, sequence } = state;
    this.state = { tables, sequence, generation, end: 0, snapshotBytes, damaged: [], madeGood: [] };
    this.compactAgainFrom = 0;
    // The older files were needed just now, and may be once more should this snapshot be damaged, too.
    if (state.madeGood.length > 0) return;
    for (const { name, generation: old } of listGenerations(this.folder).files) {
      if (old < generation - 1) rmSync(join(this.folder, name), { force: true });
    }
  }
}

/** Wraps what a caller's work threw, on its way past the faults of the folder. */
class WorkError extends Error {
  constructor(cause: unknown) {
    super("", { cause });
  }
}

function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // The state folder may be older than the rule that it is its owner's alone.
  chmodSync(folder, 0o700);
  syncFolder(dirname(folder));
}
