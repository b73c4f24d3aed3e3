import { Attendance, nobodySeen, type Presence } from "./attendance.ts";
import { type Outage, Outages } from "./outages.ts";
import { greatestOf } from "./pauses.ts";
import {
  beginHour,
  endHour,
  forgetPause,
  isOverdue,
  newRhythm,
  pauseUntil,
  type Rhythm,
  speak,
  type Voice,
} from "./rhythm.ts";
import { hour, hourOfWeek, learnHour } from "./week.ts";

/** The lines of one voice in a run. */
interface Spoken {
  readonly voice: Voice;
  /** Whether they tell of a failure: that these end is no silence. */
  readonly isBad: boolean;
  /** Epoch seconds, in any order. */
  readonly times: readonly number[];
}

/** What a run looked at, in epoch seconds. */
export interface Look {
  /** Undefined where only the events tell. */
  readonly from: number | undefined;
  /** What is later was written by a clock that is wrong. */
  readonly to: number;
}

export interface Silences {
  /** Those that go on, and those that ended in this run. */
  readonly outages: readonly Outage[];
  /** How far this run looked, in epoch seconds; undefined where nothing is known. */
  readonly until: number | undefined;
  readonly counts: {
    readonly events: number;
    readonly ahead: number;
    readonly known: number;
    readonly dropped: number;
  };
}

/** What is known from run to run. */
export interface WatchState {
  until: number | undefined;
  /** Seconds of the hour of `until` that were looked at. */
  covered: number;
  readonly rhythms: Map<string, Rhythm>;
  readonly outages: readonly Outage[];
  presence: Presence;
  dropped: number;
}

/** Rhythms that are kept; beyond that the ones of which least is known go. */
export const mostRhythms = 10_000;
const keptOfMost = 0.9;
const day = 86_400;
const leastOfHour = 1_800;
/** Everybody's pause from which nobody was listening: as a multiple of the greatest, in seconds, and known from so many. */
const deaf = { times: 1.2, seconds: 30, pauses: 50 };
const noVoice: Voice = { host: "", service: "", template: "", text: "" };
const everybody = keyOf(noVoice);

export function newWatch(): WatchState {
  return { until: undefined, covered: 0, rhythms: new Map(), outages: [], presence: nobodySeen, dropped: 0 };
}

/**
 * Finds who should speak and does not: `watch.add(…)` for the lines of each voice, in any order, then `watch.look(…)`. What is
 * usual is learnt meanwhile, and is in `state` for the next run. Runs may overlap; what lies between them was not looked at.
 */
export class SilenceWatch {
  readonly state: WatchState;
  private readonly outages: Outages;
  private spoken: Spoken[] = [];
  private now = 0;

  constructor(state: WatchState = newWatch()) {
    this.state = state;
    const { rhythms } = state;
    this.outages = new Outages(
      {
        all: rhythms,
        ofHost: (host) => rhythms.get(keyOf({ ...noVoice, host })),
        ofService: (service) => rhythms.get(keyOf({ ...noVoice, service })),
        forget: (keys) => {
          for (const key of keys) rhythms.delete(key);
        },
      },
      state.outages,
    );
  }

  add(voice: Voice, times: readonly number[], isBad = false): void {
    this.spoken.push({ voice, isBad, times });
  }

  look({ from, to }: Look): Silences {
    const { state } = this;
    const { times, by, order, events } = this.heard(to);
    const counts = { events, ahead: events - order.length };
    const ended: Outage[] = [];
    const first = times[order[0] as number];
    if (first !== undefined) {
      const start = from ?? first;
      if (state.until === undefined) this.begin(start);
      else if (start > state.until) this.skip(start);
      this.now = state.until as number;
      const before = this.now;
      const horizon = Math.max(before, this.horizon(to));
      for (const at of order)
        this.hear(this.spoken[by[at] as number] as Spoken, times[at] as number, { before, horizon }, ended);
      this.spoken = [];
      this.advance(horizon, ended);
      this.judge(ended);
      state.until = this.now;
      this.bound();
    }
    return {
      outages: [...this.outages.open, ...ended],
      until: state.until,
      counts: { ...counts, known: state.rhythms.size, dropped: state.dropped },
    };
  }

  /** Takes in that templates turned out to be others. @param names new ids by former ones */
  rename(names: ReadonlyMap<string, string>): void {
    const { rhythms } = this.state;
    for (const [key, rhythm] of [...rhythms]) {
      const template = names.get(rhythm.template);
      if (template === undefined) continue;
      rhythms.delete(key);
      const renamed = { ...rhythm, template };
      if (!rhythms.has(keyOf(renamed))) rhythms.set(keyOf(renamed), renamed);
    }
  }

  /** The state as it is to be kept. */
  kept(): WatchState {
    return { ...this.state, outages: this.outages.open };
  }

  /** All lines that are not ahead of the clock, and their order in time. */
  private heard(to: number): { times: Float64Array; by: Uint32Array; order: Uint32Array; events: number } {
    const events = this.spoken.reduce((sum, { times }) => sum + times.length, 0);
    const times = new Float64Array(events);
    const by = new Uint32Array(events);
    let count = 0;
    for (const [number, spoken] of this.spoken.entries())
      for (const time of spoken.times) {
        if (time > to) continue;
        times[count] = time;
        by[count++] = number;
      }
    const order = Uint32Array.from({ length: count }, (_, at) => at);
    order.sort((one, other) => (times[one] as number) - (times[other] as number));
    return { times, by, order, events };
  }

