import { hostNamed } from "./estate.ts";
import type { Journal } from "./journal.ts";
import type { Level } from "./model.ts";
import type { RandomStream } from "./random.ts";

/** Where the seconds of a step are on the clock. */
export interface StepTimes {
  /** Epoch seconds of so many seconds after the beginning. */
  readonly at: (seconds: number) => number;
  /** Epoch seconds of the end. */
  readonly end: number;
  /** The number of the fault that the lines are symptoms of; undefined where they are harmless. */
  readonly fault: number | undefined;
}

/**
 * Writes a step, which is `time | hosts | level | head | text` with hosts between commas. The time is `40` for 40 seconds
 * after the beginning, `40..end*6` for six times a minute from then to the end, `40..90*6` to another second, and `end+5`.
 */
export function writeStep(step: string, journal: Journal, random: RandomStream, times: StepTimes): void {
  const { at, end, fault } = times;
  const [when = "", names = "", level, head = "", ...rest] = step.split(" | ");
  const [, first, last, pace] = /^(?:end\+)?(\d+)(?:\.\.(\d+|end)\*([\d.]+))?$/.exec(when) ?? [];
  if (first === undefined) throw new Error(`${step} has no time.`);
  for (const name of names.split(",")) {
    const host = hostNamed(name);
    const write = (time: number): void =>
      journal.write(time, host, level as Level, head, rest.join(" | "), fault);
    if (when.startsWith("end")) {
      write(end + random.around(Number(first)));
      continue;
    }
    const from = at(Number(first)) + random.between(0, 0.8);
    write(from);
    if (pace === undefined) continue;
    const to = last === "end" ? end : at(Number(last));
    const gap = (): number => random.gap(Number(pace)) * 60;
    for (let time = from + gap(); time < to; time += gap()) write(time);
  }
}
