import { Random } from "../random.ts";
import { Agenda } from "./agenda.ts";
import { Conditions } from "./conditions.ts";
import { Fleet, type Instance } from "./fleet.ts";
import { Journal } from "./journal.ts";
import type { ServiceName } from "./topology.ts";

/** What broke in an outage, as far as the simulation has to know it. */
export interface Culprit {
  readonly services: readonly ServiceName[];
  readonly hosts: readonly string[];
}

export interface WorldOptions {
  readonly seed: string;
  /** Milliseconds since 1970. */
  readonly start: number;
  /** Seconds. */
  readonly length: number;
}

/** Everything that a part of the simulation may look at or act on. */
export class World {
  readonly random: Random;
  readonly length: number;
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly fleet: Fleet;
  readonly journal: Journal;
  readonly conditions = new Conditions();
  readonly agenda = new Agenda();
  /** By outage. */
  readonly culprits: Culprit[] = [];
  /** The share of programs that say who is to blame: none in a quarter of all shops, half of them on the whole. */
  readonly naming: number;
  /** By what the usual load is multiplied. */
  load: (at: number) => number = () => 1;

  constructor({ seed, start, length }: WorldOptions) {
    const random = new Random(seed);
    this.random = random;
    this.start = start;
    this.length = length;
    this.naming = random.chance(0.25) ? 0 : 2 / 3;
    this.fleet = new Fleet(random.fork());
    this.journal = new Journal({ start, fleet: this.fleet, random: random.fork() });
  }

  /** Whether naming this copy, by its service or its host, names what broke. */
  isCulprit(outage: number, instance: Instance, byHost: boolean): boolean {
    const culprit = this.culprits[outage];
    if (culprit === undefined) return false;
    return culprit.services.includes(instance.service) || (byHost && culprit.hosts.includes(instance.host));
  }

  /** How busy the shop is at this time of day, from 0.3 at night to 1 at noon and in the evening. */
  dayShape(at: number): number {
    const hour = ((this.start / 1000 + at) / 3600) % 24;
    for (let place = 1; place < dayShape.length; place++) {
      const [from, low] = dayShape[place - 1] as [number, number];
      const [to, high] = dayShape[place] as [number, number];
      if (hour < to) return low + ((hour - from) / (to - from)) * (high - low);
    }
    return 0.4;
  }
}

/** Hours and loads; in between it rises and falls in straight lines. */
const dayShape: readonly (readonly [number, number])[] = [
  [0, 0.45],
  [4, 0.3],
  [7, 0.55],
  [11, 0.95],
  [13, 1],
  [16, 0.8],
  [20, 1],
  [24, 0.45],
];
