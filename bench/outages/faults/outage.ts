import type { Level } from "../formats/line-format.ts";
import { klogLine } from "../formats/system-formats.ts";
import type { Mark } from "../log.ts";
import type { Random } from "../random.ts";
import type { Condition } from "../system/conditions.ts";
import type { Instance } from "../system/fleet.ts";
import { addressOf, nameOf, type ServiceName, services } from "../system/topology.ts";
import type { Culprit, World } from "../system/world.ts";
import { chooseVariant, filled, type Wording } from "../wording/wording.ts";

type Values = Readonly<Record<string, string | number>>;

export interface OutageOptions {
  readonly world: World;
  /** Its position among the outages of the scenario. */
  readonly index: number;
  readonly random: Random;
  /** When the fault begins, in seconds from the beginning of the log. */
  readonly from: number;
  /** When it is mended; behind the end of the log if it is not. */
  readonly to: number;
  /** Services and hosts that another outage has broken already. */
  readonly taken: ReadonlySet<string>;
}

/** One kind of outage: breaks something and plans what it says itself. Returns what broke. */
export type Fault = (outage: Outage) => Culprit;

/** An outage under way, with what all kinds of them need. */
export class Outage {
  readonly world: World;
  readonly index: number;
  readonly random: Random;
  readonly from: number;
  readonly to: number;
  private readonly taken: ReadonlySet<string>;

  constructor({ world, index, random, from, to, taken }: OutageOptions) {
    this.world = world;
    this.index = index;
    this.random = random;
    this.from = from;
    this.to = to;
    this.taken = taken;
  }

  /** One of these services that is not broken already. */
  choose(candidates: readonly ServiceName[]): ServiceName {
    const free = candidates.filter((name) => !this.taken.has(name));
    return this.random.pick(free.length === 0 ? candidates : free);
  }

  isTaken(serviceOrHost: string): boolean {
    return this.taken.has(serviceOrHost);
  }

  mark(role: Mark["role"], names = false): Mark {
    return { outage: this.index, role, names };
  }

  /** One of the texts that programs print on this occasion, the same throughout. */
  wording(texts: readonly string[]): string {
    return this.random.pick(texts);
  }

  break(
    instance: Instance,
    condition: Omit<Condition, "outage" | "from" | "to"> & { from?: number; to?: number },
  ): void {
    this.world.conditions.add(instance, { from: this.from, to: this.to, ...condition, outage: this.index });
  }

  breakAll(
    service: ServiceName,
    condition: Omit<Condition, "outage" | "from" | "to"> & { from?: number; to?: number },
  ): void {
    for (const instance of this.world.fleet.byService[service]) this.break(instance, condition);
  }

  /** The broken service says something, in its own log. */
  says(instance: Instance, at: number, level: Level, text: string, values: Values = {}): void {
    this.at(at, () => {
      const written = filled(text, { ...this.valuesOf(instance), ...values });
      this.world.journal.say(instance, at, level, written, {}, this.mark("origin"));
    });
  }

  /** It says so again and again; `pause` is the mean of the seconds in between. */
  repeats(instance: Instance, from: number, pause: number, level: Level, text: string, to = this.to): void {
    const { world, random } = this;
    const end = Math.min(to, world.length);
    world.agenda.repeat(
      from,
      end,
      () => pause * random.between(0.4, 1.6),
      (at) => {
        const written = filled(text, this.valuesOf(instance));
        world.journal.say(instance, at, level, written, {}, this.mark("origin"));
      },
    );
  }

  /** Somebody else tells of the broken copy, in words that name it or not. */
  tells(teller: Instance, at: number, level: Level, wording: Wording, about: Instance): void {
    const variant = chooseVariant(wording, this.random, this.world.naming);
    this.at(at, () => {
      const text = filled(variant.text, this.valuesOf(about));
      this.world.journal.say(teller, at, level, text, {}, this.mark("consequence", variant.names));
    });
  }

  /** A program of a machine says something. */
  machine(
    host: string,
    at: number,
    program: string,
    text: string,
    role: Mark["role"] = "origin",
    names = false,
  ): void {
    this.at(at, () => this.world.journal.system(host, at, program, text, this.mark(role, names)));
  }

  kernel(host: string, at: number, text: string): void {
    this.at(at, () => this.world.journal.kernel(host, at, text, this.mark("origin")));
  }

  kubelet(host: string, at: number, letter: "I" | "W" | "E", place: string, text: () => string): void {
    const source = "/var/log/kubelet.log";
    this.at(at, () => {
      this.world.journal.component(
        host,
        at,
        source,
        (clock) => klogLine(clock, letter, 1102, place, text()),
        this.mark("origin", true),
      );
    });
  }

  /** Plans what is within the log. */
  at(at: number, act: (at: number) => void): void {
    if (at < this.world.length) this.world.agenda.plan(at, act);
  }

  valuesOf(instance: Instance): Values {
    const { random } = this;
    return {
      service: instance.service,
      peer: nameOf(instance.service),
      host: instance.host,
      address: addressOf(instance.host),
      port: services[instance.service].port,
      pid: random.int(1_000, 60_000),
      id: random.int(100_000, 999_999),
      ms: random.int(1_200, 9_000),
      number: random.int(1, 60),
      partition: random.int(0, 5),
      offset: random.int(100_000, 999_999),
    };
  }
}
