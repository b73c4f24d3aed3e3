/** The longest time that a Node timer can wait, in milliseconds: about 25 days. */
export const longestTimer = 2 ** 31 - 1;

/**
 * Ends a call (including its second attempt) or a whole search when its time is up or it is cancelled. It replaces
 * `AbortSignal.timeout` and `AbortSignal.any`, which Node 20 may garbage-collect before they fire if only a listener
 * refers to them. Here the timer refers to the controller, and the cancelling signals refer to the listener.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #signals: readonly AbortSignal[];
  readonly #end: number;
  readonly #cancel = () => this.#stopFor("cancelled");
  #how: "timeout" | "cancelled" | undefined;

  /** @param timeout milliseconds */
  constructor(timeout: number, signals: readonly (AbortSignal | undefined)[]) {
    this.#end = performance.now() + timeout;
    this.#timer = setTimeout(() => this.#stopFor("timeout"), Math.min(timeout, longestTimer));
    this.#signals = signals.filter((signal) => signal !== undefined);
    for (const signal of this.#signals) {
      if (signal.aborted) this.#cancel();
      else signal.addEventListener("abort", this.#cancel, { once: true });
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** How it ended; undefined while it goes on. */
  get how(): "timeout" | "cancelled" | undefined {
    return this.#how;
  }

  /** Milliseconds left. */
  get left(): number {
    return Math.max(0, this.#end - performance.now());
  }

  /** Lets the process end before the deadline. */
  unref(): this {
    this.#timer.unref();
    return this;
  }

  /** Removes the timer and the listeners. */
  release(): void {
    clearTimeout(this.#timer);
    for (const signal of this.#signals) signal.removeEventListener("abort", this.#cancel);
  }

  #stopFor(how: "timeout" | "cancelled"): void {
    this.#how ??= how;
    this.#controller.abort();
  }
}
