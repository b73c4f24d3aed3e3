/** Learnt sessions after which ambient templates are told anew. */
const recheckEvery = 50;
/** A template is ambient if at least this share of the sessions has it … */
const leastSupport = 0.01;
/** … and its most frequent count covers less than this share of those; one that is stays so below the second share. */
const mostAgreement = 0.9;
const agreementToLeave = 0.97;

type Counts = ReadonlyMap<string, number>;

/** JSON. */
export interface SavedStatistics {
  readonly sessions: number;
  readonly learnt: number;
  readonly ambient: readonly string[];
  readonly stayed: readonly (readonly [string, number])[];
  readonly passed: readonly (readonly [string, number])[];
  readonly holders: readonly (readonly [string, readonly (readonly [number, number])[]])[];
}

/** How sessions stand at rest: in which states, how many pass them, and which templates come in any number. */
export class RestStateStatistics {
  /** Sessions that rested at least once. */
  sessions = 0;
  private learnt = 0;
  private readonly ambient: Set<string> = new Set();
  /** By state without ambient templates: sessions that rested in it, and sessions that came by. */
  private stayed = new Map<string, number>();
  private passed = new Map<string, number>();
  /** By template and count: sessions that have it. */
  private readonly holders: Map<string, Map<number, number>> = new Map();

  constructor(saved?: SavedStatistics) {
    if (saved === undefined) return;
    this.sessions = saved.sessions;
    this.learnt = saved.learnt;
    this.ambient = new Set(saved.ambient);
    this.stayed = new Map(saved.stayed);
    this.passed = new Map(saved.passed);
    this.holders = new Map(saved.holders.map(([template, byCount]) => [template, new Map(byCount)]));
  }

  save(): SavedStatistics {
    return {
      ...{ sessions: this.sessions, learnt: this.learnt, ambient: [...this.ambient] },
      ...{ stayed: [...this.stayed], passed: [...this.passed] },
      holders: Array.from(this.holders, ([template, byCount]) => [template, [...byCount]]),
    };
  }

  isAmbient(template: string): boolean {
    return this.ambient.has(template);
  }

  /** Counts only grow, so a session comes by a state once. */
  pass(counts: Counts): void {
    const state = this.stateOf(stateText(counts));
    this.passed.set(state, (this.passed.get(state) ?? 0) + 1);
  }

  /** @param rested states in which the session rested before, with ambient templates; this one is added */
  rest(counts: Counts, rested: Set<string>): void {
    if (rested.size === 0) this.sessions++;
    const whole = stateText(counts);
    const state = this.stateOf(whole);
    if (![...rested].some((before) => this.stateOf(before) === state))
      this.stayed.set(state, (this.stayed.get(state) ?? 0) + 1);
    rested.add(whole);
    this.learnt++;
  }

  /** Ambient templates are to be told anew. */
  get isDue(): boolean {
    return this.learnt >= recheckEvery;
  }

  /** Replaces what a session had when it was last judged by what it has now. */
  observe(before: Counts | undefined, now: Counts): void {
    for (const [template, count] of before ?? []) this.hold(template, count, -1);
    for (const [template, count] of now) this.hold(template, count, 1);
  }

  standingOf(counts: Counts): { share: number; stayed: number; passed: number } {
    const state = this.stateOf(stateText(counts));
    const stayed = this.stayed.get(state) ?? 0;
    return { share: stayed / this.sessions, stayed, passed: this.passed.get(state) ?? 0 };
  }

  /**
   * Tells ambient templates anew.
   *
   * @param restedStates of each session, with ambient templates
   * @returns whether any has changed
   */
  refresh(restedStates: Iterable<ReadonlySet<string>>): boolean {
    this.learnt = 0;
    let hasChanged = false;
    for (const [template, byCount] of this.holders) {
      const counts = [...byCount.values()];
      const holders = counts.reduce((sum, count) => sum + count, 0);
      const agreement = Math.max(0, ...counts) / Math.max(1, holders);
      const was = this.ambient.has(template);
      const is = was
        ? agreement < agreementToLeave
        : holders >= leastSupport * this.sessions && agreement < mostAgreement;
      if (is === was) continue;
      hasChanged = true;
      if (is) this.ambient.add(template);
      else this.ambient.delete(template);
    }
    if (hasChanged) this.rekey(restedStates);
    return hasChanged;
  }

  private rekey(restedStates: Iterable<ReadonlySet<string>>): void {
    const stayed = new Map<string, number>();
    for (const rested of restedStates)
      for (const state of new Set(Array.from(rested, (whole) => this.stateOf(whole))))
        stayed.set(state, (stayed.get(state) ?? 0) + 1);
    this.stayed = stayed;
    const passed = new Map<string, number>();
    for (const [before, count] of this.passed) {
      const state = this.stateOf(before);
      passed.set(state, Math.max(count, passed.get(state) ?? 0));
    }
    this.passed = passed;
  }

  private hold(template: string, count: number, more: number): void {
    const byCount = this.holders.get(template) ?? new Map<number, number>();
    this.holders.set(template, byCount);
    const holders = (byCount.get(count) ?? 0) + more;
    if (holders === 0) byCount.delete(count);
    else byCount.set(count, holders);
  }

  /** Without ambient templates. */
  private stateOf(whole: string): string {
    if (this.ambient.size === 0) return whole;
    return whole
      .split(" ")
      .filter((part) => !this.ambient.has(part.slice(0, part.lastIndexOf(":"))))
      .join(" ");
  }
}

function stateText(counts: Counts): string {
  return Array.from(counts, ([template, count]) => `${template}:${count}`)
    .sort()
    .join(" ");
}
