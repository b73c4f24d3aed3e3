import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** The bytes of a file from an offset on. */
export interface FileTail {
  readonly bytes: Buffer;
  /** Bytes of the whole file. */
  readonly size: number;
}

/** Reads the new part of an append-only file. @returns undefined if it does not exist @throws the system's error */
export function readTail(path: string, offset: number): FileTail | undefined {
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
