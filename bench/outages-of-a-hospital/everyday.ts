import { hosts } from "./estate.ts";
import type { Journal } from "./journal.ts";
import type { Level } from "./model.ts";
import type { RandomStream } from "./random.ts";
import { systemNamed } from "./systems/systems.ts";

/** How busy the hospital is in each hour of a day, UTC: shifts, rounds in the morning, quiet nights. */
const busy = [
  0.3, 0.25, 0.25, 0.25, 0.3, 0.55, 0.9, 1.15, 1.3, 1.35, 1.3, 1.15, 1, 1.1, 1.15, 1.05, 0.9, 0.75, 0.65, 0.6,
  0.55, 0.5, 0.4, 0.35,
];

/** A row of a system's daily lines. */
interface DailyRow {
  /** The hosts of the system that write it; all where none are given. */
  readonly only: readonly string[] | undefined;
  /** Lines an hour of each host on a busy day, or undefined where they come at an interval. */
  readonly rate?: number;
  /** Seconds from one to the next. */
  readonly interval?: number;
  readonly level: Level;
  readonly head: string;
  readonly text: string;
}

function dailyRow(row: string): DailyRow {
  const [pace = "", level, head = "", ...text] = row.split(" | ");
  const [, number, seconds, only] = /^(\d+)(s?)(?:@(.+))?$/.exec(pace) ?? [];
  return {
    only: only?.split(","),
    ...(seconds === "s" ? { interval: Number(number) } : { rate: Number(number) }),
    level: level as Level,
    head,
    text: text.join(" | "),
  };
}

/** Writes what all hosts say day by day from `from` to `to`, in epoch seconds, except where they are silent. */
export function writeEveryday(journal: Journal, random: RandomStream, from: number, to: number): void {
  for (const host of hosts) {
    const stream = random.fork(host.name);
    const rows = systemNamed(host.system).everyday.map(dailyRow);
    for (const { only, rate, interval, level, head, text } of rows) {
      if (only?.includes(host.name) === false) continue;
      if (interval !== undefined) {
        for (let time = from + stream.between(0, interval); time < to; time += interval) {
          journal.write(time + stream.between(0, 0.4), host, level, head, text);
        }
        continue;
      }
      const most = (rate as number) * 1.35;
      for (let time = from; ; ) {
        time += stream.gap(most) * 3600;
        if (time >= to) break;
        const share = (busy[Math.floor(time / 3600) % 24] as number) * journal.shareOfWork(host.system, time);
        if (stream.chance(share / 1.35)) journal.write(time, host, level, head, text);
      }
    }
  }
}
