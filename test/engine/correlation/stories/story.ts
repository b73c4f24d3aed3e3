/** A small log of one outage, written by hand, and who is to blame for it. */
export interface Story {
  readonly name: string;
  /** Every name that is a right origin, in lower case. */
  readonly origin: readonly string[];
  /** Seconds from the beginning of the log to the fault. */
  readonly began: number;
  readonly strands: readonly Strand[];
  /** Not found yet. */
  readonly isMissed?: boolean;
  /** Its onset is not found yet. */
  readonly isLate?: boolean;
}

/** Lines of one kind: where they stand, when they come, and what they say. */
export interface Strand {
  /** A source, or `host:source`. */
  readonly from: string;
  /** `600` and `600,640` are seconds; `0-900/3` is about every three seconds from 0 to 900. */
  readonly when: string;
  /** With times such as `{iso}`, numbers as `{10-40}`, and `{hex}`. */
  readonly says: string;
}

interface StoryRow {
  readonly text: string;
  readonly time: number;
  readonly host: string;
  readonly source: string;
}

export const line = (from: string, when: string, says: string): Strand => ({ from, when, says });

/** Epoch seconds at which each story begins: 2 March 2026, 10:00. */
export const start = Date.UTC(2026, 2, 2, 10) / 1_000;

/** The lines of a story in order of time, the same each time. */
export function rowsOf({ strands }: Story): StoryRow[] {
  const next = numbers();
  return strands
    .flatMap(({ from, when, says }) => {
      const [, host = "", source = ""] = /^(?:([\w-]+):)?(.+)$/.exec(from) ?? [];
      return timesOf(when, next).map((second) => {
        const time = start + second;
        return { text: filled(says, time, next), time, host, source };
      });
    })
    .sort((one, other) => one.time - other.time);
}

function timesOf(when: string, next: () => number): number[] {
  const steady = /^(\d+)-(\d+)\/([\d.]+)$/.exec(when);
  if (steady === null) return when.split(",").map(Number);
  const [from, to, every] = steady.slice(1).map(Number) as [number, number, number];
  const times: number[] = [];
  for (let at = from + next() * every; at < to; at += every * (0.5 + next()))
    times.push(Math.round(at * 1e3) / 1e3);
  return times;
}

function filled(says: string, time: number, next: () => number): string {
  const iso = new Date(time * 1_000).toISOString();
  const clock = iso.slice(11, 19);
  const times: Readonly<Record<string, string>> = {
    iso,
    spring: `${iso.slice(0, 10)} ${iso.slice(11, 23)}`,
    syslog: `Mar  2 ${clock}`,
    access: `02/Mar/2026:${clock} +0000`,
    klog: `0302 ${clock}.${iso.slice(20, 23)}417`,
    windows: `03/02/2026 ${clock} AM`,
  };
  return says
    .replace(/\{(\d+)-(\d+)\}/g, (_, low, high) =>
      String(Math.floor(Number(low) + next() * (Number(high) - Number(low) + 1))),
    )
    .replace(/\{hex\}/g, () => Math.floor((1 + next()) * 0x7fffffff).toString(16))
    .replace(/\{([a-z]+)\}/g, (whole, name: string) => times[name] ?? whole);
}

/** Numbers from 0 to 1, the same for each story (mulberry32). */
function numbers(): () => number {
  let state = 20260302;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
