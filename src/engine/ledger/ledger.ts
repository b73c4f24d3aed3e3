import type { Alert } from "./alert.ts";
import type { AuditEvent } from "./audit-event.ts";
import type { BreakerRecord, Delivery } from "./delivery.ts";
import type { IncidentRecord, StormRecord } from "./incident-record.ts";

/** The ledger's tables and their entries, by a string key. */
export interface LedgerTables {
  incidents: IncidentRecord;
  storms: StormRecord;
  alerts: Alert;
  deliveries: Delivery;
  /** Keyed by destination and target. */
  breakers: BreakerRecord;
  /** Events that still have to be written to the index `alert_failures`. */
  audit: AuditEvent;
}

export type TableName = keyof LedgerTables;

export type Tables<Missing = never> = { readonly [T in TableName]: Map<string, LedgerTables[T] | Missing> };

export function newTables<Missing = never>(): Tables<Missing> {
  return {
    incidents: new Map(),
    storms: new Map(),
    alerts: new Map(),
    deliveries: new Map(),
    breakers: new Map(),
    audit: new Map(),
  };
}

export type LedgerView = { readonly [T in TableName]: ReadonlyMap<string, LedgerTables[T]> };

/** Puts one entry into a table, or removes it if `value` is undefined. */
export type Change = {
  [T in TableName]: { readonly table: T; readonly key: string; readonly value: LedgerTables[T] | undefined };
}[TableName];

/** Port: durable storage of incidents and deliveries. */
export interface Ledger {
  /**
   * Runs `work` on the newest state while no other process can change it. Its changes are atomic, and on the disk when
   * the promise settles.
   *
   * @throws LedgerError when the ledger cannot be read, locked or written
   */
  transact<Result>(
    work: (view: LedgerView) => { changes: readonly Change[]; result: Result },
  ): Promise<Result>;
  /** The newest state, read without a lock. @throws LedgerError */
  read(): Promise<LedgerView>;
}

/** The ledger cannot be used: what was found, and what to do next. */
export class LedgerError extends Error {
  override readonly name = "LedgerError";
  readonly finding: string;
  readonly fix: string;

  constructor(finding: string, fix: string) {
    super(`${finding}: ${fix}.`);
    this.finding = finding;
    this.fix = fix;
  }
}
