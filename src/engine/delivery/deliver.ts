import pLimit from "p-limit";
import { breakerKey } from "./breaker.ts";
import type { Destination } from "./destination.ts";
import { Draft } from "./draft.ts";
import { isLedgerError, type Ledger } from "./ledger.ts";
import { noReason, type Sleep, tryOnce } from "./one-try.ts";
import { type Claim, type Plan, plan } from "./plan.ts";
import { type DeliveryTry, recordTries, type Tried } from "./record-tries.ts";
import { expired } from "./retention.ts";

export interface DeliverOptions {
  readonly ledger: Ledger;
  readonly destinations: readonly Destination[];
  /** Epoch milliseconds; may jump. */
  readonly now: () => number;
  /** Milliseconds by a clock that nobody sets. */
  readonly elapsed: () => number;
  readonly sleep: Sleep;
  /** Names this process in its claims. */
  readonly claimant: string;
  /** Whether the process of a claim still runs; undefined where that cannot be known. */
  readonly isAlive: (claimant: string) => boolean | undefined;
  readonly appVersion: string;
  /** Milliseconds after which nothing more is begun. @default 60000 */
  readonly budget?: number;
  /** Tries to make at most. */
  readonly max?: number;
  /** The name of one destination, for a run of it alone. */
  readonly only?: string;
  /** Milliseconds of one try. @default 10000 */
  readonly deadline?: number;
  /** Tries at the same time, for one destination and target. @default 16 */
  readonly atOnce?: number;
  /** Aborts when nothing more is to be begun. */
  readonly signal?: AbortSignal;
}

export interface DeliveryRun {
  /** One for each try, in the order they were recorded. */
  readonly tries: readonly DeliveryTry[];
  /** Why outcomes could not be recorded: a sentence. Those messages are looked for, or sent again, later. */
  readonly problem: string | undefined;
}

/** Milliseconds that outcomes are gathered for one transaction. */
const gather = 50;
/** Milliseconds that claims are made ahead of a destination's rate. */
const horizon = 1_000;
/** Claims in hand at most: what a killed process leaves in doubt. */
const mostInHand = 512;
/** Tries of recording what was sent, and the milliseconds between them. */
const recordTriesAtMost = 5;
const recordPause = 1_000;

/**
 * Sends what is due: claims it in the ledger, sends side by side within each destination's rate, the messages of one
 * incident one after the other, and records what came of it. Any number of runs may go on at once.
 *
 * @throws LedgerError when nothing could be claimed at all
 */
export function deliver(options: DeliverOptions): Promise<DeliveryRun> {
  return new Run(options).run();
}

class Run {
  private readonly options: DeliverOptions;
  private readonly deadline: number;
  private readonly destinations: ReadonlyMap<string, Destination>;
  private readonly fingerprints = new Map<string, string>();
  private readonly tries: DeliveryTry[] = [];
  private readonly inHand = new Set<string>();
  /** Came back and is not recorded yet. */
  private outcomes: Tried[] = [];
  /** Targets that failed too often in this run: their messages go back untried. */
  private readonly open = new Set<string>();
  private readonly limits = new Map<string, ReturnType<typeof pLimit>>();
  private readonly start: number;
  private claimed = 0;
  private failures = 0;
  private hasTidied = false;
  private problem: string | undefined;
  private wake: () => void = () => undefined;

  constructor(options: DeliverOptions) {
    this.options = options;
    this.deadline = options.deadline ?? 10_000;
    this.destinations = new Map(options.destinations.map((destination) => [destination.name, destination]));
    this.start = options.elapsed();
  }

  async run(): Promise<DeliveryRun> {
    for (;;) {
      const next = await this.step();
      if (next === undefined && this.givesUp()) break;
      if (next?.askFingerprint.length) {
        await this.askFingerprints(next);
        continue;
      }
      for (const claim of next?.claims ?? []) void this.send(claim);
      if (this.inHand.size === 0 && this.isOver(next)) break;
      await this.waitForNews(next);
    }
    return { tries: this.tries, problem: this.problem };
  }

  /** The ledger takes nothing, and nothing is on its way any more. */
  private givesUp(): boolean {
    const isAllBack = this.outcomes.length === this.inHand.size;
    return isAllBack && (this.inHand.size === 0 || this.failures > recordTriesAtMost);
  }

  /** Whether nothing is left to do, when nothing is in hand. */
  private isOver(next: Plan | undefined): boolean {
    if (next === undefined) return false;
    return this.mayClaim() === 0 || next.askAgainIn > this.timeLeft();
  }

