import type { EndpointError, ModelEndpoint } from "../../engine/asking/model-endpoint.ts";

/** One model server. */
export interface ModelServer extends ModelEndpoint {
  /** Whether the server answers at all. Never rejects. */
  isAlive(): Promise<boolean>;
}

/** Consecutive failures that open the breaker. */
const mostFailures = 3;
/** Milliseconds until an open breaker lets a trial call through; the pause doubles each time it fails. */
const firstPause = 1_000;
const longestPause = 60_000;
/** Milliseconds that a busy server without Retry-After is passed over, and the cap on Retry-After. */
const firstBackoff = 1_000;
const longestBackoff = 30_000;
/** Milliseconds after which a busy server that serves no call counts as failing. */
const longestBusy = 5_000;

/**
 * One of several servers of the same model, with its circuit breaker. Three consecutive failures open the breaker for a
 * second. Then, if the server is alive, a single trial call goes through; if that fails, the breaker stays open for twice
 * as long.
 */
export class Replica {
  readonly server: ModelServer;
  /** Calls under way. */
  outstanding = 0;
  /** When it last served a call; at first, when the replica was created. */
  servedAt: number;
  private readonly now: () => number;
  private failures = 0;
  private pause = firstPause;
  /** Set while the breaker is open: no call goes through before this time, and then only a trial call. */
  private pausedUntil: number | undefined;
  private backsOffUntil = Number.NEGATIVE_INFINITY;
  /** After a pause: the health check is under way, a trial call may be made, the trial call is under way. */
  private trial: "none" | "checking" | "cleared" | "running" = "none";
  private checking: Promise<void> | undefined;

  constructor(server: ModelServer, now: () => number) {
    this.server = server;
    this.now = now;
    this.servedAt = now();
  }

  /** The breaker is open: the server failed too often and has not served a call since. */
  get isDown(): boolean {
    return this.pausedUntil !== undefined;
  }

  /** Whether a call may go to the server now. */
  get mayBeAsked(): boolean {
    return !this.isDown || this.trial === "cleared";
  }

  get isBackingOff(): boolean {
    return this.now() < this.backsOffUntil;
  }

  /** The pause is over and no trial call is under way. */
  get isDue(): boolean {
    return this.pausedUntil !== undefined && this.now() >= this.pausedUntil && this.trial !== "running";
  }

  /** A health check or a trial call is under way. */
  get isOnTrial(): boolean {
    return this.trial === "running" || this.trial === "checking";
  }

  /** Checks the server's health once the pause is over; then a trial call may be made, or the pause gets longer. */
  check(): Promise<void> {
    if (!this.isDue || this.trial === "cleared") return Promise.resolve();
    if (this.checking === undefined) {
      this.trial = "checking";
      this.checking = this.server.isAlive().then((alive) => {
        this.checking = undefined;
        if (alive) this.trial = "cleared";
        else this.pauseLonger();
      });
    }
    return this.checking;
  }

  /** A call begins. @returns whether it is the trial call after a pause */
  begin(): boolean {
    this.outstanding++;
    if (!this.isDown) return false;
    this.trial = "running";
    return true;
  }

  /** The server served a call, or refused it because of the request itself. */
  succeeded(served: boolean): void {
    this.outstanding--;
    this.failures = 0;
    this.pausedUntil = undefined;
    this.trial = "none";
    this.pause = firstPause;
    if (served) this.servedAt = this.now();
  }

  /** A call ended without saying anything about the server. */
  endedUndecided(isTrial: boolean): void {
    this.outstanding--;
    if (isTrial && this.isDown) this.trial = "none";
  }

  wasBusy({ retryAfter }: EndpointError, isTrial: boolean): void {
    const now = this.now();
    this.backsOffUntil = now + Math.min(retryAfter ?? firstBackoff, longestBackoff);
    if (isTrial || now - this.servedAt > longestBusy) this.failed(isTrial);
    else this.endedUndecided(isTrial);
  }

  failed(isTrial: boolean): void {
    this.outstanding--;
    this.fail(isTrial);
  }

  /** It served nothing for long. Calls that would find that out one after the other would take all the time there is. */
  hung(isTrial: boolean): void {
    this.failures = mostFailures;
    this.failed(isTrial);
  }

  /** Counts a failure. Only a failed trial call makes the pause longer, not calls that began before the pause. */
  fail(isTrial: boolean): void {
    this.failures++;
    if (isTrial) this.pauseLonger();
    else if (!this.isDown && this.failures >= mostFailures) this.pausedUntil = this.now() + this.pause;
  }

  private pauseLonger(): void {
    this.pause = Math.min(longestPause, this.pause * 2);
    this.pausedUntil = this.now() + this.pause;
    this.trial = "none";
  }
}
