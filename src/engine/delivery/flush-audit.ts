import type { AuditEvent } from "../ledger/audit-event.ts";
import type { Change, Ledger, LedgerView } from "../ledger/ledger.ts";

/** Port: the index `alert_failures`. */
export interface AuditIndex {
  /**
   * Writes events, one JSON object a line. Never rejects.
   *
   * @returns `written` once the index has all of them, else a sentence that says what to do
   */
  write(events: readonly AuditEvent[]): Promise<"written" | { readonly finding: string }>;
}

export interface AuditFlush {
  readonly written: number;
  /** Events still in the ledger. */
  readonly left: number;
  /** Oldest events dropped because the ledger keeps at most 10,000. */
  readonly dropped: number;
  /** A sentence that says why events are left. */
  readonly finding: string | undefined;
}

const mostKept = 10_000;
const eventsAtOnce = 200;
const bytesAtOnce = 500_000;
/** Milliseconds of the lease, renewed by each batch, during which only one process writes. */
const leaseTime = 60_000;
/** The lease's key in the breakers table; `probeAt` is when it ends. */
const leaseKey = "audit";

/**
 * Writes the ledger's audit events to the index and then removes them from the ledger. If the process is killed in
 * between, they are written twice; duplicates have the same time, key, attempt, state and outcome.
 */
export async function flushAudit(
  ledger: Ledger,
  index: AuditIndex,
  { now, deadline }: { readonly now: () => number; readonly deadline: () => boolean },
): Promise<AuditFlush> {
  let written = 0;
  let finding: string | undefined;
  let done: readonly string[] = [];
  for (;;) {
    const isLast = finding !== undefined || deadline();
    const batch = await ledger.transact((view) =>
      next(view, now(), { done, isFirst: written === 0, isLast }),
    );
    const { events, left, dropped } = batch;
    if (events.length === 0) return { written, left, dropped, finding };
    const outcome = await index.write(events.map(([, event]) => event));
    done = outcome === "written" ? events.map(([key]) => key) : [];
    written += done.length;
    if (outcome !== "written") finding = outcome.finding;
  }
}

interface Batch {
  readonly events: readonly (readonly [string, AuditEvent])[];
  readonly left: number;
  readonly dropped: number;
}

/** Removes the written events and returns the next batch. The last call drops events over the limit and the lease. */
function next(
  view: LedgerView,
  now: number,
  { done, isFirst, isLast }: { done: readonly string[]; isFirst: boolean; isLast: boolean },
): { changes: Change[]; result: Batch } {
  const gone = new Set(done);
  const waiting = [...view.audit].filter(([key]) => !gone.has(key)).sort(([a], [b]) => (a < b ? -1 : 1));
  const changes = done.map((key): Change => ({ table: "audit", key, value: undefined }));
  const end = (dropped: number): { changes: Change[]; result: Batch } => {
    for (const [key] of waiting.slice(0, dropped)) changes.push({ table: "audit", key, value: undefined });
    return { changes, result: { events: [], left: waiting.length - dropped, dropped } };
  };
  const leaseUntil = view.breakers.get(leaseKey)?.probeAt;
  const isLeased = leaseUntil !== undefined && leaseUntil > now && leaseUntil - now <= leaseTime;
  if (isFirst && done.length === 0 && !isLast && isLeased) return end(0);
  if (isLast || waiting.length === 0) {
    if (view.breakers.has(leaseKey)) changes.push({ table: "breakers", key: leaseKey, value: undefined });
    return end(Math.max(0, waiting.length - mostKept));
  }
  changes.push({
    table: "breakers",
    key: leaseKey,
    value: { failures: 0, probeAt: now + leaseTime, tokens: 0, tokensAt: now },
  });
  return { changes, result: { events: batchOf(waiting), left: waiting.length, dropped: 0 } };
}

function batchOf(waiting: readonly (readonly [string, AuditEvent])[]): (readonly [string, AuditEvent])[] {
  const batch: (readonly [string, AuditEvent])[] = [];
  let bytes = 0;
  for (const entry of waiting) {
    bytes += Buffer.byteLength(JSON.stringify(entry[1])) + 1;
    if (batch.length > 0 && (bytes > bytesAtOnce || batch.length >= eventsAtOnce)) break;
    batch.push(entry);
  }
  return batch;
}
