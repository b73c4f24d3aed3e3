import { randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds between looks at a lock that another process has. */
const betweenLooks = 20;
/** Milliseconds after which a lock's owner is taken to be dead: nobody holds one for more than a moment. */
const longestHeld = 30_000;

export interface SharedFileOptions {
  /** Milliseconds to wait for another process. */
  readonly patience: number;
  /** Bytes; a longer file is not read. */
  readonly longest: number;
}

/**
 * A small file that several processes read and write. It is replaced as a whole, so that a reader never sees half
 * of it and a process that is killed while it writes leaves the old one.
 */
export class SharedFile {
  private readonly file: string;
  private readonly options: SharedFileOptions;

  constructor(file: string, options: SharedFileOptions) {
    this.file = file;
    this.options = options;
  }

  /** @returns undefined when there is none @throws the system's error, or a RangeError for a file that is too long */
  read(): string | undefined {
    const size = statSync(this.file, { throwIfNoEntry: false })?.size;
    if (size === undefined) return undefined;
    if (size > this.options.longest) throw new RangeError(`${size} bytes`);
    return readFileSync(this.file, "utf8");
  }

  /**
   * Replaces the file by what `change` makes of it, while no other process does so.
   *
   * @returns false when another process held the lock for too long: then nothing was done
   * @throws the system's error
   */
  async update(change: () => string): Promise<boolean> {
    if (!(await this.lock())) return false;
    try {
      this.replace(change());
      return true;
    } finally {
      rmSync(this.lockFile, { force: true });
    }
  }

  private get lockFile(): string {
    return `${this.file}.lock`;
  }

  private async lock(): Promise<boolean> {
    const end = performance.now() + this.options.patience;
    for (;;) {
      try {
        writeFileSync(this.lockFile, "", { flag: "wx", mode: 0o600 });
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      this.breakDeadLock();
      if (performance.now() >= end) return false;
      await sleep(betweenLooks);
    }
  }

  /** By renaming, so that of several processes that see a dead lock one alone takes it away. */
  private breakDeadLock(): void {
    const since = statSync(this.lockFile, { throwIfNoEntry: false })?.mtimeMs;
    if (since === undefined || Date.now() - since < longestHeld) return;
    const aside = `${this.lockFile}.${randomBytes(6).toString("hex")}`;
    try {
      renameSync(this.lockFile, aside);
      rmSync(aside, { force: true });
    } catch {
      // Another was faster.
    }
  }

  private replace(text: string): void {
    const fresh = `${this.file}.${randomBytes(6).toString("hex")}`;
    try {
      const descriptor = openSync(fresh, "wx", 0o600);
      try {
        writeFileSync(descriptor, text);
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
      renameSync(fresh, this.file);
    } catch (error) {
      rmSync(fresh, { force: true });
      throw error;
    }
  }
}
