import type { Reason } from "../verdict.ts";

/**
 * An endpoint is given up for the rest of the search after three batches in a row that failed for good, or twelve that
 * failed but may be retried or held no verdict. A batch with a verdict resets the count, and a batch that a busy or slow
 * endpoint did not serve while it served others does not count.
 */
const failuresToGiveUp = 12;
export const weightOfFinalFailure = 4;

/** Counts the failures of an endpoint until it is given up. */
export class GivingUp {
  private failures = 0;
  /** Batches that brought a verdict. */
  answered = 0;
  /** Why the endpoint was given up; undefined while it is asked. */
  reason: Reason | undefined;

  succeeded(): void {
    this.failures = 0;
    this.answered++;
  }

  failed(weight: number, reason: Reason): void {
    this.failures += weight;
    if (this.failures >= failuresToGiveUp) this.reason ??= reason;
  }

  /** A batch held no verdict. A model that cannot handle a batch may still answer single texts, so it alone does not give it up. */
  heldNoVerdict(size: number): void {
    if (size === 1 || this.failures + 1 < failuresToGiveUp) this.failed(1, "bad_reply");
  }

  /** A wrong key, model or URL is wrong for every text, unless some was answered. */
  failedForGood(isRefused: boolean, reason: Reason): void {
    this.failed(isRefused && this.answered === 0 ? failuresToGiveUp : weightOfFinalFailure, reason);
  }
}
