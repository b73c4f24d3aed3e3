import { createHash } from "node:crypto";
import type { Change } from "../../engine/delivery/ledger.ts";
import { tableNames } from "./tables.ts";

/** One line of the ledger's files: what one transaction changed, numbered from 1. */
export interface LedgerLine {
  readonly sequence: number;
  readonly changes: readonly Change[];
}

const checksumLength = 16;
const head = /^\["([0-9a-f]{16})",(\d{1,15}),/;
const knownTables: ReadonlySet<unknown> = new Set(tableNames);

/** `["checksum",17,[["deliveries","key",{…}],["alerts","key"]]]`; an entry without a value was taken out. */
export function writeLine({ sequence, changes }: LedgerLine): string {
  const entries = changes.map(({ table, key, value }) =>
    value === undefined ? [table, key] : [table, key, value],
  );
  const rest = `${sequence},${JSON.stringify(entries)}`;
  return `["${checksumOf(rest)}",${rest}]\n`;
}

/** @returns undefined for a line that does not check */
export function readLine(line: string): LedgerLine | undefined {
  const [, checksum, sequence] = head.exec(line) ?? [];
  if (checksum !== checksumOf(line.slice(checksumLength + 4, -1)) || !line.endsWith("]")) return undefined;
  // Its checksum is right, so it is as it was written; only another version may have written something else.
  const [, , entries] = JSON.parse(line) as [string, number, [unknown, string, unknown][]];
  if (!entries.every(([table]) => knownTables.has(table))) return undefined;
  const changes = entries.map(([table, key, value]) => ({ table, key, value }) as Change);
  return { sequence: Number(sequence), changes };
}

function checksumOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, checksumLength);
}
