import type { EndpointError, ModelEndpoint } from "../../engine/asking/model-endpoint.ts";

/** One model server. */
export interface ModelServer extends ModelEndpoint {
  /** Whether it answers at all; never rejects. */
  isAlive(): Promise<boolean>;
}

/** Failures in a row after which a server is left alone. */
const mostFailures = 3;
/** Milliseconds until it is tried again: first this long, then twice as long each time. */
const firstPause = 1_000;
const longestPause = 60_000;
/** Milliseconds that a server which is busy is passed over, where it does not say how long itself. */
const firstRest = 1_000;
const longestRest = 30_000;
/** A server that is busy and has served nothing for so many milliseconds counts as failing. */
const longestBusy = 5_000;

/**
 * One of several servers of the same model, and how it is: a breaker. After three failures in a row it is left
 * alone for a second; then, if it is alive, a single call tries it, and when that fails it is left alone for twice
 * as long.
 */
export class Replica {
  readonly server: ModelServer;
  /** Calls that are with it now. */
  outstanding = 0;
  /** When it last served a call; at first, when it was met. */
  servedAt: number;
  private readonly now: () => number;
  private failures = 0;
  private pause = firstPause;
  /** It is left alone until then, and until a call that was let through has come back well. */
  private pausedUntil: number | undefined;
  private restsUntil = Number.NEGATIVE_INFINITY;
  /** After a pause: its health is being asked for, a single call may be made, that call is under way. */
  private trial: "none" | "checking" | "cleared" | "running" = "none";
  private checking: Promise<void> | undefined;

  constructor(server: ModelServer, now: () => number) {
    this.server = server;
    this.now = now;
    this.servedAt = now();
  }

  /** It failed too often, and no call has come back well since. */
  get isDown(): boolean {
    return this.pausedUntil !== undefined;
  }

  /** Whether a call may be made of it now. */
  get mayBeAsked(): boolean {
    return !this.isDown || this.trial === "cleared";
  }

  get isResting(): boolean {
    return this.now() < this.restsUntil;
  }

  /** Its pause is over, or what follows is being found out. */
  get isDue(): boolean {
    return this.pausedUntil !== undefined && this.now() >= this.pausedUntil && this.trial !== "running";
  }

  /** What its health or a first call after a pause says is being found out. */
  get isTried(): boolean {
    return this.trial === "running" || this.trial === "checking";
  }

  /** Finds out, once its pause is over, whether it is alive; afterwards it may be asked, or pauses again. */
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

  /** A call of it begins. @returns whether it is the one that tries it after a pause */
  begin(): boolean {
    this.outstanding++;
    if (!this.isDown) return false;
    this.trial = "running";
    return true;
  }

  /** A call was served, or turned down for what it was. */
  endedWell(served: boolean): void {
    this.outstanding--;
    this.failures = 0;
    this.pausedUntil = undefined;
    this.trial = "none";
    this.pause = firstPause;
    if (served) this.servedAt = this.now();
  }

  /** A call ended without telling anything about the server. */
  endedOpen(isTrial: boolean): void {
    this.outstanding--;
    if (isTrial && this.isDown) this.trial = "none";
  }

  endedBusy({ retryAfter }: EndpointError, isTrial: boolean): void {
    const now = this.now();
    this.restsUntil = now + Math.min(retryAfter ?? firstRest, longestRest);
    if (isTrial || now - this.servedAt > longestBusy) this.endedBadly(isTrial);
    else this.endedOpen(isTrial);
  }

  endedBadly(isTrial: boolean): void {
    this.outstanding--;
    this.fail(isTrial);
  }

  /** Counts a failure; calls that began before a pause do not make it longer. */
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
