import { addPause, greatestOf, noPauses, type Pauses, pauseExceeded, unevenness } from "./pauses.ts";
import { hour, kindOfWeek, newWeek, usualIn, type Week, type WeekKind } from "./week.ts";

/** Whose rhythm it is. */
export interface Voice {
  /** Empty for all hosts of the service, or where hosts come and go. */
  readonly host: string;
  /** Empty for all that the host writes. */
  readonly service: string;
  /** The template's id; empty for all that the host or the service writes. */
  readonly template: string;
  /** The template, masked. */
  readonly text: string;
}

/** How long somebody has not spoken, in the time that was looked at. */
export interface Pause {
  seconds: number;
  /** Seconds of hours of the week that are known. */
  known: number;
  /** Events that would have come, and more that would have if others of its kind were there. */
  events: number;
  excused: number;
}

/** How often somebody speaks, learnt in a few hundred bytes. Times are epoch seconds. */
export interface Rhythm extends Voice {
  readonly week: Week;
  first: number;
  last: number;
  /** Without repeats. */
  count: number;
  inHour: number;
  /** Until when the pause that goes on is counted in `pause`. */
  since: number;
  readonly pause: Pause;
  /** Seconds since `last` that nobody looked at. */
  unseen: number;
  readonly seconds: Pauses;
  readonly events: Pauses;
  /** How often it was told to be silent, and whether it is. */
  told: number;
  isTold: boolean;
  kind: WeekKind;
  /** Of the hour that goes on; undefined where it is not known. */
  usual: number | undefined;
}

/** Repeats come so soon after each other, as a share of the usual pause, and in seconds. */
const repeats = { share: 0.03, longest: hour };
/** The part of a usual pause that may go unseen. */
const overlooked = 0.01;
const mostUnseen = 0.2;
const mostExcused = 0.1;
const day = 86_400;

export function newRhythm(voice: Voice, time: number): Rhythm {
  return {
    ...voice,
    ...{ week: newWeek(), first: time, last: time, count: 1, inHour: 1, since: time },
    ...{ pause: { seconds: 0, known: 0, events: 0, excused: 0 }, unseen: 0 },
    ...{ seconds: noPauses(time), events: noPauses(time), told: 0, isTold: false },
    ...{ kind: "steady", usual: undefined },
  };
}

/** The pause so far. @param share of what is usual that is to be expected now */
export function pauseUntil({ pause, since, usual }: Rhythm, time: number, share = 1): Pause {
  const more = Math.max(0, time - since);
  const events = ((usual ?? 0) * more) / hour;
  return {
    seconds: pause.seconds + more,
    known: pause.known + (usual === undefined ? 0 : more),
    events: pause.events + share * events,
    excused: pause.excused + (1 - share) * events,
  };
}

/** It speaks. What was told to be silent teaches nothing, unless it was told twice before: then it is its way. */
export function speak(rhythm: Rhythm, time: number): void {
  const pause = pauseUntil(rhythm, time);
  const { mean } = rhythm.seconds;
  const isRepeat = pause.seconds < Math.min(repeats.longest, repeats.share * mean);
  if (!isRepeat) {
    if (!rhythm.isTold || rhythm.told > 2) learnPause(rhythm, time, pause);
    rhythm.count++;
    rhythm.inHour++;
  }
  rhythm.isTold = false;
  rhythm.unseen = 0;
  restart(rhythm, time);
  rhythm.last = time;
}

/** Of a pause that was not looked at as a whole, its length is known if the rest is short. */
function learnPause(rhythm: Rhythm, time: number, { seconds, known, events, excused }: Pause): void {
  const { last, unseen } = rhythm;
  const length = time - last;
  if (unseen <= mostUnseen * length) addPause(rhythm.seconds, length, time);
  // What is usual was known for all of it.
  const isKnown = unseen <= overlooked * length && known >= (1 - overlooked) * seconds;
  if (isKnown && excused <= mostExcused * (events + 1)) addPause(rhythm.events, events, time);
}

function restart(rhythm: Rhythm, time: number): void {
  Object.assign(rhythm.pause, { seconds: 0, known: 0, events: 0, excused: 0 });
  rhythm.since = time;
}

