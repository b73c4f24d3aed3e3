import { severityRank } from "../verdict.ts";
import type { Span } from "./episodes.ts";
import type { Kind } from "./kind.ts";
import type { ObservedKind } from "./observed-kind.ts";
import { speaksOfMachine, watchesOthers } from "./programs.ts";

/** A line such as its writer has not written before in this log. */
export interface Novelty {
  /** Epoch seconds. */
  readonly time: number;
  /** In lower case; empty where nobody tells. */
  readonly host: string;
  readonly kind: Kind;
}

/** The rank of a fault that somebody feels. */
const faults = 2;
/** The share of a log in which most of what is usual comes for the first time. */
const learning = 0.2;
/** Seconds before an incident in which its first signs are looked for, and after its first failure. */
const looks = [120, 1_200] as const;
const after = 30;
/** Seconds after which being later than the first failure tells little more. */
const lateness = 10;
/** New lines that tell of no trouble, such as those of a deploy, say less. */
const ofNormal = 0.5;
/** Added to what is expected of new lines: that none came so far does not make them impossible. */
const leastExpected = 0.3;

/** What each party writes for the first time, and how unusual that is for it. Parties are named as in symptoms. */
export class Novelties {
  private readonly ofParty = new Map<string, Novelty[]>();
  private readonly learnt: number;

  constructor(kinds: readonly ObservedKind[], hostNames: readonly string[], span: Span) {
    this.learnt = span.from + learning * (span.to - span.from);
    for (const { kind, events } of kinds) {
      // What the machine's own programs say is new on some host or other all the time, unless it is a fault.
      const isOfMachine = speaksOfMachine(kind.service) && severityRank(kind.severity) > faults;
      if (watchesOthers(kind.service) || isOfMachine) continue;
      const seen = new Set<number>();
      events.times.forEach((time, event) => {
        const number = events.hosts[event] as number;
        if (seen.size > 0 && (!kind.speaksOfHost || seen.has(number))) return;
        seen.add(number);
        const host = (hostNames[number] ?? "").toLowerCase();
        const party = kind.speaksOfHost ? host : kind.service.toLowerCase() || host;
        const known = this.ofParty.get(party) ?? [];
        this.ofParty.set(party, known);
        known.push({ time, host, kind });
      });
    }
    for (const novelties of this.ofParty.values()) novelties.sort((one, other) => one.time - other.time);
  }

  /**
   * Who writes new lines before an incident or as it begins, by how unlikely that is for it: the square of nats.
   *
   * @param onset epoch seconds of the first failure that much more follows
   */
  before(onset: number): Map<string, number> {
    const found = new Map<string, number>();
    for (const party of this.ofParty.keys()) {
      const bad = Math.max(...looks.map((look) => this.surprise(party, onset, look, true)));
      const normal = this.surprise(party, onset, looks[0], false);
      const surprise = bad + ofNormal * normal;
      if (surprise > 0) found.set(party, surprise ** 2);
    }
    return found;
  }

  /** How unlikely the new lines are for somebody who has written so many new ones before. */
  private surprise(party: string, onset: number, look: number, isBad: boolean): number {
    const from = onset - look;
    const before = from - this.learnt;
    if (before < look) return 0;
    let count = 0;
    for (const { time } of this.between(party, from, onset + after, isBad))
      count += Math.exp(-Math.max(0, time - onset) / lateness);
    const usual = this.between(party, this.learnt, from, isBad).length / before;
    const expected = leastExpected + usual * look;
    return count <= expected ? 0 : count * Math.log(count / expected) - (count - expected);
  }

  private between(party: string, from: number, to: number, isBad: boolean): Novelty[] {
    return (this.ofParty.get(party) ?? []).filter(
      ({ time, kind }) => time >= from && time <= to && kind.isBad === isBad,
    );
  }
}
