import { randomBytes } from "node:crypto";
import { readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { HolderWatch, heartbeatInterval } from "./holder-watch.ts";
import { type Holder, holderOf, holderText, tryLink } from "./lock-file.ts";
import { isAlive, ownIdentity, type ProcessIdentity } from "./process-identity.ts";

/** Milliseconds between attempts to take a held lock: the first pause and the longest. */
const shortestPause = 1;
const longestPause = 16;

export interface ProcessLockOptions {
  /** Milliseconds to wait for a living owner. */
  readonly timeout: number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** Milliseconds by a monotonic clock. */
  readonly elapsed: () => number;
  /** Whether an owner still runs, undefined if that cannot be known. By default the system is asked. */
  readonly isAlive?: (owner: ProcessIdentity) => boolean | undefined;
}

/** Another process held the lock for longer than the timeout, or has taken it over meanwhile. */
export class LockHeldError extends Error {
  override readonly name = "LockHeldError";
  /** The owner's process id; 0 if not known. */
  readonly pid: number;
  /** The owner runs on another machine or in another container, so its id means nothing here. */
  readonly isElsewhere: boolean;

  constructor(owner: ProcessIdentity | undefined) {
    super(String(owner?.pid ?? 0));
    this.pid = owner?.pid ?? 0;
    this.isElsewhere = owner !== undefined && owner.machine !== ownIdentity().machine;
  }
}

export interface HeldLock {
  /**
   * Must be called right before each write: an owner whose heartbeats stopped may have lost its lock to another machine.
   *
   * @throws LockHeldError if the lock is lost
   */
  check(): void;
  release(): void;
}

/**
 * A lock between processes: a file that names its owner. The file is written under another name and then linked, so it
 * never appears empty. A dead owner's lock is taken over at once, by exactly one process; a living owner's never is. An
 * owner on another machine or in another container counts as alive until its heartbeats stop for some seconds; see
 * docs/decisions/2026-11-29-one-lock.md.
 */
export class ProcessLock {
  private readonly file: string;
  private readonly options: ProcessLockOptions;

  constructor(file: string, options: ProcessLockOptions) {
    this.file = file;
    this.options = options;
  }

  /** @throws LockHeldError after the timeout, or the system's error */
  async acquire(): Promise<HeldLock> {
    const token = randomBytes(9).toString("hex");
    const claim = `${this.file}.${token}`;
    writeFileSync(claim, holderText(ownIdentity(), token), { flag: "wx", mode: 0o600 });
    try {
      await this.waitForTurn(claim);
    } finally {
      rmSync(claim, { force: true });
    }
    return this.held(token);
  }

  private async waitForTurn(claim: string): Promise<void> {
    const { elapsed, timeout, sleep } = this.options;
    const end = elapsed() + timeout;
    const watch = new HolderWatch(this.options);
    for (let pause = shortestPause; ; pause = Math.min(longestPause, pause * 2)) {
      if (tryLink(claim, this.file)) return;
      const holder = holderOf(this.file);
      if (holder === undefined) continue;
      let state = watch.stateOf(this.file, holder);
      let owner = holder.process;
      if (state === "dead") {
        const successor = this.takeOver(holder, claim, watch);
        if (successor === "us") return;
        state = successor.state;
        owner = successor.process;
      }
      // An undecided state is decided soon. Giving up before would leave a dead owner's lock in place for ever.
      if (state !== "undecided" && elapsed() >= end) throw new LockHeldError(owner);
      await sleep(pause);
    }
  }

  private held(token: string): HeldLock {
    const isOurs = (): boolean => holderOf(this.file)?.token === token;
    const timer = setInterval(() => touch(this.file, isOurs), heartbeatInterval).unref();
    return {
      check: () => {
        const holder = holderOf(this.file);
        if (holder?.token !== token) throw new LockHeldError(holder?.process);
      },
      release: () => {
        clearInterval(timer);
        if (isOurs()) rmSync(this.file, { force: true });
      },
    };
  }

  /**
   * Takes over the lock of a dead owner. The process that creates the file `.after-TOKEN`, named by the lock's token, may
   * do so. If that process dies too, the one that creates the file named by its token may, and so on: the files form a
   * chain, and only its last process may take over. Tokens are never reused, so as long as every file of the chain still
   * has its token, the lock was not taken over yet.
   *
   * @returns the process that takes over, if it is not this one
   */
  private takeOver(
    dead: Holder,
    claim: string,
    watch: HolderWatch,
  ): "us" | { state: "alive" | "undecided"; process?: ProcessIdentity | undefined } {
    const chain = [{ file: this.file, token: dead.token }];
    let next: string;
    for (;;) {
      next = `${this.file}.after-${chain[chain.length - 1]?.token}`;
      if (tryLink(claim, next)) break;
      const holder = holderOf(next);
      if (holder === undefined) return { state: "undecided" };
      const state = watch.stateOf(next, holder);
      if (state !== "dead") return { state, process: holder.process };
      chain.push({ file: next, token: holder.token });
    }
    const isOurs = chain.every(({ file, token }) => holderOf(file)?.token === token);
    if (!isOurs) {
      rmSync(next, { force: true });
      return { state: "undecided" };
    }
    renameSync(claim, this.file);
    this.sweep();
    return "us";
  }

  /** Removes the files of dead processes beside the lock. This process holds it, so earlier chains are obsolete. */
  private sweep(): void {
    const folder = dirname(this.file);
    const lives = this.options.isAlive ?? isAlive;
    try {
      for (const name of readdirSync(folder)) {
        if (!name.startsWith(`${basename(this.file)}.`)) continue;
        const path = join(folder, name);
        const left = name.includes(".after-") ? undefined : holderOf(path)?.process;
        // A claim without an owner is just being written.
        if (name.includes(".after-") || (left !== undefined && lives(left) === false))
          rmSync(path, { force: true });
      }
    } catch {
      // The files are small, and the next takeover tries again.
    }
  }
}

/** Sends a heartbeat to other machines. Only the change of the file time counts, not its value. */
function touch(file: string, isOurs: () => boolean): void {
  try {
    const now = Date.now() / 1000;
    if (isOurs()) utimesSync(file, now, now);
  } catch {
    // `check` looks at the lock again before each write.
  }
}
