import { type AnsweredCall, Calibration } from "./calibration.ts";

export interface CallPaceOptions {
  /** What earlier runs have learnt about the model. What this run learns is added. */
  readonly calibration?: Calibration;
  /** Milliseconds until the search has to end. */
  readonly timeLeft: () => number;
  /** Milliseconds that a call may take in addition to the time for writing its answer. */
  readonly requestTimeout: number;
}

/** Tokens that a small model writes in a second on a processor without a graphics card. */
const slowTokensPerSecond = 4;
/** Tokens that any model with a graphics card writes in a second. */
const usualTokensPerSecond = 10;
const slowestTokensPerSecond = 0.5;
/** Milliseconds for a verdict of usual length of a slow model. */
const slowVerdict = 20_000;
/** With so many milliseconds left, what the search asks for is tried, up to so many texts. */
const longSearch = 200_000;
const mostAtFirst = 16;
/** So much of the time that is left the first call may take, of which nothing is known. */
const shareOfFirst = 3 / 4;
/** So much of the time that is left a later call may take: what the end of the search cuts off is lost. */
const shareOfLater = 1 / 3;

/**
 * How much to ask for in one call and how long to wait for it, by what calls took so far and by the time that is left.
 * The calls of this run tell, because the same model may run elsewhere today; before the first, those of earlier runs.
 */
export class CallPace {
  readonly calibration: Calibration;
  private readonly options: CallPaceOptions;
  private readonly here = new Calibration();
  /** Texts of the smallest call that timed out since one as large was answered. */
  private tooMany = Number.POSITIVE_INFINITY;
  /** Milliseconds of the longest call that timed out. */
  private tooShort = 0;

  constructor(options: CallPaceOptions) {
    this.options = options;
    this.calibration = options.calibration ?? new Calibration();
  }

  answered(call: AnsweredCall): void {
    this.calibration.observe(call);
    this.here.observe(call);
    if (call.questions >= this.tooMany) this.tooMany = Number.POSITIVE_INFINITY;
  }

  timedOut(questions: number, milliseconds: number): void {
    this.tooMany = Math.min(this.tooMany, questions);
    this.tooShort = Math.max(this.tooShort, milliseconds);
  }

  /** How many texts the next call should hold; 0 if not even one can be answered in the time that is left. */
  batchSize(most: number): number {
    const left = this.options.timeLeft();
    if (!Number.isFinite(left)) return most;
    const { known } = this;
    const timeOf = (questions: number): number => known?.milliseconds(questions).likely ?? 0;
    if (timeOf(1) > left) return 0;
    const share = left * (known === undefined ? shareOfFirst : shareOfLater);
    const fits = (questions: number): boolean =>
      known === undefined
        ? questions * slowVerdict <= share || (left >= longSearch && questions <= mostAtFirst)
        : timeOf(questions) <= share;
    let size = Math.max(1, Math.min(most, Math.floor(this.tooMany / 2)));
    while (size > 1 && !fits(size)) size--;
    return size;
  }

  /** Milliseconds that a call may take. @param answerTokens its longest answer */
  timeout(answerTokens: number): number {
    const { timeLeft } = this.options;
    return Math.max(1, Math.min(Math.max(this.neededFor(answerTokens), this.tooShort), timeLeft()));
  }

  private neededFor(answerTokens: number): number {
    const { requestTimeout } = this.options;
    const at = (speed: number): number =>
      requestTimeout + (answerTokens / Math.max(slowestTokensPerSecond, speed)) * 1000;
    const speed = this.known?.tokensPerSecond;
    // A server may be slow or have to load its model first, unless its administrator expects it to be fast.
    if (speed === undefined)
      return Math.max(at(usualTokensPerSecond), Math.min(3 * requestTimeout, at(slowTokensPerSecond)));
    return at(Math.min(usualTokensPerSecond, speed / 2));
  }

  private get known(): Calibration | undefined {
    return [this.here, this.calibration].find(({ calls }) => calls > 0);
  }
}
