import type { Reservation } from "./budget.ts";

export interface CallOptions {
  /** The most attempts; the client's own limit applies as well. */
  readonly attempts: number;
  /** Called before each attempt that may reach the model. */
  readonly onAttempt: () => void;
  /** Whether another attempt makes sense; false once the endpoint has been given up. */
  readonly mayRetry: () => boolean;
  /** Every request is paid from it. */
  readonly reservation?: Reservation | undefined;
}

/** Counts the attempts of one call. */
export class CallAttempts {
  private readonly most: number;
  private readonly options: CallOptions;
  private made = 0;

  constructor(most: number, options: CallOptions) {
    this.most = Math.max(1, Math.min(options.attempts, most));
    this.options = options;
  }

  get areLeft(): boolean {
    return this.made < this.most && this.options.mayRetry();
  }

  /** The most attempts after the first. */
  get retries(): number {
    return this.most - 1;
  }

  begin(): void {
    this.made++;
    this.options.onAttempt();
  }

  /** Begins another attempt, if one is left. */
  tryAgain(): boolean {
    if (!this.areLeft) return false;
    this.begin();
    return true;
  }

  /** Begins another attempt whose request is paid at once, if one is left and can be paid. */
  tryElsewhere(): boolean {
    if (!this.areLeft || this.options.reservation?.begin() !== undefined) return false;
    this.begin();
    return true;
  }
}
