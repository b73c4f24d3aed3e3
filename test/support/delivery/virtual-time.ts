import type { Sleep } from "../../../src/engine/delivery/one-attempt.ts";

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/**
 * Time that passes only while everybody sleeps. `now` is the clock on the wall, which can be set; `elapsed` is not.
 */
export class VirtualTime {
  private readonly sleepers = new Set<Sleeper>();
  private passed = 0;
  private offset: number;

  constructor(start: number) {
    this.offset = start;
  }

  readonly now = (): number => this.offset + this.passed;
  readonly elapsed = (): number => this.passed;

  /** Sets the clock on the wall. */
  set(milliseconds: number): void {
    this.offset += milliseconds;
  }

  readonly sleep: Sleep = (milliseconds, signal) =>
    new Promise<void>((resolve) => {
      if (signal?.aborted === true) return resolve();
      const wake = () => {
        this.sleepers.delete(sleeper);
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      const sleeper = { until: this.passed + milliseconds, wake };
      this.sleepers.add(sleeper);
      signal?.addEventListener("abort", wake);
    });

  /** Lets time pass until the promise settles. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let isSettled = false;
    const settled = () => {
      isSettled = true;
    };
    promise.then(settled, settled);
    for (let idle = 0; ; ) {
      await new Promise(setImmediate);
      if (isSettled) return promise;
      const [first] = [...this.sleepers].sort((a, b) => a.until - b.until);
      if (first === undefined) {
        if (++idle > 1_000) throw new Error("nobody sleeps, and nothing happens");
        continue;
      }
      idle = 0;
      this.passed = Math.max(this.passed, first.until);
      first.wake();
    }
  }
}
