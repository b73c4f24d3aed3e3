import type { Random } from "../random.ts";
import type { FailureMode } from "../wording/wording.ts";
import type { Instance } from "./fleet.ts";
import type { ServiceName } from "./topology.ts";

/** What is wrong with a copy of a service, as those who call it see it. */
export interface Condition {
  readonly outage: number;
  readonly mode: Exclude<FailureMode, "pool" | "open" | "unresolved">;
  /** Seconds from the beginning of the log. */
  readonly from: number;
  readonly to: number;
  /** The share of calls that it hits, at its height. */
  readonly share: number;
  /** Seconds until it is at its height. */
  readonly ramp?: number;
  /** How long a slow answer takes, in seconds. */
  readonly seconds?: number;
  /** What it answers. */
  readonly reply?: string;
  /** Reads go on. */
  readonly writesOnly?: boolean;
  /** Nobody who watches over it notices. */
  readonly unwatched?: boolean;
}

interface Cut {
  readonly outage: number;
  readonly hosts: ReadonlySet<string>;
  readonly from: number;
  readonly to: number;
}

interface Leak {
  readonly outage: number;
  readonly caller: ServiceName;
  readonly callee: ServiceName;
  readonly from: number;
  readonly to: number;
  /** Seconds until no connection is left. */
  readonly ramp: number;
}

const growth = (at: number, from: number, ramp = 0): number =>
  ramp === 0 ? 1 : Math.min(1, Math.max(0, (at - from) / ramp));

/** All that is wrong with the system, and when. */
export class Conditions {
  private readonly ofInstance = new Map<Instance, Condition[]>();
  private readonly cuts: Cut[] = [];
  private readonly leaks: Leak[] = [];

  add(instance: Instance, condition: Condition): void {
    const known = this.ofInstance.get(instance);
    if (known === undefined) this.ofInstance.set(instance, [condition]);
    else known.push(condition);
  }

  /** The hosts hear nothing of the others, nor these of them. */
  cut(outage: number, hosts: readonly string[], from: number, to: number): void {
    this.cuts.push({ outage, hosts: new Set(hosts), from, to });
  }

  /** A caller gives connections to another service no longer back. */
  leak(leak: Leak): void {
    this.leaks.push(leak);
  }

  /** What a call meets, by chance; the newest condition first. */
  met(instance: Instance, at: number, writes: boolean, random: Random): Condition | undefined {
    const known = this.ofInstance.get(instance);
    if (known === undefined) return undefined;
    for (let place = known.length - 1; place >= 0; place--) {
      const each = known[place] as Condition;
      if (at < each.from || at >= each.to || (each.writesOnly === true && !writes)) continue;
      if (random.chance(each.share * growth(at, each.from, each.ramp))) return each;
    }
    return undefined;
  }

  /** What keeps a copy from answering most calls, since when. */
  down(instance: Instance, at: number): Condition | undefined {
    return this.ofInstance
      .get(instance)
      ?.find(
        (each) =>
          at >= each.from && at < each.to && each.mode !== "slow" && each.share >= 0.6 && !each.writesOnly,
      );
  }

  between(one: string, other: string, at: number): Cut | undefined {
    return this.cuts.find(
      (cut) => at >= cut.from && at < cut.to && cut.hosts.has(one) !== cut.hosts.has(other),
    );
  }

  leakOf(caller: ServiceName, callee: ServiceName, at: number, random: Random): Leak | undefined {
    const leak = this.leaks.find(
      (each) => each.caller === caller && each.callee === callee && at >= each.from && at < each.to,
    );
    if (leak === undefined) return undefined;
    // Connections are short only when most of them are gone.
    const gone = growth(at, leak.from, leak.ramp);
    return random.chance((gone - 0.6) * 2.3) ? leak : undefined;
  }
}
