import { createHash } from "node:crypto";
import type { Change } from "../../engine/ledger/ledger.ts";

/** One line of a journal: the changes of one transaction. Sequence numbers start at 1. */
export interface LedgerLine {
  readonly sequence: number;
  readonly changes: readonly Change[];
}

const checksumLength = 16;
const tableForm = /^[a-z][a-z_]{0,39}$/;
const head = /^\["([0-9a-f]{16})",(\d{1,15}),/;

/** `["checksum",17,[["deliveries","key",{…}],["alerts","key"]]]`; an entry without a value is a removal (tombstone). */
export function writeLine({ sequence, changes }: LedgerLine): string {
  const entries = changes.map(({ table, key, value }) =>
    value === undefined ? [table, key] : [table, key, value],
  );
  const rest = `${sequence},${JSON.stringify(entries)}`;
  return `["${checksumOf(rest)}",${rest}]\n`;
}

/** @returns undefined for a line with a wrong checksum or an unknown table */
export function readLine(line: string): LedgerLine | undefined {
  const [, checksum, sequence] = head.exec(line) ?? [];
  if (checksum !== checksumOf(line.slice(checksumLength + 4, -1)) || !line.endsWith("]")) return undefined;
  const [, , entries] = JSON.parse(line) as [string, number, [unknown, string, unknown][]];
  if (!entries.every(([table]) => typeof table === "string" && tableForm.test(table))) return undefined;
  const changes = entries.map(([table, key, value]) => ({ table, key, value }) as Change);
  return { sequence: Number(sequence), changes };
}

function checksumOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, checksumLength);
}
