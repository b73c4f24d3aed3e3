import type { Change, LedgerView, Tables } from "../../engine/ledger/ledger.ts";

/**
 * Applies changes in order, so the last change of an entry wins. A table that only a later version of the app knows is
 * kept as it is, so that going back a version loses nothing.
 */
export function apply(tables: Tables, changes: readonly Change[]): void {
  const all = tables as Record<string, Map<string, unknown>>;
  for (const { table, key, value } of changes) {
    if (!Object.hasOwn(all, table)) all[table] = new Map();
    const entries = all[table] as Map<string, unknown>;
    if (value === undefined) entries.delete(key);
    else entries.set(key, value);
  }
}

/** All entries as changes that rebuild them from empty tables, in pieces of at most `size`. */
export function* contentsOf(view: LedgerView, size: number): Generator<Change[]> {
  let piece: Change[] = [];
  for (const [table, entries] of Object.entries<ReadonlyMap<string, unknown>>(view)) {
    for (const [key, value] of entries) {
      piece.push({ table, key, value } as Change);
      if (piece.length < size) continue;
      yield piece;
      piece = [];
    }
  }
  if (piece.length > 0) yield piece;
}
