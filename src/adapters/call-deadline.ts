/** The longest that a timer of Node's can wait, in milliseconds: some 25 days. */
export const longestTimer = 2 ** 31 - 1;

/** Ends one call, its second try included, when its time is up or somebody no longer waits for it. */
export class CallDeadline {
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

  /** How the call was ended; undefined while it may go on. */
  get how(): "timeout" | "cancelled" | undefined {
    return this.#how;
  }

  /** Milliseconds. */
  get left(): number {
    return Math.max(0, this.#end - performance.now());
  }

  /** The call is over: nothing of it stays with the signals or the clock. */
  release(): void {
    clearTimeout(this.#timer);
    for (const signal of this.#signals) signal.removeEventListener("abort", this.#cancel);
  }

  #stopFor(how: "timeout" | "cancelled"): void {
    this.#how ??= how;
    this.#controller.abort();
  }
}
