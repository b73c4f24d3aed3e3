import { randomBytes } from "node:crypto";
import { closeSync, fstatSync, fsyncSync, linkSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { ConfigurationError } from "../configuration/configuration-error.ts";
import { describedCode } from "../process/error-code.ts";
import { makeStateFolder } from "./state-folder.ts";

/** Bytes of a key. */
const keyLength = 32;
/** Permissions of anybody but the owner. */
const othersMay = 0o077;

/**
 * Reads the key from a file of this machine, and creates it first if it is missing. The file appears whole, through a
 * hard link that only one process can make, so processes that create it at the same time all get the same key.
 *
 * @throws ConfigurationError for a file that cannot be created or used
 */
export function openKeyFile(path: string): Buffer {
  try {
    return readKey(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw asConfigurationError(error, path);
  }
  const fresh = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    makeStateFolder(dirname(path));
    writeKey(fresh);
    linkSync(fresh, path);
  } catch (error) {
    const code = describedCode(error);
    if (code !== "EEXIST") {
      throw new ConfigurationError(
        `The key file ${path} cannot be made (${code})`,
        "let the user that runs the search write to its folder, and see that the disk has room",
      );
    }
  } finally {
    rmSync(fresh, { force: true });
  }
  return readKeyFile(path);
}

/**
 * Reads the key from a file that llama.conf names or that was created before.
 *
 * @throws ConfigurationError for a missing or unusable file
 */
export function readKeyFile(path: string): Buffer {
  try {
    return readKey(path);
  } catch (error) {
    throw asConfigurationError(error, path);
  }
}

function readKey(path: string): Buffer {
  const file = openSync(path, "r");
  try {
    const { mode, size } = fstatSync(file);
    if (process.platform !== "win32" && (mode & othersMay) !== 0) {
      throw new ConfigurationError(
        `The key file ${path} wants to be its owner's alone (mode 600), and has mode ${(mode & 0o777).toString(8)}`,
        `run chmod 600 ${path} as its owner, who must be the user that runs the search`,
      );
    }
    const key = Buffer.alloc(keyLength + 1);
    const bytes = readSync(file, key, 0, keyLength + 1, 0);
    if (bytes !== keyLength) {
      throw new ConfigurationError(
        `The key file ${path} wants ${keyLength} random bytes, and has ${Math.max(size, bytes)}`,
        "remove it, and the next search makes a new one, or write one with: head -c 32 /dev/urandom",
      );
    }
    return key.subarray(0, keyLength);
  } finally {
    closeSync(file);
  }
}

function writeKey(path: string): void {
  const file = openSync(path, "wx", 0o600);
  try {
    writeSync(file, randomBytes(keyLength));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function asConfigurationError(error: unknown, path: string): ConfigurationError {
  if (error instanceof ConfigurationError) return error;
  const code = describedCode(error);
  return new ConfigurationError(
    `The key file ${path} cannot be read (${code})`,
    "let the user that runs the search read it, or correct the path",
  );
}
