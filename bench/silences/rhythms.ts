import type { Random } from "../outages/random.ts";
import type { Calendar } from "./calendar.ts";

const minute = 60;
const hour = 3_600;
const day = 86_400;
/** Failed runs, which are repeated after some minutes: both write the line. */
const retryShare = 0.03;

export const rhythmNames = [
  ...["heartbeat", "hourly", "daily", "weekdays", "weekly", "flat", "office", "consumer", "bursts"],
  ...["seldom", "few a workday"],
] as const;
export type RhythmName = (typeof rhythmNames)[number];

/** How one kind of line is written. Times are epoch seconds. */
export interface Rhythm {
  readonly name: RhythmName;
  /** In order. */
  readonly times: number[];
  /**
   * By when a stop should be found: three periods later. What has no period is given three times the pause that it makes
   * once in a month, counted in events that would have come.
   */
  deadline(stop: number): number;
}

type Rate = (time: number) => number;

export function rhythmOf(name: RhythmName, random: Random, calendar: Calendar): Rhythm {
  const { start, days, local } = calendar;
  const end = start + days * day;
  const byClock = (due: readonly number[], slack: number, retried = 0): Rhythm => ({
    name,
    times: due.flatMap((time) =>
      random.chance(retried) ? [time, time + random.between(2, 6) * minute] : [time],
    ),
    deadline: (stop) => (due.filter((time) => time > stop)[2] ?? Number.POSITIVE_INFINITY) + slack,
  });
  const byRate = (rate: Rate, size: () => number = () => 1): Rhythm => {
    const begins = chanceTimes(rate, start, end, random);
    const times = begins.flatMap((begin) => {
      let time = begin;
      return Array.from({ length: size() }, () => {
        const at = time;
        time += random.between(0.1, 20);
        return at;
      });
    });
    const month = (begins.length * 30) / days;
    return {
      name,
      times: times.sort((one, other) => one - other),
      deadline: (stop) => after(rate, stop, 3 * Math.log(Math.max(2, month))),
    };
  };
  switch (name) {
    case "heartbeat": {
      const every = random.pick([1, 1, 2, 5]) * minute;
      const times = steps(start + random.between(0, every), end, every)
        .filter(() => !random.chance(0.0005))
        .map((time) => time + random.between(0, every / 20));
      return byClock(times, every / 10);
    }
    case "hourly": {
      const at = random.between(0, 55) * minute;
      const times = steps(start + at, end, hour).map((time) => time + random.skewed(0, 4 * minute));
      return byClock(times, 5 * minute, retryShare);
    }
    case "daily":
    case "weekdays":
    case "weekly": {
      const at = random.between(0, 23);
      const weekday = random.int(0, 6);
      const isRun = (number: number): boolean =>
        name === "daily" || (name === "weekdays" ? number % 7 < 5 : number % 7 === weekday);
      const times = Array.from({ length: days }, (_, number) => number)
        .filter(isRun)
        .map((number) => calendar.moment(number, at) + random.skewed(0, 20 * minute))
        .filter((time) => time < end);
      return byClock(times, 30 * minute, retryShare);
    }
    case "flat": {
      const rate = random.between(8, 200) / 24;
      return byRate(() => rate);
    }
    case "office": {
      const most = random.between(15, 120);
      return byRate((time) => most * office(local(time)));
    }
    case "few a workday": {
      const most = random.between(0.6, 2);
      return byRate((time) => most * office(local(time)));
    }
    case "consumer": {
      const most = random.between(10, 120);
      return byRate((time) => most * consumer(local(time)));
    }
    case "bursts": {
      const rate = random.between(3, 12) / 24;
      return byRate(
        () => rate,
        () => random.int(3, 40),
      );
    }
    case "seldom": {
      const rate = random.between(0.1, 0.8) / 24;
      return byRate(() => rate);
    }
  }
}

function office({ hour, weekday, isHoliday }: ReturnType<Calendar["local"]>): number {
  if (weekday >= 5 || isHoliday) return 0.004;
  if (hour < 7 || hour >= 19) return 0.004;
  return hour < 8 || hour >= 17 ? 0.3 : hour >= 12 && hour < 13 ? 0.6 : 1;
}

function consumer({ hour, weekday, isHoliday }: ReturnType<Calendar["local"]>): number {
  const byHour = hour < 1 ? 0.2 : hour < 6 ? 0.06 : hour < 8 ? 0.3 : hour < 17 ? 0.6 : hour < 22 ? 1 : 0.5;
  return byHour * (weekday >= 5 || isHoliday ? 1.2 : 1);
}

function steps(from: number, to: number, every: number): number[] {
  return Array.from(
    { length: Math.max(0, Math.ceil((to - from) / every)) },
    (_, step) => from + step * every,
  );
}

/** Independent events at a rate an hour, which is the same within a quarter of an hour. */
function chanceTimes(rate: Rate, from: number, to: number, random: Random): number[] {
  const quarter = hour / 4;
  const times: number[] = [];
  for (let begin = from; begin < to; begin += quarter) {
    const usual = rate(begin) / 4;
    let at = -Math.log(1 - random.unit());
    while (at < usual) {
      times.push(begin + (at / usual) * quarter);
      at -= Math.log(1 - random.unit());
    }
  }
  return times;
}

/** When so many events would have come. */
function after(rate: Rate, from: number, events: number): number {
  const step = 300;
  let left = events;
  let time = from;
  for (; left > 0 && time < from + 60 * day; time += step) left -= (rate(time) * step) / hour;
  return time;
}
