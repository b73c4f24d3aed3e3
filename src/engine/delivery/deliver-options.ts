import type { Ledger } from "../ledger/ledger.ts";
import type { Destination } from "./destination.ts";
import type { Sleep } from "./one-attempt.ts";

export interface DeliverOptions {
  readonly ledger: Ledger;
  readonly destinations: readonly Destination[];
  /** Epoch milliseconds by the wall clock, which may jump. */
  readonly now: () => number;
  /** Milliseconds by a monotonic clock. */
  readonly elapsed: () => number;
  readonly sleep: Sleep;
  /** The name of this process in its claims. */
  readonly claimant: string;
  /** Whether the process of a claim still runs; undefined if that cannot be known. */
  readonly isAlive: (claimant: string) => boolean | undefined;
  readonly appVersion: string;
  /** Milliseconds after which no attempt is begun. @default 60000 */
  readonly budget?: number;
  /** Most attempts to make. */
  readonly max?: number;
  /** Delivers to the destination of this name only. */
  readonly only?: string;
  /** Milliseconds that one attempt may take. @default 10000 */
  readonly deadline?: number;
  /** Concurrent attempts for one destination and target. @default 16 */
  readonly atOnce?: number;
  /** Aborts to stop the run: no attempt is begun any more, and those under way get a short grace period. */
  readonly signal?: AbortSignal;
}
