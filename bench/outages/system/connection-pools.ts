import type { Random } from "../random.ts";
import type { Outcome } from "./calls.ts";
import type { ServiceName } from "./topology.ts";

interface Use {
  second: number;
  /** Seconds that a call keeps its connection, on the average of the last ones. */
  held: number;
  outage: number | undefined;
}

/** Calls a second that each logged one stands for, and connections of a pool. */
const callsBehind = 40;
const size = 60;

/** Pools run dry by themselves when answers take long: connections in use are calls a second times seconds each. */
export class ConnectionPools {
  private readonly uses = new Map<string, Use>();

  record(caller: ServiceName, callee: ServiceName, at: number, { elapsed, outage }: Outcome): void {
    const key = `${caller} ${callee}`;
    const use = this.uses.get(key) ?? { second: at, held: 0.02, outage: undefined };
    use.held += 0.12 * (elapsed - use.held);
    use.second = at;
    use.outage = outage ?? use.outage;
    this.uses.set(key, use);
  }

  /** Whether a call waits in vain for a free connection, and by which outage. */
  full(caller: ServiceName, callee: ServiceName, at: number, random: Random): { outage: number } | undefined {
    const use = this.uses.get(`${caller} ${callee}`);
    if (use?.outage === undefined) return undefined;
    // Connections that nobody got are not in use: without calls the pool empties itself.
    const held = Math.max(0.02, use.held - 0.05 * Math.max(0, at - use.second));
    const wanted = held * callsBehind;
    return wanted > size && random.chance(0.8 * (1 - size / wanted)) ? { outage: use.outage } : undefined;
  }
}
