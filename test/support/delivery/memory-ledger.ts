import { apply } from "../../../src/adapters/ledger/tables.ts";
import {
  type Change,
  type Ledger,
  LedgerError,
  type LedgerView,
  newTables,
} from "../../../src/engine/ledger/ledger.ts";

/** A ledger without a disk: what is kept went through JSON, as there. */
export class MemoryLedger implements Ledger {
  readonly tables = newTables();
  transactions = 0;
  /** Transactions from now on that fail. */
  failing = 0;

  async transact<Result>(
    work: (view: LedgerView) => { changes: readonly Change[]; result: Result },
  ): Promise<Result> {
    await Promise.resolve();
    if (this.failing > 0) {
      this.failing--;
      throw new LedgerError("The ledger has no room", "make room");
    }
    const { changes, result } = work(this.tables);
    const kept = changes.map((change) =>
      change.value === undefined ? change : (JSON.parse(JSON.stringify(change)) as Change),
    );
    apply(this.tables, kept);
    if (changes.length > 0) this.transactions++;
    return result;
  }

  async read(): Promise<LedgerView> {
    return this.tables;
  }
}
