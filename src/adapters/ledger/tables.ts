import type { Change, LedgerTables, LedgerView, TableName } from "../../engine/delivery/ledger.ts";

export const tableNames = [
  "incidents",
  "storms",
  "alerts",
  "deliveries",
  "breakers",
  "audit",
] as const satisfies readonly TableName[];

export type Tables = { readonly [T in TableName]: Map<string, LedgerTables[T]> };

export function newTables(): Tables {
  return {
    incidents: new Map(),
    storms: new Map(),
    alerts: new Map(),
    deliveries: new Map(),
    breakers: new Map(),
    audit: new Map(),
  };
}

/** In their order: of two changes of one entry the later one holds. */
export function apply(tables: Tables, changes: readonly Change[]): void {
  for (const { table, key, value } of changes) {
    const entries = tables[table] as Map<string, unknown>;
    if (value === undefined) entries.delete(key);
    else entries.set(key, value);
  }
}

/** Everything, as changes that make it out of nothing, in pieces of at most `size`. */
export function* contentsOf(view: LedgerView, size: number): Generator<Change[]> {
  let piece: Change[] = [];
  for (const table of tableNames) {
    for (const [key, value] of view[table]) {
      piece.push({ table, key, value } as Change);
      if (piece.length < size) continue;
      yield piece;
      piece = [];
    }
  }
  if (piece.length > 0) yield piece;
}
