import { linkSync, readFileSync, statSync } from "node:fs";
import { identityHere, type ProcessIdentity } from "./process-identity.ts";

/** The content of a lock file. Each time a lock is taken it gets a new token. */
export interface Holder {
  /** The owner; undefined if the file does not name one. */
  readonly process: ProcessIdentity | undefined;
  readonly token: string;
}

export function holderText(process: ProcessIdentity, token: string): string {
  return JSON.stringify({ ...process, token });
}

/** @returns undefined when there is no such file */
export function holderOf(file: string): Holder | undefined {
  try {
    const text = readFileSync(file, "utf8");
    const holder = readHolder(text);
    if (holder !== undefined) return holder;
    // Lock files appear whole, so this one is from an earlier version, which left them empty, or power was lost.
    const { ino, mtimeMs } = statSync(file);
    return { process: undefined, token: `${ino}-${Math.trunc(mtimeMs)}` };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function readHolder(text: string): Holder | undefined {
  try {
    const { machine, pid, start, token } = JSON.parse(text) as Record<string, unknown>;
    if (typeof pid !== "number" || typeof start !== "string" || typeof token !== "string") return undefined;
    return {
      process: typeof machine === "string" ? { machine, pid, start } : identityHere(pid, start),
      token,
    };
  } catch {
    return undefined;
  }
}

/** Hard-links `from` to `to`. @returns false if `to` exists already */
export function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
