import { LedgerError } from "../ledger/ledger.ts";
import { type Claim, claimDue, type DueClaims } from "./claim-due.ts";
import { ClaimsInHand } from "./claims-in-hand.ts";
import type { DeliverOptions } from "./deliver-options.ts";
import type { Destination } from "./destination.ts";
import { Fingerprints } from "./fingerprints.ts";
import { giveBack, lastMoment } from "./give-back.ts";
import { grace, noReason } from "./one-attempt.ts";
import { type Attempted, type DeliveryAttempt, recordAttempts } from "./record-attempts.ts";
import { expired } from "./retention.ts";
import { Sender } from "./sender.ts";
import { TransactionDraft } from "./transaction-draft.ts";

export interface DeliveryRun {
  /** One for each attempt, in the order they were recorded. */
  readonly attempts: readonly DeliveryAttempt[];
  /** Sentences about what could not be sent or recorded; undefined if there is nothing to report. */
  readonly problem: string | undefined;
}

/** Milliseconds during which outcomes are batched into one transaction. */
const batchTime = 50;
/** Milliseconds that claims are made ahead of a destination's rate limit. */
const horizon = 1_000;
/** Most claims in hand, because all of them are in doubt if the process is killed. */
const mostInHand = 512;
/** Attempts to record outcomes, and the milliseconds between them. */
const mostRecordAttempts = 5;
const recordPause = 1_000;
/** Milliseconds to record the last outcomes after the last attempt's deadline. */
const recordingTime = 10_000;

/**
 * Sends all due deliveries: claims them in the ledger, sends them concurrently within each destination's rate limit, and
 * records the outcomes. Messages of one incident go out one after the other. Several runs may work at the same time. A
 * run ends in bounded time, whatever the ledger and the destinations do, and gives back every claim that it can.
 *
 * @throws LedgerError when nothing could be claimed at all
 */
export function deliver(options: DeliverOptions): Promise<DeliveryRun> {
  return new Run(options).run();
}

class Run {
  private readonly options: DeliverOptions;
  private readonly deadline: number;
  private readonly budget: number;
  private readonly destinations: ReadonlyMap<string, Destination>;
  private readonly fingerprints: Fingerprints;
  private readonly attempts: DeliveryAttempt[] = [];
  private readonly inHand = new ClaimsInHand();
  /** Breakers that opened in this run; claims for their targets are released without an attempt. */
  private readonly open = new Set<string>();
  private readonly sender: Sender;
  private readonly start: number;
  /** Aborts when the run is over; results that come later are dropped. */
  private readonly end = new AbortController();
  /** Aborts when there is something new to record or claim since the last step began. */
  private wakeUp = new AbortController();
  private claimed = 0;
  private failures = 0;
  private hasPruned = false;
  private problem: string | undefined;

  constructor(options: DeliverOptions) {
    const { deadline = 10_000, budget = 60_000, destinations, elapsed, sleep } = options;
    this.options = options;
    this.deadline = deadline;
    this.budget = budget;
    this.destinations = new Map(destinations.map((destination) => [destination.name, destination]));
    this.fingerprints = new Fingerprints(sleep, deadline, () => this.wake());
    this.sender = new Sender(options, deadline);
    this.start = elapsed();
  }

  async run(): Promise<DeliveryRun> {
    const { signal } = this.options;
    const stop = () => {
      this.sender.stopWaiting();
      this.wake();
    };
    signal?.addEventListener("abort", stop);
    const work = this.work();
    // The race below may already be over when the work fails.
    work.catch(() => undefined);
    const longest = this.budget + this.deadline + grace + recordingTime;
    try {
      await Promise.race([work, lastMoment(longest, this.options, this.end.signal)]);
    } finally {
      signal?.removeEventListener("abort", stop);
      this.end.abort(noReason);
      this.sender.end();
      await this.giveBack();
    }
    const sentences = [this.problem, this.fingerprints.problem].filter((one) => one !== undefined);
    return { attempts: this.attempts, problem: sentences.length === 0 ? undefined : sentences.join(" ") };
  }

  private async work(): Promise<void> {
    while (!this.end.signal.aborted) {
      this.wakeUp = new AbortController();
      const next = await this.step();
      if (next === undefined && this.hasGivenUp()) return;
      this.fingerprints.ask(next?.askFingerprint ?? []);
      if (this.isOver(next)) return;
      await this.waitForWork(next);
    }
  }

  private async giveBack(): Promise<void> {
    const { attempts, problem } = await giveBack(this.inHand, this.options, this.deadline);
    this.attempts.push(...attempts);
    this.problem = problem ?? (this.inHand.size > 0 ? undefined : this.problem);
  }

