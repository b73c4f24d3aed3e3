import type { Alert } from "../alerts/alert.ts";
import type { IncidentRecord } from "../alerts/incident-record.ts";
import type { StormRecord } from "../alerts/storm-record.ts";
import type { AuditEvent } from "./audit-event.ts";
import type { BreakerRecord } from "./breaker.ts";
import type { Delivery } from "./delivery.ts";

/** The tables of the ledger and what they hold, each under a key of text. */
export interface LedgerTables {
  incidents: IncidentRecord;
  storms: StormRecord;
  alerts: Alert;
  deliveries: Delivery;
  /** By destination and target. */
  breakers: BreakerRecord;
  /** Events for the index `alert_failures` that are not there yet. */
  audit: AuditEvent;
}

export type TableName = keyof LedgerTables;

export type LedgerView = { readonly [T in TableName]: ReadonlyMap<string, LedgerTables[T]> };

/** One entry put in a table, or taken out where `value` is undefined. */
export type Change = {
  [T in TableName]: { readonly table: T; readonly key: string; readonly value: LedgerTables[T] | undefined };
}[TableName];

/** Port: what must not be lost about incidents and deliveries. */
export interface Ledger {
  /**
   * Runs `work` on the newest state while no other process changes it. Its changes are kept as a whole, and are on
   * the disk when the promise settles; killed before, none of them is.
   *
   * @throws LedgerError when it cannot be read, locked or written
   */
  transact<Result>(
    work: (view: LedgerView) => { changes: readonly Change[]; result: Result },
  ): Promise<Result>;
  /** The newest state, without keeping others out. @throws LedgerError */
  read(): Promise<LedgerView>;
}

/** The ledger cannot be worked with: what was found, and what to do next. */
export class LedgerError extends Error {
  override readonly name = "LedgerError";
  readonly finding: string;
  readonly mend: string;

  constructor(finding: string, mend: string) {
    super(`${finding}: ${mend}.`);
    this.finding = finding;
    this.mend = mend;
  }
}

/** By its name, for each bundle has a class of its own. */
export function isLedgerError(error: unknown): error is LedgerError {
  return error instanceof Error && error.name === "LedgerError";
}
