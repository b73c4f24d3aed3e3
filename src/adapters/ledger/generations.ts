import { closeSync, fsyncSync, openSync, readdirSync } from "node:fs";

/**
 * The ledger's files. A generation is a snapshot and the journal of the changes since; generation 0 has no snapshot. The
 * highest generation with a snapshot is current. The one before is kept too, because its snapshot and journal together
 * can repair a damaged snapshot.
 */
export const nameOf = {
  snapshot: (generation: number): string => `snapshot.${generation}`,
  journal: (generation: number): string => `journal.${generation}`,
  setAside: "set-aside.log",
  lock: "lock",
};

export interface Generations {
  /** The generations with a snapshot, newest first, and 0 at the end. */
  readonly snapshots: readonly number[];
  /** The files of all generations. */
  readonly files: readonly { readonly name: string; readonly generation: number }[];
}

/** @throws the system's error */
export function listGenerations(folder: string): Generations {
  const files = readdirSync(folder).flatMap((name) => {
    const [, generation] = /^(?:snapshot|journal)\.(\d{1,9})(?:\.fresh)?$/.exec(name) ?? [];
    return generation === undefined ? [] : [{ name, generation: Number(generation) }];
  });
  const snapshots = files
    .filter(({ name, generation }) => name === nameOf.snapshot(generation) && generation > 0)
    .map(({ generation }) => generation)
    .sort((a, b) => b - a);
  return { snapshots: [...snapshots, 0], files };
}

/** Syncs the folder, so that the names of new files survive a loss of power. @throws the system's error */
export function syncFolder(folder: string): void {
  // Windows cannot open folders; its file system keeps names by itself.
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
