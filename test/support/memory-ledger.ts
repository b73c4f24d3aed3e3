import type {
  Change,
  Ledger,
  LedgerTables,
  LedgerView,
  TableName,
} from "../../src/engine/delivery/ledger.ts";

type Tables = { [T in TableName]: Map<string, LedgerTables[T]> };

/** A ledger that forgets everything with its process. Values are copied, as by a disk. */
export class MemoryLedger implements Ledger {
  private readonly tables: Tables = {
    incidents: new Map(),
    storms: new Map(),
    alerts: new Map(),
    deliveries: new Map(),
    breakers: new Map(),
    audit: new Map(),
  };
  private last: Promise<unknown> = Promise.resolve();

  transact<Result>(
    work: (view: LedgerView) => { changes: readonly Change[]; result: Result },
  ): Promise<Result> {
    const done = this.last.then(() => {
      const { changes, result } = work(this.tables);
      for (const change of changes) this.apply(change);
      return result;
    });
    this.last = done.catch(() => undefined);
    return done;
  }

  async read(): Promise<LedgerView> {
    await this.last;
    return this.tables;
  }

  private apply({ table, key, value }: Change): void {
    const entries = this.tables[table] as Map<string, unknown>;
    if (value === undefined) entries.delete(key);
    else entries.set(key, JSON.parse(JSON.stringify(value)));
  }
}