  /** One transaction: what came back is recorded, what is due is claimed. */
  private async step(): Promise<Plan | undefined> {
    const { ledger, now, appVersion, claimant, isAlive, only } = this.options;
    const outcomes = this.outcomes;
    this.outcomes = [];
    try {
      const done = await ledger.transact((view) => {
        const draft = new Draft(view);
        const time = now();
        if (!this.hasTidied) for (const change of expired(view, time)) draft.apply(change);
        const tries = recordTries(draft, outcomes, time, appVersion);
        const settled = new Set(outcomes.map(({ claim }) => claim.delivery.key));
        const next = plan(draft, {
          now: time,
          destinations: this.destinations,
          fingerprints: this.fingerprints,
          appVersion,
          claimant,
          isAlive,
          inHand: new Set([...this.inHand].filter((key) => !settled.has(key))),
          most: this.mayClaim(settled.size),
          deadline: this.deadline,
          horizon,
          only,
        });
        return { changes: draft.changes(), result: { tries, next } };
      });
      this.recorded(outcomes, done.tries, done.next);
      return done.next;
    } catch (error) {
      if (!isLedgerError(error)) throw error;
      if (this.inHand.size === 0 && this.tries.length === 0) throw error;
      this.outcomes = [...outcomes, ...this.outcomes];
      this.problem = error.message;
      this.failures++;
      await this.options.sleep(recordPause);
      return undefined;
    }
  }

  private recorded(
    outcomes: readonly Tried[],
    { tries, opened }: ReturnType<typeof recordTries>,
    next: Plan,
  ): void {
    this.hasTidied = true;
    this.failures = 0;
    this.problem = undefined;
    this.tries.push(...tries);
    for (const key of opened) this.open.add(key);
    for (const { claim } of outcomes) this.inHand.delete(claim.delivery.key);
    for (const { delivery, breaker } of next.claims) {
      this.inHand.add(delivery.key);
      // The ledger lets one through to find out.
      this.open.delete(breaker);
    }
    this.claimed +=
      next.claims.length - outcomes.filter(({ outcome }) => outcome.outcome === "released").length;
  }

  /** @param settled of what is in hand, how many are being given back in this moment */
  private mayClaim(settled = 0): number {
    const { max = Number.POSITIVE_INFINITY } = this.options;
    if (this.isTimeUp() || this.failures > 0) return 0;
    return Math.max(0, Math.min(mostInHand - (this.inHand.size - settled), max - this.claimed));
  }

  private isTimeUp(): boolean {
    return this.options.signal?.aborted === true || this.timeLeft() <= 0;
  }

  private timeLeft(): number {
    const { elapsed, budget = 60_000 } = this.options;
    return budget - (elapsed() - this.start);
  }

  private async askFingerprints({ askFingerprint }: Plan): Promise<void> {
    for (const { destination, target } of askFingerprint) {
      const fingerprint = await destination.fingerprint(target).catch(() => "unknown");
      this.fingerprints.set(breakerKey(destination.name, target), fingerprint);
    }
  }

  private async send(claim: Claim): Promise<void> {
    const { sleep, now } = this.options;
    if (claim.delay > 0) await sleep(claim.delay, this.options.signal);
    const tried = await this.limitOf(claim.breaker)(async (): Promise<Tried> => {
      if (this.isTimeUp() || this.open.has(claim.breaker)) {
        return { claim, outcome: { outcome: "released" }, wasAbsent: false, milliseconds: 0 };
      }
      const began = this.options.elapsed();
      const result = await tryOnce(claim, { now, sleep, deadline: this.deadline });
      return { claim, ...result, milliseconds: this.options.elapsed() - began };
    });
    this.outcomes.push(tried);
    this.wake();
  }

  private limitOf(breaker: string): ReturnType<typeof pLimit> {
    const limit = this.limits.get(breaker) ?? pLimit(this.options.atOnce ?? 16);
    this.limits.set(breaker, limit);
    return limit;
  }

  /** Until something came back or a rate lets more through. */
  private async waitForNews(next: Plan | undefined): Promise<void> {
    const { sleep } = this.options;
    if (this.outcomes.length === 0) {
      const news = new AbortController();
      this.wake = () => news.abort(noReason);
      const askAgainIn =
        next !== undefined && this.mayClaim() > 0 ? next.askAgainIn : Number.POSITIVE_INFINITY;
      await (askAgainIn > this.timeLeft()
        ? new Promise((resolve) => news.signal.addEventListener("abort", resolve))
        : sleep(Math.max(askAgainIn, horizon / 2), news.signal));
    }
    // More come in a moment, and each transaction waits for the disk.
    if (this.outcomes.length < this.inHand.size) await sleep(gather);
  }
}
