import { closeSync, constants, fstatSync, fsync, ftruncateSync, openSync, writeSync } from "node:fs";
import { promisify } from "node:util";
import { readTail } from "../store/read-tail.ts";
import { type LedgerLine, readLine } from "./line.ts";

const sync = promisify(fsync);
const newline = 0x0a;

/** The content of a journal from an offset on. */
export interface JournalTail {
  readonly lines: readonly LedgerLine[];
  /** Lines with a wrong checksum. */
  readonly damaged: readonly string[];
  /** The offset after the last whole line. A partial line may follow, of a process that is writing or died. */
  readonly end: number;
  /** Bytes of the file. */
  readonly size: number;
}

/** @returns undefined when there is no such file @throws the system's error */
export function readJournal(path: string, offset: number): JournalTail | undefined {
  const content = readTail(path, offset);
  if (content === undefined) return undefined;
  const whole = content.bytes.subarray(0, content.bytes.lastIndexOf(newline) + 1);
  const lines: LedgerLine[] = [];
  const damaged: string[] = [];
  for (let from = 0; from < whole.length; ) {
    const to = whole.indexOf(newline, from);
    const text = whole.toString("utf8", from, to);
    const line = readLine(text);
    if (line === undefined) damaged.push(text);
    else lines.push(line);
    from = to + 1;
  }
  return { lines, damaged, end: offset + whole.length, size: content.size };
}

/**
 * Writes one line at `end`, over the remains of a dead writer, and returns once it is on the disk. On failure the journal
 * keeps its length.
 *
 * @returns the new end @throws the system's error
 */
export async function appendLine(path: string, end: number, line: string): Promise<number> {
  const descriptor = openSync(path, constants.O_WRONLY | constants.O_CREAT, 0o600);
  try {
    if (fstatSync(descriptor).size > end) ftruncateSync(descriptor, end);
    const bytes = Buffer.from(line);
    try {
      for (let at = 0; at < bytes.length; )
        at += writeSync(descriptor, bytes, at, bytes.length - at, end + at);
      await sync(descriptor);
    } catch (error) {
      cutBack(descriptor, end);
      throw error;
    }
    return end + bytes.length;
  } finally {
    closeSync(descriptor);
  }
}

function cutBack(descriptor: number, end: number): void {
  try {
    ftruncateSync(descriptor, end);
  } catch {
    // The next writer cuts off the partial line.
  }
}
