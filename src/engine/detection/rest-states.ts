import { RestStateStatistics, type SavedStatistics } from "./rest-state-statistics.ts";
import { type PendingTimer, TimerQueue } from "./timer-queue.ts";

/** Constants of the detector. Times are seconds of the events' clock. docs/detection.md says what each does when moved. */
export interface RestStateOptions {
  /** A session that is quiet for so long rests: others learn its state … */
  readonly learnAfter: number;
  /** … and after so much more it is judged. */
  readonly judgeAfter: number;
  /** A state in which a smaller share of the sessions ever rested is rare. */
  readonly rareShare: number;
  /** A state in which a smaller share of those rest that pass it is one where sessions get stuck … */
  readonly stayShare: number;
  /** … once so many have passed it. */
  readonly leastPassed: number;
  /** Nobody is judged before so many sessions have rested. */
  readonly warmUp: number;
}

export const restStateDefaults: RestStateOptions = {
  learnAfter: 60,
  judgeAfter: 1_740,
  rareShare: 0.016,
  stayShare: 0.05,
  leastPassed: 20,
  warmUp: 200,
};

/** What is said of a session; a later one replaces it. */
export interface SessionVerdict {
  readonly session: string;
  readonly isStrange: boolean;
  /** Minus the decimal logarithm of the share of sessions that rest in its state. */
  readonly score: number;
  /** `rare`: few ever rest in its state. `stuck`: most pass it at once. */
  readonly reason: "rare" | "stuck" | "usual";
}

interface SessionState {
  /** By template: events so far. */
  readonly counts: Map<string, number>;
  /** Of the last event; timers of earlier ones are void. */
  version: number;
  /** States in which it rested. */
  readonly rested: Set<string>;
  /** Counts when it was last judged, of which ambient templates are told. */
  judged: ReadonlyMap<string, number> | undefined;
  isStrange: boolean;
}

interface Timer {
  readonly kind: "learn" | "judge";
  readonly session: string;
  readonly version: number;
}

/** What a later run needs to go on where this one was, as if it were one; JSON. */
export interface SavedRestStates {
  readonly options: RestStateOptions;
  /** Null before the first event. */
  readonly now: number | null;
  readonly statistics: SavedStatistics;
  readonly sessions: readonly SavedSession[];
  readonly timers: readonly PendingTimer<Timer>[];
  readonly waiting: readonly { readonly session: string; readonly version: number }[];
}

interface SavedSession {
  readonly session: string;
  readonly counts: readonly (readonly [string, number])[];
  readonly version: number;
  readonly rested: readonly string[];
  readonly judged: readonly (readonly [string, number])[] | null;
  readonly isStrange: boolean;
}

/**
 * Judges sessions while their events come, in order of time and without labels. A session's state is its counts of
 * templates without the ambient ones. Others learn the states in which sessions come to rest; one that rests where few
 * ever do, or where nearly all go on at once, is strange. A verdict is withdrawn when the session goes on.
 */
export class RestStates {
  private readonly options: RestStateOptions;
  private readonly sessions = new Map<string, SessionState>();
  private readonly statistics: RestStateStatistics;
  private readonly timers: TimerQueue<Timer>;
  private readonly strange = new Set<string>();
  private waiting: { session: string; version: number }[] = [];
  private isFinished = false;
  private now = Number.NEGATIVE_INFINITY;

  /** @param saved what `save` of another one gave; its options go before others */
  constructor(options: Partial<RestStateOptions> = {}, saved?: SavedRestStates) {
    this.options = { ...restStateDefaults, ...options, ...saved?.options };
    const { learnAfter, judgeAfter } = this.options;
    this.timers = new TimerQueue([learnAfter, learnAfter + judgeAfter]);
    this.statistics = new RestStateStatistics(saved?.statistics);
    if (saved === undefined) return;
    this.now = saved.now ?? this.now;
    this.waiting = [...saved.waiting];
    this.timers.resume(saved.timers);
    for (const { session, counts, rested, judged, ...rest } of saved.sessions) {
      const before = judged === null ? undefined : new Map(judged);
      this.sessions.set(session, {
        ...rest,
        counts: new Map(counts),
        rested: new Set(rested),
        judged: before,
      });
      if (rest.isStrange) this.strange.add(session);
    }
  }

  save(): SavedRestStates {
    const isValid = ({ session, version }: { session: string; version: number }): boolean =>
      this.sessions.get(session)?.version === version;
    return {
      options: this.options,
      now: Number.isFinite(this.now) ? this.now : null,
      statistics: this.statistics.save(),
      sessions: Array.from(this.sessions, ([session, { counts, rested, judged, ...rest }]) => ({
        ...{ session, counts: [...counts], rested: [...rested], ...rest },
        judged: judged === undefined ? null : [...judged],
      })),
      timers: this.timers.pending().filter(({ timer }) => isValid(timer)),
      waiting: this.waiting.filter(isValid),
    };
  }

