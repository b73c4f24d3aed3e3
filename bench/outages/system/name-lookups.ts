import type { Random } from "../random.ts";
import type { Outcome } from "./calls.ts";
import type { Instance } from "./fleet.ts";
import { addressOf, nameOf, type ServiceName } from "./topology.ts";
import type { World } from "./world.ts";

/** Seconds for which the answer of a name server is kept. */
const timeToLive = 30;

/** Callers ask the first name server, then the second, and keep the answer for a while. */
export class NameLookups {
  private readonly world: World;
  private readonly random: Random;
  private readonly resolved = new Map<string, number>();

  constructor(world: World) {
    this.world = world;
    this.random = world.random.fork();
  }

  /** Asks a name server, unless its last answer still holds. */
  look(caller: Instance, callee: ServiceName, at: number): Outcome {
    // Gateways look names up when they start.
    if (caller.service === "edge") return { ok: true, elapsed: 0 };
    const key = `${caller.node} ${callee}`;
    if ((this.resolved.get(key) ?? Number.NEGATIVE_INFINITY) > at) return { ok: true, elapsed: 0 };
    const { fleet, conditions, journal } = this.world;
    let elapsed = 0;
    let failed: Outcome | undefined;
    /** The outage by which an earlier server did not answer. */
    let blame: number | undefined;
    for (const server of fleet.byService.resolver) {
      const cut = conditions.between(caller.host, server.host, at);
      const met = conditions.met(server, at, false, this.random);
      const outage = cut?.outage ?? met?.outage;
      if (outage === undefined || met?.mode === "slow") {
        this.resolved.set(key, at + timeToLive);
        if (this.random.chance(0.2)) {
          const question = `${addressOf(caller.host)}:${this.random.int(30_000, 60_000)} - ${this.random.int(1, 65_535)}`;
          const text = `${question} "A IN ${nameOf(callee)}. udp 52 false 512" NOERROR qr,aa,rd 104 0.000${this.random.int(100, 999)}s`;
          journal.say(server, at + elapsed, "info", text);
        }
        const late = outage ?? blame;
        if (late === undefined) return { ok: true, elapsed };
        return {
          ok: true,
          elapsed: elapsed + (outage === undefined ? 0 : (met?.seconds ?? 1)),
          outage: late,
        };
      }
      elapsed += met?.mode === "reply" ? 0.01 : 1.5;
      blame = outage;
      failed = { ok: false, elapsed, mode: "unresolved", target: server, outage };
    }
    return failed as Outcome;
  }
}
