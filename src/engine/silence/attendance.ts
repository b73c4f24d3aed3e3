import type { Rhythm } from "./rhythm.ts";
import { hour, type WeekKind } from "./week.ts";

/** Shares by their weights, and how many they are. */
interface Sum {
  readonly share: number;
  readonly weight: number;
  readonly voices: number;
}

/** Below this share of the others, it is a holiday, a change of the clocks or the like. */
const absent = 0.4;
/** Below this share nobody is there; above that all are, as far as chance lets them. */
const nobody = 0.15;
const usually = 0.7;
const fewestOthers = 2;
/** Events from which one weighs no more than another. */
const heaviest = 20;
/** Seconds for which it is known whether it is a day on which they come. */
const lasting = 12 * hour;
/** Events an hour that are to be expected where nobody tells whether it is such a time. */
const untold = 2;

/** When it was known last whether those of a kind come. Epoch seconds. */
export type Presence = Readonly<
  Record<Exclude<WeekKind, "steady">, { readonly time: number; readonly isAbsent: boolean }>
>;

export const nobodySeen: Presence = {
  daily: { time: Number.NEGATIVE_INFINITY, isAbsent: false },
  workdays: { time: Number.NEGATIVE_INFINITY, isAbsent: false },
};

const none: Sum = { share: 0, weight: 0, voices: 0 };

/**
 * Who speaks in an hour as usual. Whose rhythm is that of people is compared with others of that kind: on a holiday all of
 * them are quiet, and none is missing.
 */
export class Attendance {
  private readonly sums = new Map<string, Sum>();
  /** Of what is usual of all that a host or a service writes, how much is to be expected. */
  private readonly parties = new Map<string, Sum>();
  private readonly covered: number;
  private readonly seen: Presence;
  private readonly time: number;

  /**
   * @param covered seconds of the hour that were looked at
   * @param seen when each kind was seen last, before this hour
   */
  constructor(rhythms: Iterable<Rhythm>, covered: number, time: number, seen: Presence) {
    this.covered = covered;
    this.time = time;
    this.seen = seen;
    const voices: Rhythm[] = [];
    for (const rhythm of rhythms) {
      if (rhythm.template === "") continue;
      voices.push(rhythm);
      const share = rhythm.kind === "steady" || rhythm.isTold ? undefined : this.shareOf(rhythm);
      if (share !== undefined) add(this.sums, rhythm.kind, share, this.weightOf(rhythm));
    }
    for (const rhythm of voices) {
      const { host, service, usual = 0 } = rhythm;
      const share = this.expectedOf(rhythm);
      for (const party of [ofHost(host), ofService(service)]) add(this.parties, party, share, usual);
    }
  }

  /** When each kind was seen last, and that it was not. */
  presence(): Presence {
    const { seen, time } = this;
    const of = (kind: keyof Presence): Presence[typeof kind] => {
      const { share, weight, voices } = this.sums.get(kind) ?? none;
      if (voices <= fewestOthers) return seen[kind];
      return { time, isAbsent: share < absent * weight };
    };
    return { daily: of("daily"), workdays: of("workdays") };
  }

  /** Whether others of its kind are missing, too. */
  isAbsence(rhythm: Rhythm): boolean {
    const others = this.othersOf(rhythm);
    return others !== undefined && others < absent;
  }

  /** The share of what is usual that is to be expected of it. */
  expectedOf(rhythm: Rhythm): number {
    const { kind, template, usual = 0 } = rhythm;
    if (template === "") return this.expectedOfParty(rhythm);
    if (kind === "steady" || usual === 0) return 1;
    const others = this.othersOf(rhythm);
    if (others !== undefined) return others < nobody ? 0 : Math.min(1, others / usually);
    const { time, isAbsent } = this.seen[kind];
    if (this.time - time < lasting) return isAbsent ? 0 : 1;
    return kind === "workdays" ? 0 : Math.min(1, untold / usual);
  }

  private expectedOfParty({ host, service }: Rhythm): number {
    const { share, weight } = this.parties.get(host === "" ? ofService(service) : ofHost(host)) ?? none;
    return weight === 0 ? 1 : share / weight;
  }

  /** The mean share of the others of its kind; undefined where they are too few. */
  private othersOf(rhythm: Rhythm): number | undefined {
    const { kind, isTold, template } = rhythm;
    if (kind === "steady") return undefined;
    const all = this.sums.get(kind) ?? none;
    const own = isTold || template === "" ? undefined : this.shareOf(rhythm);
    if (all.voices - (own === undefined ? 0 : 1) < fewestOthers) return undefined;
    const weight = own === undefined ? 0 : this.weightOf(rhythm);
    return (all.share - (own ?? 0) * weight) / (all.weight - weight);
  }

  /** Who seldom speaks does so by chance. */
  private weightOf({ usual = 0 }: Rhythm): number {
    return Math.min(heaviest, (usual * this.covered) / hour);
  }

  /** How much of what is usual it spoke in the hour; undefined where nothing need have come. */
  private shareOf({ usual = 0, inHour }: Rhythm): number | undefined {
    const expected = (usual * this.covered) / hour;
    return expected < 1 ? undefined : Math.min(1, inHour / expected);
  }
}

function add(sums: Map<string, Sum>, name: string, share: number, weight: number): void {
  const sum = sums.get(name) ?? none;
  sums.set(name, {
    share: sum.share + share * weight,
    weight: sum.weight + weight,
    voices: sum.voices + 1,
  });
}

function ofHost(host: string): string {
  return `host ${host}`;
}

function ofService(service: string): string {
  return `service ${service}`;
}
