import { closeSync, fsyncSync, openSync, readdirSync } from "node:fs";

/**
 * The ledger's files. A generation is a snapshot and the journal of what was changed since; generation 0 has no
 * snapshot. The highest number that has a snapshot is in force; the one before it is kept, for both together can
 * make a damaged snapshot good.
 */
export const nameOf = {
  snapshot: (generation: number): string => `snapshot.${generation}`,
  journal: (generation: number): string => `journal.${generation}`,
  setAside: "set-aside.log",
  lock: "lock",
};

export interface Generations {
  /** Those with a snapshot, the newest first; 0 always is the last. */
  readonly snapshots: readonly number[];
  /** All files of all generations. */
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

/** So that a file's name outlasts a loss of power, not its content only. @throws the system's error */
export function syncFolder(folder: string): void {
  // Windows opens no folders; its file system keeps names by itself.
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
