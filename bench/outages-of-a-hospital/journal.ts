import { hosts } from "./estate.ts";
import { fill } from "./fill.ts";
import type { Host, Level, LogLine } from "./model.ts";
import type { RandomStream } from "./random.ts";
import { systemNamed } from "./systems/systems.ts";

/** A line and which fault it would not exist without. */
export interface JournalLine extends LogLine {
  /** Epoch seconds by the right clock, to which its host's clock need not keep. */
  readonly moment: number;
  readonly system: string;
  readonly level: Level;
  /** The number of the fault, from 0; undefined for a line of every day. */
  readonly fault: number | undefined;
}

interface Interval {
  readonly from: number;
  readonly to: number;
}

/** A host's silence, or that of one of its programs. */
export interface Silence extends Interval {
  readonly host: Host;
  /** The name of the only source that is silent. */
  readonly source?: string | undefined;
}

/** Addresses of all hosts, for texts that name one: `{ns-1.address}`. */
const addresses: Readonly<Record<string, string>> = Object.fromEntries(
  hosts.map((host) => [`${host.name}.address`, host.address]),
);

/** Clocks of appliances are farther off than those of servers. */
const looseClocks = new Set(["vpn", "filer", "core-switches", "firewall", "ups"]);

const tagLetters = [..."bcdfghjklmnpqrstvwxz2456789"];

/** Takes the messages of a period, and gives its lines: written by each host's clock, none by a host that is silent. */
export class Journal {
  private readonly written: JournalLine[] = [];
  private readonly silent: Silence[] = [];
  private readonly thinned = new Map<string, (Interval & { readonly share: number })[]>();
  private readonly random: RandomStream;
  private readonly clockErrors: ReadonlyMap<string, number>;
  private readonly processes: ReadonlyMap<string, number>;
  private readonly tags: ReadonlyMap<string, string>;

  /** @param random whose fork decides clocks and processes; texts are filled from it in the order of writing */
  constructor(random: RandomStream) {
    this.random = random;
    const clocks = random.fork("clocks");
    this.clockErrors = new Map(
      hosts.map(({ name, system }) => {
        const largest = looseClocks.has(system) ? 1.2 : 0.03;
        return [name, clocks.between(-largest, largest)];
      }),
    );
    this.processes = new Map(hosts.map(({ name }) => [name, clocks.whole(900, 60_000)]));
    this.tags = new Map(
      hosts.map(({ name }) => [name, Array.from({ length: 5 }, () => clocks.pick(tagLetters)).join("")]),
    );
  }

  /**
   * Writes one message.
   *
   * @param time epoch seconds
   * @param head the source's name, a slash and the head as the notation wants it
   * @param fault the number of the fault that the line is a symptom of
   * @param values of further placeholders
   */
  write(
    time: number,
    host: Host,
    level: Level,
    head: string,
    text: string,
    fault?: number,
    values: Readonly<Record<string, string>> = {},
  ): void {
    const slash = head.indexOf("/");
    const source = systemNamed(host.system).sources[head.slice(0, slash)];
    if (source === undefined) throw new Error(`${host.system} has no source for ${head}.`);
    const lookUp = (name: string): string | undefined => {
      if (name === "self") return host.name;
      if (name === "self.tag") return this.tagOf(host.name);
      return name === "self.address" ? host.address : (values[name] ?? addresses[name]);
    };
    const shown = Math.round((time + (this.clockErrors.get(host.name) as number)) * 1000) / 1000;
    const raws = source.notation({
      time: shown,
      host,
      level,
      head: fill(head.slice(slash + 1), this.random, lookUp),
      text: fill(text, this.random, lookUp),
      process: this.processes.get(host.name) as number,
    });
    for (const raw of raws) {
      this.written.push({
        time: shown,
        host: host.name,
        source: source.path,
        raw,
        moment: time,
        system: host.system,
        level,
        fault,
      });
    }
  }

  /** Five letters that end the names of containers on a host. */
  tagOf(host: string): string {
    return this.tags.get(host) as string;
  }

  /** A host, or one of its sources, writes nothing for a time. */
  silence(silence: Silence): void {
    this.silent.push(silence);
  }

  /** All silences, in the order in which they were told. */
  get silences(): readonly Silence[] {
    return this.silent;
  }

  /** Of the system's daily lines about its users only the share is written from then to then. */
  thin(system: string, share: number, from: number, to: number): void {
    this.thinned.set(system, [...(this.thinned.get(system) ?? []), { from, to, share }]);
  }

  /** Which share of daily lines about users the system writes at a time. */
  shareOfWork(system: string, time: number): number {
    let share = 1;
    for (const interval of this.thinned.get(system) ?? []) {
      if (time >= interval.from && time < interval.to) share = Math.min(share, interval.share);
    }
    return share;
  }

  /** The lines by the time that they show; those of one time in the order in which they were written. */
  lines(): JournalLine[] {
    return this.written
      .filter((line) => this.isWritten(line))
      .sort((first, second) => first.time - second.time);
  }

  private isWritten({ host, source, moment, system }: JournalLine): boolean {
    return !this.silent.some(
      (silence) =>
        silence.host.name === host &&
        moment >= silence.from &&
        moment < silence.to &&
        (silence.source === undefined || systemNamed(system).sources[silence.source]?.path === source),
    );
  }
}