  /**
   * Takes an event. An event from before the latest one counts as of now.
   *
   * @param time epoch seconds
   * @returns verdicts that changed by the time that has passed, before the event itself
   */
  add(time: number, session: string, template: string): SessionVerdict[] {
    this.now = Math.max(this.now, time);
    const verdicts = this.fire(this.now);
    const state = this.stateOf(session);
    state.counts.set(template, (state.counts.get(template) ?? 0) + 1);
    state.version++;
    if (!this.statistics.isAmbient(template)) this.statistics.pass(state.counts);
    const { version } = state;
    this.timers.push(this.now, { kind: "learn", session, version }, { kind: "judge", session, version });
    return verdicts;
  }

  /** The verdicts that hold now, of sessions that are strange. */
  strangeSessions(): SessionVerdict[] {
    return Array.from(this.strange, (session) => ({
      ...this.wordOf(session, this.stateOf(session)),
      isStrange: true,
    }));
  }

  /** Nothing more will come: all that rest are judged. */
  finish(): SessionVerdict[] {
    this.isFinished = true;
    return [...this.judgeWaiting(), ...this.fire(Number.POSITIVE_INFINITY)];
  }

  private fire(now: number): SessionVerdict[] {
    const verdicts: SessionVerdict[] = [];
    for (let timer = this.timers.next(now); timer !== undefined; timer = this.timers.next(now)) {
      const { kind, session, version } = timer;
      const state = this.sessions.get(session) as SessionState;
      if (state.version !== version) continue;
      if (kind === "learn") verdicts.push(...this.learn(state));
      else verdicts.push(...this.judge(session, state));
    }
    return verdicts;
  }

  private learn(state: SessionState): SessionVerdict[] {
    const isFirstRest = state.rested.size === 0;
    this.statistics.rest(state.counts, state.rested);
    if (isFirstRest && this.statistics.sessions === this.options.warmUp) return this.judgeWaiting();
    return this.statistics.isDue && this.statistics.refresh(this.restedStates()) ? this.judgeAgain() : [];
  }

  private judgeWaiting(): SessionVerdict[] {
    this.statistics.refresh(this.restedStates());
    const { waiting } = this;
    this.waiting = [];
    return waiting.flatMap(({ session, version }) => {
      const state = this.sessions.get(session) as SessionState;
      return state.version === version ? this.verdictOf(session, state) : [];
    });
  }

  /** Which templates are ambient has changed: what was strange may be as the others are. */
  private judgeAgain(): SessionVerdict[] {
    return [...this.strange].flatMap((session) => this.verdictOf(session, this.stateOf(session)));
  }

  private judge(session: string, state: SessionState): SessionVerdict[] {
    const snapshot = new Map(state.counts);
    this.statistics.observe(state.judged, snapshot);
    state.judged = snapshot;
    if (this.isFinished || this.statistics.sessions >= this.options.warmUp)
      return this.verdictOf(session, state);
    this.waiting.push({ session, version: state.version });
    return [];
  }

  /** What has changed. */
  private verdictOf(session: string, state: SessionState): SessionVerdict[] {
    const verdict = this.wordOf(session, state);
    const { isStrange } = verdict;
    if (isStrange === state.isStrange) return [];
    state.isStrange = isStrange;
    if (isStrange) this.strange.add(session);
    else this.strange.delete(session);
    return [verdict];
  }

  private wordOf(session: string, state: SessionState): SessionVerdict {
    const { share, stayed, passed } = this.statistics.standingOf(state.counts);
    const { rareShare, stayShare, leastPassed } = this.options;
    const isRare = share < rareShare;
    const isStuck = passed >= leastPassed && stayed / passed < stayShare;
    const reason = isRare ? "rare" : isStuck ? "stuck" : "usual";
    const score = -Math.log10((stayed + 0.5) / (this.statistics.sessions + 1));
    return { session, isStrange: isRare || isStuck, score, reason };
  }

  private *restedStates(): Iterable<ReadonlySet<string>> {
    for (const { rested } of this.sessions.values()) yield rested;
  }

  private stateOf(session: string): SessionState {
    let state = this.sessions.get(session);
    if (state === undefined) {
      state = { counts: new Map(), version: 0, rested: new Set(), judged: undefined, isStrange: false };
      this.sessions.set(session, state);
    }
    return state;
  }
}
