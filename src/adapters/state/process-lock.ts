import { randomBytes } from "node:crypto";
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isAlive, ownIdentity, type ProcessIdentity } from "./process-identity.ts";

/** Milliseconds between looks at a lock that another has: the first, and the longest. */
const shortestPause = 1;
const longestPause = 16;

export interface ProcessLockOptions {
  /** Milliseconds to wait for a living owner. */
  readonly patience: number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** Milliseconds by a clock that nobody sets. */
  readonly elapsed: () => number;
  /** Whether an owner still runs; by default the system is asked. */
  readonly isAlive?: (owner: ProcessIdentity) => boolean;
}

/** A living process kept the lock for longer than one was willing to wait. */
export class LockHeldError extends Error {
  override readonly name = "LockHeldError";
  readonly pid: number;

  constructor(pid: number) {
    super(String(pid));
    this.pid = pid;
  }
}

/** What a lock's file says; the token is of this one holding. */
interface Holder {
  readonly process: ProcessIdentity | undefined;
  readonly token: string;
}

/**
 * A lock between the processes of one machine: a file that names its owner. It is made elsewhere and linked to its
 * place, so that nobody ever sees an empty one. A dead owner's lock is taken over at once, by one process alone; a
 * living owner's never.
 */
export class ProcessLock {
  private readonly file: string;
  private readonly options: ProcessLockOptions;
  private readonly isAlive: (owner: ProcessIdentity) => boolean;

  constructor(file: string, options: ProcessLockOptions) {
    this.file = file;
    this.options = options;
    this.isAlive = options.isAlive ?? isAlive;
  }

  /**
   * @returns what gives the lock back
   * @throws LockHeldError when its patience is over, or the system's error
   */
  async acquire(): Promise<() => void> {
    const token = randomBytes(9).toString("hex");
    const claim = `${this.file}.${token}`;
    writeFileSync(claim, JSON.stringify({ ...ownIdentity(), token }), { flag: "wx", mode: 0o600 });
    try {
      const end = this.options.elapsed() + this.options.patience;
      for (let pause = shortestPause; ; pause = Math.min(longestPause, pause * 2)) {
        if (linked(claim, this.file)) break;
        const holder = holderOf(this.file);
        if (holder === undefined) continue;
        if (this.isDead(holder)) {
          if (this.takeOver(holder, claim)) break;
        } else if (this.options.elapsed() >= end) {
          throw new LockHeldError(holder.process?.pid ?? 0);
        }
        await this.options.sleep(pause);
      }
    } finally {
      rmSync(claim, { force: true });
    }
    return () => rmSync(this.file, { force: true });
  }

  /**
   * The right to take over a dead owner's lock belongs to who makes the file named by that lock's token; should that
   * one die as well, to who makes the file named by its token, and so on. A token never comes back: while the lock
   * still has it, nobody has made use of the right, and the last in the row alone may.
   */
  private takeOver(dead: Holder, claim: string): boolean {
    const row = [{ file: this.file, token: dead.token }];
    let right: string;
    for (;;) {
      right = `${this.file}.after-${row[row.length - 1]?.token}`;
      if (linked(claim, right)) break;
      const holder = holderOf(right);
      if (holder === undefined || !this.isDead(holder)) return false;
      row.push({ file: right, token: holder.token });
    }
    const isOurs = row.every(({ file, token }) => holderOf(file)?.token === token);
    if (!isOurs) {
      rmSync(right, { force: true });
      return false;
    }
    renameSync(claim, this.file);
    this.sweep();
    return true;
  }

  private isDead({ process: owner }: Holder): boolean {
    return owner === undefined || !this.isAlive(owner);
  }

  /** What the dead left beside the lock, which is ours: no right to the former one is of use any more. */
  private sweep(): void {
    const folder = dirname(this.file);
    try {
      for (const name of readdirSync(folder)) {
        if (!name.startsWith(`${basename(this.file)}.`)) continue;
        const path = join(folder, name);
        const left = name.includes(".after-") ? undefined : holderOf(path)?.process;
        // A claim that names nobody yet is being written just now.
        if (name.includes(".after-") || (left !== undefined && !this.isAlive(left)))
          rmSync(path, { force: true });
      }
    } catch {
      // They take little room, and the next to take over tries again.
    }
  }
}

/** @returns false where there is such a file already */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** @returns undefined when there is no such file */
function holderOf(file: string): Holder | undefined {
  try {
    const text = readFileSync(file, "utf8");
    try {
      const { pid, start, token } = JSON.parse(text) as Record<string, unknown>;
      if (typeof pid === "number" && typeof start === "string" && typeof token === "string") {
        return { process: { pid, start }, token };
      }
    } catch {
      // See below.
    }
    // No process leaves half a file here: the machine lost its power, and the owner is dead.
    const { ino, mtimeMs } = statSync(file);
    return { process: undefined, token: `${ino}-${Math.trunc(mtimeMs)}` };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
