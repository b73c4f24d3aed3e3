import {
  type Change,
  type LedgerTables,
  type LedgerView,
  newTables,
  type TableName,
} from "../ledger/ledger.ts";

/** The ledger as it will be once the changes gathered here are committed. */
export class TransactionDraft {
  private readonly view: LedgerView;
  private readonly gathered = newTables<undefined>();

  constructor(view: LedgerView) {
    this.view = view;
  }

  get<T extends TableName>(table: T, key: string): LedgerTables[T] | undefined {
    const changed = this.gathered[table];
    return changed.has(key) ? changed.get(key) : this.view[table].get(key);
  }

  put<T extends TableName>(table: T, key: string, value: LedgerTables[T] | undefined): void {
    this.gathered[table].set(key, value);
  }

  apply({ table, key, value }: Change): void {
    (this.gathered[table] as Map<string, unknown>).set(key, value);
  }

  *values<T extends TableName>(table: T): Generator<LedgerTables[T]> {
    const changed = this.gathered[table];
    for (const [key, value] of this.view[table]) {
      const now = changed.size > 0 && changed.has(key) ? changed.get(key) : value;
      if (now !== undefined) yield now;
    }
    for (const [key, value] of changed) {
      if (value !== undefined && !this.view[table].has(key)) yield value;
    }
  }

  changes(): Change[] {
    return Object.entries(this.gathered).flatMap(([table, entries]) =>
      [...entries].map(([key, value]) => ({ table, key, value }) as Change),
    );
  }
}