  private wake(): void {
    this.wakeUp.abort(noReason);
  }

  /** Whether the ledger fails and no attempt is under way any more. */
  private hasGivenUp(): boolean {
    return this.inHand.sendingCount === 0 && (this.inHand.size === 0 || this.failures > mostRecordAttempts);
  }

  /** Whether no claim is in hand and nothing is left to do. */
  private isOver(next: DueClaims | undefined): boolean {
    if (next === undefined || this.inHand.size > 0) return false;
    if (this.mayClaim() === 0) return true;
    return !this.fingerprints.isAsking && !this.wakeUp.signal.aborted && next.askAgainIn > this.timeLeft();
  }

  /** One transaction: records outcomes and claims due deliveries, which are then sent. */
  private async step(): Promise<DueClaims | undefined> {
    const { ledger, now, appVersion, claimant, isAlive, only } = this.options;
    const outcomes = [...this.inHand.outcomes];
    try {
      const done = await ledger.transact((view) => {
        const draft = new TransactionDraft(view);
        // The run ended while it waited for the ledger, so nothing may be claimed any more.
        if (this.end.signal.aborted) return { changes: [], result: undefined };
        const time = now();
        if (!this.hasPruned) for (const change of expired(view, time)) draft.apply(change);
        const recorded = recordAttempts(draft, outcomes, { now: time, appVersion, deadline: this.deadline });
        const next = claimDue(draft, {
          now: time,
          destinations: this.destinations,
          fingerprints: this.fingerprints.known,
          appVersion,
          claimant,
          isAlive,
          inHand: this.inHand.keys(outcomes),
          most: this.mayClaim(outcomes.length),
          deadline: this.deadline,
          horizon,
          only,
        });
        this.inHand.plan(next.claims);
        return { changes: draft.changes(), result: { ...recorded, next } };
      });
      if (this.end.signal.aborted) {
        // The run ended during the transaction and gave its plan back, so these claims are given back once more.
        if (done !== undefined && done.next.claims.length > 0) await this.giveBack();
        return undefined;
      }
      if (done === undefined) return undefined;
      this.committed(outcomes, done);
      return done.next;
    } catch (error) {
      if (this.end.signal.aborted) return undefined;
      this.inHand.failed();
      if (!(error instanceof LedgerError)) throw error;
      if (this.inHand.isUntried && this.attempts.length === 0) throw error;
      this.problem = error.message;
      this.failures++;
      await this.options.sleep(recordPause, this.end.signal);
      return undefined;
    }
  }

  private committed(
    outcomes: readonly Attempted[],
    { attempts, opened }: ReturnType<typeof recordAttempts>,
  ): void {
    this.hasPruned = true;
    this.failures = 0;
    this.problem = undefined;
    this.attempts.push(...attempts);
    for (const key of opened) this.open.add(key);
    const claims = this.inHand.committed(outcomes);
    this.claimed += claims.length - outcomes.filter(({ outcome }) => outcome.outcome === "released").length;
    for (const claim of claims) {
      // The ledger let this claim through as a probe.
      this.open.delete(claim.breaker);
      void this.send(claim);
    }
  }

  /** @param settled outcomes in hand that the current transaction records */
  private mayClaim(settled = 0): number {
    const { max = Number.POSITIVE_INFINITY } = this.options;
    if (this.isTimeUp() || this.failures > 0) return 0;
    return Math.max(0, Math.min(mostInHand - (this.inHand.size - settled), max - this.claimed));
  }

  private isTimeUp(): boolean {
    return this.options.signal?.aborted === true || this.end.signal.aborted || this.timeLeft() <= 0;
  }

  private timeLeft(): number {
    return this.budget - (this.options.elapsed() - this.start);
  }

  private async send(claim: Claim): Promise<void> {
    const mayBegin = () => !this.isTimeUp() && !this.open.has(claim.breaker) && this.inHand.begin(claim);
    this.inHand.finish(await this.sender.send(claim, mayBegin));
    this.wake();
  }

  /** Waits for an outcome or for the rate limit, and never longer than an attempt may take. */
  private async waitForWork(next: DueClaims | undefined): Promise<void> {
    const { sleep } = this.options;
    const askAgainIn = next !== undefined && this.mayClaim() > 0 ? next.askAgainIn : Number.POSITIVE_INFINITY;
    await sleep(Math.min(Math.max(askAgainIn, horizon / 2), this.deadline + grace), this.wakeUp.signal);
    // More outcomes will follow shortly, and batching them saves transactions, each of which waits for the disk.
    if (this.inHand.sendingCount > 0 || this.fingerprints.isAsking) await sleep(batchTime, this.end.signal);
  }
}
