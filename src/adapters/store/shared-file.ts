import { readFileSync, statSync } from "node:fs";
import { type HeldLock, LockHeldError, ProcessLock } from "../process/process-lock.ts";
import { sleep } from "../process/sleep.ts";
import { replaceFile } from "./replace-file.ts";

export interface SharedFileOptions {
  /** Milliseconds to wait for the lock. */
  readonly timeout: number;
  /** Bytes; longer files are not read. */
  readonly longest: number;
}

/**
 * A small file that several processes read and write. Writing replaces the whole file, so a reader never sees a part of
 * it, and a process that is killed while writing leaves the old file in place.
 */
export class SharedFile {
  private readonly file: string;
  private readonly longest: number;
  private readonly lock: ProcessLock;

  constructor(file: string, { timeout, longest }: SharedFileOptions) {
    this.file = file;
    this.longest = longest;
    this.lock = new ProcessLock(`${file}.lock`, { timeout, sleep, elapsed: () => performance.now() });
  }

  /** @returns undefined if there is no file @throws the system's error, or a RangeError for a file that is too long */
  read(): string | undefined {
    const size = statSync(this.file, { throwIfNoEntry: false })?.size;
    if (size === undefined) return undefined;
    if (size > this.longest) throw new RangeError(`${size} bytes`);
    return readFileSync(this.file, "utf8");
  }

  /**
   * Replaces the file with the text that `change` returns, under the lock.
   *
   * @returns false if another process held the lock for too long; then nothing was changed
   * @throws the system's error
   */
  async update(change: () => string): Promise<boolean> {
    let held: HeldLock | undefined;
    try {
      held = await this.lock.acquire();
      const text = change();
      held.check();
      replaceFile(this.file, text);
      return true;
    } catch (error) {
      if (error instanceof LockHeldError) return false;
      throw error;
    } finally {
      held?.release();
    }
  }
}
