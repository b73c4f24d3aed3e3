import { readDuration } from "../../engine/duration.ts";
import { readMoment } from "../../engine/moment.ts";
import { printable } from "../../engine/printable.ts";
import { type Level, levelByWord, levelOrder } from "../../engine/reading/level/level-words.ts";
import { Reading } from "../../engine/reading/reading.ts";
import { toText } from "../../splunk/byte-string.ts";
import { UserError } from "../../splunk/user-error.ts";
import { flagName } from "./flags.ts";
import { InputError } from "./input-error.ts";
import type { LogEvent } from "./log-event.ts";

/** The flags that say which events of a log to look at. */
export const filterFlags = {
  since: { wanted: "a time, or how long ago", example: "2h" },
  until: { wanted: "a time, or how long ago", example: "2026-03-10T09:30" },
  level: { wanted: "the mildest level to look at", example: "warning" },
  service: { wanted: "names of services, between commas", example: "orders-api,checkout" },
  host: { wanted: "names of hosts, between commas", example: "web-7" },
  grep: { wanted: "a regular expression", example: "'timeout|refused'" },
} as const;

type Test = (event: LogEvent, reading: () => Reading) => boolean;

/** Which events of a log are looked at. */
export class EventFilter {
  private dropped = 0;
  private seen = 0;
  /** The flags that were given, as typed. */
  private readonly names: string;
  private readonly tests: readonly Test[];

  constructor(tests: ReadonlyMap<string, Test>) {
    this.names = [...tests.keys()].map(flagName).join(", ");
    this.tests = [...tests.values()];
  }

  keeps(event: LogEvent): boolean {
    let read: Reading | undefined;
    const reading = (): Reading => {
      read ??= new Reading(toText(event.raw));
      return read;
    };
    const kept = this.tests.every((test) => test(event, reading));
    this.seen++;
    if (!kept) this.dropped++;
    return kept;
  }

  /** @throws InputError if all events were left out */
  checkLeft(): void {
    if (this.dropped === 0 || this.dropped < this.seen) return;
    throw new InputError(
      `No event is left: ${this.names} left out all ${grouped(this.seen)}. Look at one of them at a time, or wider.`,
    );
  }

  /** `Left out by --since, --grep: 1,203 of 2,123 events`; empty where nothing was. */
  get leftOut(): string {
    if (this.dropped === 0) return "";
    return `Left out by ${this.names}: ${grouped(this.dropped)} of ${grouped(this.seen)} events`;
  }
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}

/**
 * @param given the own flags of a command
 * @returns undefined where no flag asks for a filter
 * @throws UserError that names the flag and what is wanted
 */
export function parseFilter(given: ReadonlyMap<string, string>, now: Date): EventFilter | undefined {
  const tests = new Map<string, Test>();
  const add = (name: keyof typeof filterFlags, make: (value: string) => Test): void => {
    const value = given.get(name);
    if (value !== undefined) tests.set(name, make(value));
  };
  const [from, to] = [given.get("since"), given.get("until")].map((text, at) =>
    text === undefined ? undefined : momentOf(at === 0 ? "since" : "until", text, now),
  );
  if (from !== undefined && to !== undefined && from > to)
    throw new UserError("--since is after --until, so no event can be between them. Exchange them.");
  add("since", () => timeTest((time) => time >= (from as number)));
  add("until", () => timeTest((time) => time <= (to as number)));
  add("level", levelTest);
  add("service", (names) => nameTest(names, ({ service }) => service));
  add("host", (names) => nameTest(names, ({ host }) => host));
  add("grep", grepTest);
  return tests.size === 0 ? undefined : new EventFilter(tests);
}

/** A line without a time is of the time of the line before it in its log, and before the first time of none. */
function timeTest(isWithin: (time: number) => boolean): Test {
  const last = new Map<string, number>();
  return ({ time, source }) => {
    if (time !== undefined) last.set(source, time);
    const known = time ?? last.get(source);
    return known !== undefined && isWithin(known);
  };
}

function momentOf(name: string, text: string, now: Date): number {
  const duration = readDuration(text);
  const time = duration === undefined ? readMoment(text) : (now.getTime() - duration) / 1000;
  if (time !== undefined && !Number.isNaN(time)) return time;
  throw new UserError(
    `${flagName(name)} wants a time such as 2026-03-10T09:30, or how long ago, such as 90m, 2h or 7d, not ${printable(JSON.stringify(text))}.`,
  );
}

function levelTest(word: string): Test {
  const mildest = levelByWord.get(word.trim().toLowerCase());
  if (mildest === undefined || mildest === "none")
    throw new UserError(
      `--level wants fatal, error, warning, info or debug, not ${printable(JSON.stringify(word))}.`,
    );
  const rank = (level: Level): number => levelOrder.indexOf(level);
  return (_, reading) => rank(reading().level.level) <= rank(mildest);
}

function nameTest(names: string, nameOf: (reading: Reading) => string): Test {
  const wanted = new Set(names.split(",").map((name) => name.trim().toLowerCase()));
  return (_, reading) => wanted.has(nameOf(reading()).toLowerCase());
}

function grepTest(pattern: string): Test {
  let regex: RegExp;
  try {
    regex = new RegExp(pattern, "u");
  } catch {
    throw new UserError(
      `--grep wants a regular expression, and ${printable(JSON.stringify(pattern))} is none. Put \\ before characters that are meant as they stand.`,
    );
  }
  return ({ raw }) => regex.test(toText(raw));
}