/** A time that nobody looked at, in which it may have spoken. @param unseen its seconds @param time its end */
export function forgetPause(rhythm: Rhythm, unseen: number, time: number): void {
  const { mean, count } = rhythm.seconds;
  // That it spoke just then would be chance.
  if (count > 0 && unseen < overlooked * mean) {
    Object.assign(rhythm.pause, pauseUntil(rhythm, time - unseen));
    rhythm.since = time;
    return;
  }
  rhythm.unseen += unseen;
  restart(rhythm, time);
}

/** Ends an hour, all of whose looked-at part is in the pause from now on. @param share of what is usual that was to be expected */
export function endHour(rhythm: Rhythm, time: number, share: number): void {
  Object.assign(rhythm.pause, pauseUntil(rhythm, time, share));
  rhythm.since = time;
}

export function beginHour(rhythm: Rhythm, at: number): void {
  rhythm.inHour = 0;
  rhythm.usual = usualIn(rhythm.week, at);
  if (at % 24 === 0) rhythm.kind = kindOfWeek(rhythm.week);
}

/** Pauses from which a clockwork is known: by so few only one that is very even. */
const clockwork = { fewest: 4, evenest: 1.1, sure: 8, unevenness: 0.3, greatest: 3.2 };
/** A pause beyond all others, by so much of the greatest; of a clockwork two in a row must be missing. */
const times = { greatest: 1.5, ofClockwork: 1.2, mean: 2.25 };
/** Chance alarms of one voice in a day. */
const chance = 1e-5;
const fewestPauses = 12;
const fewestEvents = 3;
/** Less is the way of logs to arrive. */
const shortest = 240;
/** Before two weeks are known, those tell that are the same at any time: by many pauses, none of which is a night. */
const young = { days: 15, pauses: 100, unevenness: 1.1 };
/** How much longer than any before a pause must be by the clock alone. */
const timesByClock = 2;
/** Days from which a clockwork by the hours of the week is known. */
const knownWeek = 8;
/** Seconds of a clockwork's longest pause below which it has spoken through a night, once a day is known. */
const atAnyTime = 4 * hour;
/** Fewer pauses may be even by chance. */
const manyPauses = 100;

/** Whether a pause is longer than all that is usual. @param share of what is usual that is to be expected now */
export function isOverdue(rhythm: Rhythm, time: number, share: number): boolean {
  const pause = pauseUntil(rhythm, time, share);
  const age = time - rhythm.first;
  if (pause.seconds < shortest || age < day) return false;
  const { seconds, events } = rhythm;
  const bySeconds = clockworkLimit(seconds, clockwork.fewest);
  // What spoke through a night is taken to speak at any time; a daily job may have its weekend.
  if (bySeconds !== undefined) return (bySeconds < atAnyTime ? pause.seconds : pause.known) > bySeconds;
  const byEvents = age < knownWeek * day ? undefined : clockworkLimit(events, clockwork.sure);
  if (byEvents !== undefined) return pause.events > byEvents;
  if (Math.min(seconds.count, events.count) < fewestPauses) return false;
  const isYoung = age < young.days * day;
  if (isYoung && (seconds.count < young.pauses || unevenness(seconds) > young.unevenness)) return false;
  const probability = Math.min(0.5, (chance * seconds.mean) / day);
  return (
    isBeyond(pause.events, events, { least: fewestEvents, times: times.greatest, probability }) ||
    (!isYoung && isBeyond(pause.seconds, seconds, { least: shortest, times: timesByClock, probability }))
  );
}

interface Bound {
  readonly least: number;
  readonly times: number;
  readonly probability: number;
}

function isBeyond(pause: number, pauses: Pauses, { least, times, probability }: Bound): boolean {
  const atRandom = pauses.count < manyPauses ? -pauses.mean * Math.log(probability) : 0;
  return pause > Math.max(least, atRandom, times * greatestOf(pauses), pauseExceeded(pauses, probability));
}

/** The longest pause of a clockwork, in seconds or events; undefined for what is none. */
function clockworkLimit(pauses: Pauses, fewest: number): number | undefined {
  const { count, mean } = pauses;
  const greatest = greatestOf(pauses);
  const isEven = count >= fewest && greatest <= clockwork.evenest * mean;
  const isSure =
    count >= clockwork.sure &&
    unevenness(pauses) <= clockwork.unevenness &&
    greatest <= clockwork.greatest * mean;
  if (!isEven && !isSure) return undefined;
  return Math.max(times.ofClockwork * greatest, times.mean * mean);
}
