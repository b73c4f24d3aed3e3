import { createReadStream } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { printable } from "./printable.ts";

/** An input that cannot be read. The message says which and what to do. */
export class InputError extends Error {
  override readonly name = "InputError";
}

export interface LineBatch {
  readonly source: string;
  /** Byte strings: see src/splunk/byte-string.ts. Without their line ends. */
  readonly lines: readonly string[];
}

/** A batch is given out when it has this many lines, or this many bytes: what splunkd puts into a chunk, at most. */
const linesPerBatch = 2500;
const bytesPerBatch = 2_000_000;
const longestLine = 16 * 1024 * 1024;
/** Text has no NUL bytes; binary formats have one near their start. */
const binaryCheckBytes = 8192;

/**
 * Finds what cannot be read before any work is done.
 *
 * @returns the bytes of all files together, undefined when standard input is one of them
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
      if (found.isDirectory()) {
        throw new InputError(
          `${printable(path)} is a folder. Name the log files in it, for example ${printable(path)}/*.log`,
        );
      }
      await access(path, constants.R_OK);
      total = total === undefined ? undefined : total + found.size;
    } catch (error) {
      throw explained(error, path);
    }
  }
  return total;
}

/** The lines of a file, or of standard input for `-`; gzip is unpacked. @param onBytes is told of bytes as they are read */
export async function* readLines(
  path: string,
  {
    standardInput = process.stdin,
    onBytes = () => {},
  }: { standardInput?: AsyncIterable<Buffer>; onBytes?: (count: number) => void } = {},
): AsyncGenerator<LineBatch, void, void> {
  const source = path === "-" ? "stdin" : path;
  try {
    const bytes = path === "-" ? standardInput : createReadStream(path, { highWaterMark: 256 * 1024 });
    for await (const lines of batches(unpacked(counted(bytes, onBytes)), source)) yield { source, lines };
  } catch (error) {
    throw explained(error, path);
  }
}

async function* batches(bytes: AsyncIterable<Buffer>, source: string): AsyncGenerator<string[], void, void> {
  let lines: string[] = [];
  let batchBytes = 0;
  let lineNumber = 0;
  let checked = 0;
  let pieces: string[] = [];
  let openBytes = 0;

  for await (const chunk of bytes) {
    if (checked < binaryCheckBytes) refuseBinary(chunk.subarray(0, binaryCheckBytes - checked), source);
    // Every editor but Notepad leaves the byte order mark out, and it would hide the time at the line's start.
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
        yield lines;
        lines = [];
        batchBytes = 0;
      }
    }
    if (from < chunk.length) {
      pieces.push(chunk.toString("latin1", from));
      openBytes += chunk.length - from;
      if (openBytes > longestLine) {
        if (lines.length > 0) yield lines;
        throw new InputError(
          `Line ${lineNumber + 1} of ${printable(source)} is longer than 16 MB, which is no log line. ` +
            "Break it up, or leave the file out.",
        );
      }
    }
  }
  if (pieces.length > 0) lines.push(endOf(pieces, ""));
  if (lines.length > 0) yield lines;
}

/** A line put together, without the carriage return of CRLF. */
function endOf(pieces: readonly string[], last: string): string {
  const line = pieces.length === 0 ? last : pieces.join("") + last;
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

function refuseBinary(start: Buffer, source: string): void {
  if (!start.includes(0)) return;
  const wide = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
  throw new InputError(
    wide
      ? `${printable(source)} is UTF-16. Convert it first: iconv -f UTF-16 -t UTF-8`
      : `${printable(source)} is binary (it has a NUL byte near its start). Only text logs and their gzip files are read.`,
  );
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

/** Gzip is known by its first two bytes, whatever the name of the file. */
async function* unpacked(bytes: AsyncGenerator<Buffer, void, void>): AsyncGenerator<Buffer, void, void> {
  let start: Buffer = Buffer.alloc(0);
  while (start.length < 2) {
    const next = await bytes.next();
    if (next.done === true) break;
    start = Buffer.concat([start, next.value]);
  }
  if (start[0] !== 0x1f || start[1] !== 0x8b) {
    if (start.length > 0) yield start;
    yield* bytes;
    return;
  }
  const whole = async function* (): AsyncGenerator<Buffer, void, void> {
    yield start;
    yield* bytes;
  };
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  // An error of either side surfaces in the iteration below.
  pipeline(Readable.from(whole(), { objectMode: true }), gunzip, () => {});
  yield* gunzip;
}

function explained(error: unknown, path: string): Error {
  if (error instanceof InputError) return error;
  const name = path === "-" ? "standard input" : printable(path);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT")
    return new InputError(`${name} does not exist. Check the name, or give - to read standard input.`);
  if (code === "EACCES" || code === "EPERM") {
    return new InputError(`You may not read ${name}. Ask for read permission, or run as a user who has it.`);
  }
  if (code.startsWith("Z_")) {
    return new InputError(
      `${name} is a damaged or incomplete gzip file. Test it with gzip -t, and fetch it again.`,
    );
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new InputError(`${name} cannot be read: ${printable(reason)}`);
}
