import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { makeStateFolder } from "./state-folder.ts";

const keyLength = 32;

/** A key that cannot be used: a sentence that says why and what to do. It never shows the key. */
export class KeyFileError extends Error {
  override readonly name = "KeyFileError";
}

/**
 * The key in a file of 32 bytes, which is made with random ones where there is none, for its owner alone. Of several
 * processes that make it at once all get the same.
 *
 * @throws KeyFileError
 */
export function readOrMakeKey(path: string): Buffer {
  try {
    return readKey(path) ?? makeKey(path);
  } catch (error) {
    if (error instanceof KeyFileError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new KeyFileError(
      `The key file ${path} cannot be read or made (${code}). Check that the folder may be written to by the user that runs the search.`,
    );
  }
}

function readKey(path: string): Buffer | undefined {
  let key: Buffer;
  try {
    key = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  if (key.length !== keyLength) {
    throw new KeyFileError(
      `The key file ${path} holds ${key.length} bytes, and a key has ${keyLength}. Take the file away, and a new key is made; what was made with the old one is not recognised any more.`,
    );
  }
  const others = 0o077;
  if (process.platform !== "win32" && (statSync(path).mode & others) !== 0) {
    throw new KeyFileError(
      `The key file ${path} may be read or written by others than its owner. Run chmod 600 ${path}; if somebody may have read it, take it away, and a new key is made.`,
    );
  }
  return key;
}

/** Written aside and linked: nobody ever sees a part of it, and the first one stays. */
function makeKey(path: string): Buffer {
  makeStateFolder(dirname(path));
  const aside = `${path}.${randomBytes(6).toString("hex")}`;
  writeFileSync(aside, randomBytes(keyLength), { flag: "wx", mode: 0o600 });
  try {
    linkSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
  const key = readKey(path);
  if (key === undefined) throw new KeyFileError(`The key file ${path} was taken away while it was made. Try again.`);
  return key;
}
