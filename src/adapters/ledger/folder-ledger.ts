import { appendFileSync, chmodSync, mkdirSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Change, Ledger, LedgerView } from "../../engine/ledger/ledger.ts";
import { describedCode } from "../process/error-code.ts";
import { ProcessLock } from "../process/process-lock.ts";
import { sleep } from "../process/sleep.ts";
import { listGenerations, nameOf, syncFolder } from "./generations.ts";
import { appendLine } from "./journal.ts";
import { ledgerErrorOf } from "./ledger-faults.ts";
import { writeLine } from "./line.ts";
import { writeSnapshot } from "./snapshot.ts";
import { loadState, refreshState, type StoredState } from "./stored-state.ts";
import { apply } from "./tables.ts";

/** Bytes of a journal below which compaction is not worth writing a new snapshot. */
const smallestJournal = 1_000_000;
/** Milliseconds to wait for the lock; each other process holds it for a few milliseconds. */
const defaultTimeout = 30_000;

export interface FolderLedgerOptions {
  /** Called with a sentence about damage that did not stop the ledger. */
  readonly warn?: (sentence: string) => void;
  /** Milliseconds to wait for the lock. */
  readonly timeout?: number;
  /** Bytes of a journal from which on it is compacted, if it is also larger than the last snapshot. */
  readonly compactFrom?: number;
}

/**
 * The ledger in a folder shared by processes: a snapshot, and a journal with one line for each transaction, which is on
 * the disk before the transaction ends. Before each transaction a process reads the new part of the journal. The view
 * that it gets is the ledger's own state, valid until the next transaction.
 */
export class FolderLedger implements Ledger {
  private readonly folder: string;
  private readonly warn: (sentence: string) => void;
  private readonly lock: ProcessLock;
  private readonly compactFrom: number;
  private state: StoredState | undefined;
  /** The state was read without the lock, so it may hold a line that its writer took back after an error. */
  private isTentative = false;
  /** The end of the last transaction: those of one process run one after the other. */
  private last: Promise<unknown> = Promise.resolve();
  /** Journal size of the next compaction, raised after a failure so that not every transaction attempts it again. */
  private retryCompactFrom = 0;

  constructor(folder: string, options: FolderLedgerOptions = {}) {
    const { warn = () => undefined, timeout = defaultTimeout, compactFrom = smallestJournal } = options;
    this.folder = folder;
    this.warn = warn;
    this.compactFrom = compactFrom;
    this.lock = new ProcessLock(join(folder, nameOf.lock), {
      timeout,
      sleep,
      elapsed: () => performance.now(),
    });
  }

  transact<Result>(
    work: (view: LedgerView) => { changes: readonly Change[]; result: Result },
  ): Promise<Result> {
    return this.inTurn(async () => {
      makeFolder(this.folder);
      const held = await this.lock.acquire();
      try {
        if (this.isTentative) this.state = undefined;
        this.isTentative = false;
        const state = this.newest();
        const { changes, result } = this.runWork(() => work(state.tables));
        if (changes.length > 0) {
          held.check();
          await this.append(state, changes);
        }
        this.compactIfNeeded(state);
        return result;
      } finally {
        held.release();
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

  /** Wraps errors of the caller's function, so that they are not reported as faults of the folder. */
  private runWork<Result>(work: () => Result): Result {
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
    // If the write fails, the state is read again from the disk.
    this.state = undefined;
    state.end = await appendLine(path, state.end, writeLine({ sequence, changes }));
    if (isNew) syncFolder(this.folder);
    apply(state.tables, changes);
    state.sequence = sequence;
    this.state = state;
  }

  /** Runs after the transaction is on the disk, so errors are only reported. */
  private compactIfNeeded(state: StoredState): void {
    const { damaged, repaired, end, snapshotBytes } = state;
    const isDamaged = damaged.length > 0 || repaired.length > 0;
    const isLong = end > Math.max(this.compactFrom, snapshotBytes);
    if ((!isDamaged && !isLong) || end < this.retryCompactFrom) return;
    try {
      if (damaged.length > 0) this.setAside(damaged);
      this.compact(state);
      for (const name of repaired) {
        this.warn(
          `${name} of the ledger in ${this.folder} was damaged and has been made good from older files.`,
        );
      }
    } catch (error) {
      this.retryCompactFrom = end + this.compactFrom;
      const code = describedCode(error);
      this.warn(
        `The journal of the ledger in ${this.folder} could not be made shorter (${code}); it grows on.`,
      );
    }
  }

  private setAside(damaged: readonly string[]): void {
    const file = join(this.folder, nameOf.setAside);
    appendFileSync(file, damaged.map((line) => `${line}\n`).join(""), { mode: 0o600 });
    const what = damaged.length === 1 ? "A line" : `${damaged.length} lines`;
    this.warn(`${what} of the ledger's journal did not check and went to ${file}; all others hold.`);
  }

  /** Readers may go on with the old files, which stay until the generation after this one. */
  private compact(state: StoredState): void {
    const generation = state.generation + 1;
    this.state = undefined;
    const snapshotBytes = writeSnapshot(this.folder, generation, state.tables, state.sequence);
    const { tables, sequence } = state;
    this.state = { tables, sequence, generation, end: 0, snapshotBytes, damaged: [], repaired: [] };
    this.retryCompactFrom = 0;
    // The older files were just needed for a repair, and may be needed again if this snapshot gets damaged too.
    if (state.repaired.length > 0) return;
    for (const { name, generation: old } of listGenerations(this.folder).files) {
      if (old < generation - 1) rmSync(join(this.folder, name), { force: true });
    }
  }
}

/** Carries an error of the caller's function past the handling of the folder's own faults. */
class WorkError extends Error {
  constructor(cause: unknown) {
    super("", { cause });
  }
}

function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // A state folder of an earlier version may be open to others.
  chmodSync(folder, 0o700);
  syncFolder(dirname(folder));
}
