import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";

/** Replaces a file as a whole: who reads it sees the old text or the new one. Only its owner may read it. */
export function replaceFile(file: string, text: string | Uint8Array): void {
  const fresh = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    const descriptor = openSync(fresh, "wx", 0o600);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}
