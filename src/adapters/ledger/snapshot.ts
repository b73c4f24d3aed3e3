import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { type Change, type LedgerView, newTables, type Tables } from "../../engine/ledger/ledger.ts";
import { nameOf, syncFolder } from "./generations.ts";
import { apply, contentsOf } from "./tables.ts";

const version = 1;
/** Entries that are serialized at a time. */
const entriesAtOnce = 500;

export interface Snapshot {
  readonly tables: Tables;
  /** Sequence number of the last transaction in it. */
  readonly sequence: number;
  readonly bytes: number;
}

/** The snapshot is whole, but another version of the app wrote it. */
export class ForeignSnapshotError extends Error {
  override readonly name = "ForeignSnapshotError";
}

/**
 * Writes a snapshot: one entry a line, and a last line with the number of entries, the last transaction and a checksum.
 * The file gets its name only once it is on the disk, so a named snapshot is whole unless the disk damages it.
 *
 * @returns the snapshot's size in bytes @throws the system's error
 */
export function writeSnapshot(
  folder: string,
  generation: number,
  view: LedgerView,
  sequence: number,
): number {
  const fresh = join(folder, `${nameOf.snapshot(generation)}.fresh`);
  const hash = createHash("sha256");
  let bytes = 0;
  let entries = 0;
  try {
    const descriptor = openSync(fresh, "w", 0o600);
    try {
      const put = (text: string) => {
        const buffer = Buffer.from(text);
        for (let at = 0; at < buffer.length; ) at += writeSync(descriptor, buffer, at);
        bytes += buffer.length;
      };
      for (const piece of contentsOf(view, entriesAtOnce)) {
        const text = piece
          .map(({ table, key, value }) => `${JSON.stringify([table, key, value])}\n`)
          .join("");
        hash.update(text);
        entries += piece.length;
        put(text);
      }
      put(`${JSON.stringify({ version, sequence, entries, sha256: hash.digest("hex") })}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    // The journal comes first, or else a snapshot without a journal could also mean that the journal was lost.
    closeSync(openSync(join(folder, nameOf.journal(generation)), "a", 0o600));
    renameSync(fresh, join(folder, nameOf.snapshot(generation)));
    syncFolder(folder);
    return bytes;
  } catch (error) {
    removeQuietly(fresh);
    throw error;
  }
}

/** Never throws, because the caller reports an earlier error. The next snapshot overwrites what is left. */
function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The caller's own error matters more.
  }
}

/**
 * @returns undefined for a missing or damaged snapshot
 * @throws ForeignSnapshotError, or the system's error
 */
export function readSnapshot(folder: string, generation: number): Snapshot | undefined {
  let content: Buffer;
  try {
    content = readFileSync(join(folder, nameOf.snapshot(generation)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const body = content.subarray(0, content.lastIndexOf(0x0a, -2) + 1);
  const trailer = readTrailer(content.subarray(body.length).toString());
  if (trailer === undefined) return undefined;
  if (trailer.version !== version) throw new ForeignSnapshotError();
  if (createHash("sha256").update(body).digest("hex") !== trailer.sha256) return undefined;
  const tables = newTables();
  const lines = body.length === 0 ? [] : body.toString().trimEnd().split("\n");
  apply(
    tables,
    lines.map((line) => {
      const [table, key, value] = JSON.parse(line) as [string, string, unknown];
      return { table, key, value } as Change;
    }),
  );
  return { tables, sequence: trailer.sequence, bytes: content.length };
}

interface Trailer {
  readonly version: number;
  readonly sequence: number;
  readonly sha256: string;
}

function readTrailer(line: string): Trailer | undefined {
  try {
    const trailer = JSON.parse(line) as Partial<Trailer> | null;
    if (typeof trailer?.version !== "number") return undefined;
    return typeof trailer.sequence === "number" || trailer.version !== version
      ? (trailer as Trailer)
      : undefined;
  } catch {
    return undefined;
  }
}
