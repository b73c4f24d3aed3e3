import { statSync } from "node:fs";
import { join } from "node:path";
import { newTables, type Tables } from "../../engine/ledger/ledger.ts";
import { listGenerations, nameOf } from "./generations.ts";
import { readJournal } from "./journal.ts";
import { readSnapshot } from "./snapshot.ts";
import { apply } from "./tables.ts";

/** The ledger's state as read, and where to read on. */
export interface StoredState {
  readonly tables: Tables;
  readonly generation: number;
  /** Sequence number of the last transaction. */
  sequence: number;
  /** The offset after the last whole line of the journal. */
  end: number;
  readonly snapshotBytes: number;
  /** Lines of the journal with a wrong checksum. */
  readonly damaged: readonly string[];
  /** Unreadable snapshots that were rebuilt from older files. */
  readonly repaired: readonly string[];
}

/** Neither the newest snapshot nor an older one with its journals can be read. */
export class DamagedLedgerError extends Error {
  override readonly name = "DamagedLedgerError";
  /** The newest damaged file. */
  readonly file: string;

  constructor(file: string) {
    super(file);
    this.file = file;
  }
}

/** @throws DamagedLedgerError, ForeignSnapshotError, or the system's error */
export function loadState(folder: string): StoredState {
  const { snapshots, files } = listGenerations(folder);
  const sizes = new Map(
    files
      .filter(({ name, generation }) => name === nameOf.journal(generation))
      .map(({ name, generation }) => [generation, statSync(join(folder, name)).size]),
  );
  // A journal that is not empty had a snapshot.
  const written = [...sizes].filter(([, size]) => size > 0).map(([generation]) => generation);
  const newest = Math.max(snapshots[0] as number, ...written);
  const repaired: string[] = [];
  for (let generation = newest; generation >= 0; generation--) {
    const state = stateFrom(folder, generation, newest, sizes);
    if (state !== undefined) return { ...state, repaired };
    if (snapshots.includes(generation) || generation === newest) repaired.push(nameOf.snapshot(generation));
  }
  throw new DamagedLedgerError(nameOf.snapshot(newest));
}

/** Reads one generation's snapshot and all journals since; undefined if one of them is missing. */
function stateFrom(
  folder: string,
  generation: number,
  newest: number,
  journals: ReadonlyMap<number, number>,
): Omit<StoredState, "repaired"> | undefined {
  for (let later = generation; later < newest; later++) if (!journals.has(later)) return undefined;
  const snapshot =
    generation === 0 ? { tables: newTables(), sequence: 0, bytes: 0 } : readSnapshot(folder, generation);
  if (snapshot === undefined) return undefined;
  const { tables } = snapshot;
  let { sequence } = snapshot;
  let end = 0;
  const damaged: string[] = [];
  for (let each = generation; each <= newest; each++) {
    const tail = readJournal(join(folder, nameOf.journal(each)), 0);
    for (const line of tail?.lines ?? []) {
      if (line.sequence <= sequence) continue;
      apply(tables, line.changes);
      sequence = line.sequence;
    }
    if (each !== newest) continue;
    damaged.push(...(tail?.damaged ?? []));
    end = tail?.end ?? 0;
  }
  return { tables, generation: newest, sequence, end, snapshotBytes: snapshot.bytes, damaged };
}

/**
 * Reads what other processes have written since.
 *
 * @returns false if the files no longer continue this state, which must then be loaded again
 * @throws the system's error
 */
export function refreshState(folder: string, state: StoredState): boolean {
  const { snapshots } = listGenerations(folder);
  if (snapshots[0] !== state.generation) return false;
  const tail = readJournal(join(folder, nameOf.journal(state.generation)), state.end);
  if (tail === undefined) return state.end === 0;
  if (tail.size < state.end || tail.damaged.length > 0) return false;
  for (const line of tail.lines) {
    if (line.sequence !== state.sequence + 1) return false;
    apply(state.tables, line.changes);
    state.sequence = line.sequence;
  }
  state.end = tail.end;
  return true;
}
