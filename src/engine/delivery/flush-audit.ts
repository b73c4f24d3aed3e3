import type { AuditEvent } from "./audit-event.ts";
import type { Change, Ledger, LedgerView } from "./ledger.ts";

/** Port: the index `alert_failures`. */
export interface AuditIndex {
  /**
   * Writes events, one JSON object a line. Never rejects.
   *
   * @returns `written` once it has them all; else a sentence that says what to do
   */
  write(events: readonly AuditEvent[]): Promise<"written" | { readonly finding: string }>;
}

export interface AuditFlush {
  readonly written: number;
  /** Still in the ledger. */
  readonly left: number;
  /** The oldest, given up because the ledger keeps no more than 10,000. */
  readonly dropped: number;
  /** Why some are left: a sentence. */
  readonly finding: string | undefined;
}

const mostKept = 10_000;
const eventsAtOnce = 200;
const bytesAtOnce = 500_000;
/** Milliseconds for which one process alone takes care of it, from its last batch. */
const turn = 60_000;
/** In the table of breakers: until when it is somebody's turn. */
const turnKey = "audit";

/**
 * Brings the events that wait in the ledger to the index, and takes out what has arrived. A process that is killed
 * in between leaves them to be written once more: an event is the same by time, key, attempt, state and outcome.
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

/** Takes out what is done and gives the next batch; with the last call what is too much, and the turn. */
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
  const others = view.breakers.get(turnKey)?.probeAt;
  const isOthers = others !== undefined && others > now && others - now <= turn;
  if (isFirst && done.length === 0 && !isLast && isOthers) return end(0);
  if (isLast || waiting.length === 0) {
    if (view.breakers.has(turnKey)) changes.push({ table: "breakers", key: turnKey, value: undefined });
    return end(Math.max(0, waiting.length - mostKept));
  }
  changes.push({
    table: "breakers",
    key: turnKey,
    value: { failures: 0, probeAt: now + turn, tokens: 0, tokensAt: now },
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
