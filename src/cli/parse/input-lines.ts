import { createReadStream } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import { printable } from "../../engine/printable.ts";
import { DamagedGzipError } from "./gunzip.ts";
import { InputError } from "./input-error.ts";
import { textBytes } from "./text-bytes.ts";
import { standardInputName, unpacked } from "./unpacked.ts";
import { untilAborted } from "./until-aborted.ts";

export interface ReadOptions {
  readonly standardInput?: AsyncIterable<Buffer>;
  readonly onBytes?: (count: number) => void;
  /** Hears, in a sentence, of a text that is not as a log should be. */
  readonly onRemark?: (sentence: string) => void;
  /** Ends the reading: what was read so far is all there is. */
  readonly signal?: AbortSignal | undefined;
}

export interface LineBatch {
  readonly source: string;
  /** Byte strings (see src/splunk/byte-string.ts) without line ends. */
  readonly lines: readonly string[];
  /** No line follows. The last batch of a log need not say so. */
  readonly isEnd: boolean;
}

/** Most lines and bytes of a batch: as many as splunkd puts into a chunk. */
const linesPerBatch = 2500;
const bytesPerBatch = 2_000_000;
const longestLine = 16 * 1024 * 1024;

/**
 * Checks that all files can be read, before any work is done.
 *
 * @returns the bytes of all files together; undefined if standard input is one of them
 */
export async function checkFiles(paths: readonly string[]): Promise<number | undefined> {
  let total: number | undefined = 0;
  for (const path of paths) {
    if (path === "-") {
      total = undefined;
      continue;
    }
    try {
      const found = await stat(path);
      await access(path, constants.R_OK);
      total = total === undefined ? undefined : total + found.size;
    } catch (error) {
      throw explained(error, path);
    }
  }
  return total;
}

/**
 * Reads the lines of a file, or of standard input for `-`, unpacked where they are packed. If reading fails, the lines before the fault
 * are yielded first.
 *
 * @param onBytes called with the number of bytes read
 * @throws InputError after the last line that could be read
 */
export async function* readLines(
  path: string,
  { standardInput = process.stdin, onBytes = () => {}, onRemark = () => {}, signal }: ReadOptions = {},
): AsyncGenerator<LineBatch, void, void> {
  const source = path === "-" ? "stdin" : path;
  const file = path === "-" ? standardInput : createReadStream(path, { highWaterMark: 256 * 1024 });
  let read = 0;
  const bytes = counted(signal === undefined ? file : untilAborted(file, signal), (count) => {
    read += count;
    onBytes(count);
  });
  let failure: unknown;
  const readable = upToFailure(unpacked(bytes, nameOf(path)), (error) => {
    failure = error;
  });
  for await (const batch of batches(textBytes(readable, source, onRemark), source))
    yield { source, ...batch };
  if (failure !== undefined) throw explained(failure, path, read > 0);
  if (path === "-" && read === 0 && signal?.aborted !== true) {
    throw new InputError(
      "Standard input is empty: name a file, or look at what should have come through the pipe.",
    );
  }
}

/** Ends at a read error, so that the bytes before it are kept. */
async function* upToFailure(
  bytes: AsyncIterable<Buffer>,
  onFailure: (error: unknown) => void,
): AsyncGenerator<Buffer, void, void> {
  try {
    yield* bytes;
  } catch (error) {
    onFailure(error);
  }
}

async function* batches(
  bytes: AsyncIterable<Buffer>,
  source: string,
): AsyncGenerator<Omit<LineBatch, "source">, void, void> {
  let lines: string[] = [];
  let batchBytes = 0;
  let lineNumber = 0;
  let checked = 0;
  let pieces: string[] = [];
  let openBytes = 0;

  for await (const chunk of bytes) {
    // A byte order mark (Notepad writes one) would hide the time at the start of the line.
    const hasMark =
      checked === 0 && chunk.length >= 3 && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
    checked += chunk.length;
    let from = hasMark ? 3 : 0;
    for (let end = chunk.indexOf(10, from); end !== -1; end = chunk.indexOf(10, from)) {
      const line = endOf(pieces, chunk.toString("latin1", from, end));
      from = end + 1;
      lineNumber += 1;
      pieces = [];
      openBytes = 0;
      lines.push(line);
      batchBytes += line.length;
      if (lines.length >= linesPerBatch || batchBytes >= bytesPerBatch) {
        yield { lines, isEnd: false };
        lines = [];
        batchBytes = 0;
      }
    }
    if (from < chunk.length) {
      pieces.push(chunk.toString("latin1", from));
      openBytes += chunk.length - from;
      if (openBytes > longestLine) {
        if (lines.length > 0) yield { lines, isEnd: true };
        throw new InputError(
          `Line ${lineNumber + 1} of ${printable(source)} is longer than 16 MB, which is no log line. ` +
            "Break it up, or leave the file out.",
        );
      }
    }
  }
  if (pieces.length > 0) lines.push(endOf(pieces, ""));
  if (lines.length > 0) yield { lines, isEnd: true };
}

/** Joins the pieces of a line, without the carriage return of CRLF. */
function endOf(pieces: readonly string[], last: string): string {
  const line = pieces.length === 0 ? last : pieces.join("") + last;
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

async function* counted(
  bytes: AsyncIterable<Buffer>,
  onBytes: (count: number) => void,
): AsyncGenerator<Buffer, void, void> {
  for await (const chunk of bytes) {
    onBytes(chunk.length);
    yield chunk;
  }
}

function nameOf(path: string): string {
  return path === "-" ? standardInputName : printable(path);
}

/** @param begun whether a part of the file was read */
function explained(error: unknown, path: string, begun = false): Error {
  if (error instanceof InputError) return error;
  const name = nameOf(path);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT")
    return new InputError(`${name} does not exist. Check the name, or give - to read standard input.`);
  if (code === "EACCES" || code === "EPERM") {
    return new InputError(`You may not read ${name}. Ask for read permission, or run as a user who has it.`);
  }
  if (error instanceof DamagedGzipError) {
    return new InputError(
      `${name} is a damaged or incomplete gzip file, read up to the damage. Test it with gzip -t, and fetch it again.`,
    );
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new InputError(
    begun
      ? `${name} can be read only in part, up to where this came: ${printable(reason)}`
      : `${name} cannot be read: ${printable(reason)}`,
  );
}