  /**
   * How far others than one have come: one may be ahead of all with a clock that is wrong, and where nobody speaks nothing is
   * known.
   */
  private horizon(to: number): number {
    const lasts = new Map<string, number>();
    const byParty = new Set(this.spoken.map(({ voice: { host, service } }) => host || service)).size > 2;
    for (const { voice, times } of this.spoken) {
      const name = byParty ? voice.host || voice.service : keyOf(voice);
      for (const time of times)
        if (time <= to) lasts.set(name, Math.max(lasts.get(name) ?? Number.NEGATIVE_INFINITY, time));
    }
    const [, second = Number.NEGATIVE_INFINITY] = [...lasts.values()].sort((one, other) => other - one);
    return second;
  }

  private hear(
    { voice: own, isBad }: Spoken,
    stamp: number,
    { before, horizon }: { readonly before: number; readonly horizon: number },
    ended: Outage[],
  ): void {
    const time = Math.min(Math.max(stamp, before), horizon);
    const all = this.rhythmOf(noVoice, time);
    if (time > this.now) {
      if (isDeaf(all, time)) this.skip(time);
      else this.advance(time, ended);
    }
    const { host, service } = own;
    const voices: Voice[] = [noVoice, ...(isBad ? [] : [own])];
    if (host !== "") voices.push({ ...noVoice, host });
    if (service !== "") voices.push({ ...noVoice, service });
    for (const voice of voices) {
      const rhythm = this.rhythmOf(voice, time);
      // What an earlier run has seen, or what is late by less than what came since.
      if (stamp <= rhythm.last) continue;
      speak(rhythm, time);
      rhythm.last = Math.min(stamp, horizon);
    }
  }

  private rhythmOf(voice: Voice, time: number): Rhythm {
    const key = keyOf(voice);
    let rhythm = this.state.rhythms.get(key);
    if (rhythm === undefined) {
      const { host, service, template, text } = voice;
      rhythm = newRhythm({ host, service, template, text }, time);
      this.state.rhythms.set(key, rhythm);
    }
    return rhythm;
  }

  private begin(time: number): void {
    this.state.until = time;
    this.now = time;
    this.state.covered = 0;
  }

  /** Goes on to a time, and ends the hours until then. */
  private advance(time: number, ended: Outage[]): void {
    const { state } = this;
    let end = (Math.floor(this.now / hour) + 1) * hour;
    for (; end <= time; end += hour) {
      state.covered += end - this.now;
      this.now = end;
      this.judge(ended);
      this.endHour(end);
    }
    state.covered += Math.max(0, time - this.now);
    this.now = Math.max(this.now, time);
  }

  /** Goes on to a time before which nobody listened. */
  private skip(time: number): void {
    const from = this.state.until === undefined ? this.now : Math.max(this.now, this.state.until);
    if (Math.floor(from / hour) !== Math.floor(time / hour)) {
      this.now = from;
      this.endHour(from);
      for (const rhythm of this.state.rhythms.values()) beginHour(rhythm, hourOfWeek(time));
    }
    for (const rhythm of this.state.rhythms.values()) forgetPause(rhythm, time - from, time);
    this.now = time;
    this.state.until = time;
  }

  private endHour(end: number): void {
    const { state } = this;
    const attendance = this.attendance();
    const ended = hourOfWeek(end - 1);
    for (const rhythm of state.rhythms.values()) {
      endHour(rhythm, end, attendance.expectedOf(rhythm));
      const weeks = Math.floor((end - rhythm.first) / (7 * day));
      // Of its first hour only a part is known.
      const isWhole = state.covered >= leastOfHour && rhythm.first <= end - hour;
      if (isWhole && !rhythm.isTold && !attendance.isAbsence(rhythm))
        learnHour(rhythm.week, ended, (rhythm.inHour * hour) / state.covered, weeks);
      beginHour(rhythm, hourOfWeek(end));
    }
    if (state.covered >= leastOfHour) state.presence = attendance.presence();
    state.covered = 0;
  }

  private attendance(): Attendance {
    const { rhythms, covered, presence } = this.state;
    return new Attendance(rhythms.values(), covered, this.now, presence);
  }

  private judge(ended: Outage[]): void {
    const { state, now } = this;
    const attendance = this.attendance();
    const overdue = [...state.rhythms].filter(
      ([key, rhythm]) =>
        key !== everybody && !rhythm.isTold && isOverdue(rhythm, now, attendance.expectedOf(rhythm)),
    );
    this.outages.raise(overdue, now);
    ended.push(...this.outages.end(now));
  }

  private bound(): void {
    const { rhythms } = this.state;
    if (rhythms.size <= mostRhythms) return;
    const worth = ({ template, seconds, last }: Rhythm): number =>
      (template === "" ? 1e13 : 0) + Math.min(seconds.count, 12) * 1e11 + last;
    const ranked = [...rhythms].sort(([, one], [, other]) => worth(other) - worth(one));
    for (const [key] of ranked.slice(keptOfMost * mostRhythms)) {
      rhythms.delete(key);
      this.state.dropped++;
    }
  }
}

/** Whether nobody at all was heard for so long that nobody listened. */
function isDeaf(all: Rhythm, time: number): boolean {
  const { seconds } = pauseUntil(all, time);
  return (
    all.seconds.count >= deaf.pauses && seconds > Math.max(deaf.seconds, deaf.times * greatestOf(all.seconds))
  );
}

export function keyOf({ host, service, template }: Voice): string {
  return `${host}\n${service}\n${template}`;
}
