import {
  closeSync,
  constants,
  fstatSync,
  fsync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import { promisify } from "node:util";
import { type LedgerLine, readLine } from "./line.ts";

const sync = promisify(fsync);
const newline = 0x0a;

/** What stands in a journal from an offset on. */
export interface JournalTail {
  readonly lines: readonly LedgerLine[];
  /** Lines that do not check. */
  readonly damaged: readonly string[];
  /** Behind the last whole line. What follows was being written by a process that died, or still is. */
  readonly end: number;
  /** Of the file. */
  readonly size: number;
}

/** @returns undefined when there is no such file @throws the system's error */
export function readJournal(path: string, offset: number): JournalTail | undefined {
  const content = readFrom(path, offset);
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
 * Writes one line behind `end`, over what a dead writer left there, and returns once it is on the disk. When that
 * fails the journal is as long as before.
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
    // A part of a line is cut off by the next writer.
  }
}

function readFrom(path: string, offset: number): { bytes: Buffer; size: number } | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    const { size } = fstatSync(descriptor);
    const bytes = Buffer.allocUnsafe(Math.max(0, size - offset));
    let read = 0;
    while (read < bytes.length) {
      const count = readSync(descriptor, bytes, read, bytes.length - read, offset + read);
      if (count === 0) break;
      read += count;
    }
    return { bytes: bytes.subarray(0, read), size };
  } finally {
    closeSync(descriptor);
  }
}
