import pLimit from "p-limit";
import type { Claim } from "./claim-due.ts";
import { released } from "./claims-in-hand.ts";
import type { DeliverOptions } from "./deliver-options.ts";
import { attemptOnce, noReason } from "./one-attempt.ts";
import type { Attempted } from "./record-attempts.ts";

/** Makes the attempts of one run, each when its turn comes and with limited concurrency for each target. */
export class Sender {
  private readonly options: DeliverOptions;
  private readonly deadline: number;
  private readonly limits = new Map<string, ReturnType<typeof pLimit>>();
  private readonly delayed = new Set<AbortController>();
  private readonly underWay = new Set<AbortController>();

  /** @param deadline milliseconds that one attempt may take */
  constructor(options: DeliverOptions, deadline: number) {
    this.options = options;
    this.deadline = deadline;
  }

  /** Never rejects. @param mayBegin called when the claim's turn comes; the claim is released if it returns false */
  async send(claim: Claim, mayBegin: () => boolean): Promise<Attempted> {
    const { now, sleep, elapsed, atOnce = 16 } = this.options;
    if (claim.delay > 0) await during(this.delayed, (signal) => sleep(claim.delay, signal));
    const limit = this.limits.get(claim.breaker) ?? pLimit(atOnce);
    this.limits.set(claim.breaker, limit);
    return limit(async () => {
      if (!mayBegin()) return released(claim);
      const began = elapsed();
      const { deadline } = this;
      const result = await during(this.underWay, (signal) =>
        attemptOnce(claim, { now, sleep, deadline, signal }),
      );
      return { claim, ...result, milliseconds: elapsed() - began };
    });
  }

  /** Ends all waits for a turn, so that `mayBegin` decides at once. */
  stopWaiting(): void {
    abortAll(this.delayed);
  }

  /** Ends all waits and aborts all attempts. */
  end(): void {
    abortAll(this.delayed);
    abortAll(this.underWay);
  }
}

/** Gives each call its own signal, because Node reports hundreds of listeners on one signal as a leak. */
async function during<T>(all: Set<AbortController>, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  all.add(controller);
  try {
    return await work(controller.signal);
  } finally {
    all.delete(controller);
  }
}

function abortAll(controllers: ReadonlySet<AbortController>): void {
  for (const controller of controllers) controller.abort(noReason);
}
