import type { Random } from "../random.ts";
import { callWordings } from "../wording/call-wordings.ts";
import { chooseVariant, type FailureMode, filled, type Variant } from "../wording/wording.ts";
import { CircuitBreakers } from "./circuit-breakers.ts";
import { ConnectionPools } from "./connection-pools.ts";
import type { Instance } from "./fleet.ts";
import type { Reason } from "./journal.ts";
import { NameLookups } from "./name-lookups.ts";
import { addressOf, nameOf, type ServiceName, services } from "./topology.ts";
import type { World } from "./world.ts";

/** How a call ended. */
export interface Outcome {
  readonly ok: boolean;
  /** Seconds that the caller spent. */
  readonly elapsed: number;
  readonly mode?: FailureMode;
  readonly target?: Instance;
  readonly reply?: string;
  /** The outage that it failed, or was slow, by. */
  readonly outage?: number;
}

export interface Request {
  readonly path: string;
  readonly writes?: boolean;
  /** What the called copy does; left out where it only answers. */
  readonly serve?: (target: Instance, at: number) => Outcome;
  /** Its failure does the caller no harm: it is logged as a warning. */
  readonly optional?: boolean;
}

/** Seconds that callers wait for an answer, as usual settings have it; each scenario has its own. */
const timeouts: Readonly<Partial<Record<ServiceName, readonly number[]>>> = {
  storefront: [4, 6, 10],
  catalogue: [2, 3, 5],
  orders: [2, 3, 5],
  accounts: [2, 3, 4],
  dispatch: [5, 10, 15],
  edge: [15, 30],
};
const sharedHealth = new Set<ServiceName>([
  "edge",
  "storefront",
  "catalogue",
  "orders",
  "accounts",
  "objects",
  "events",
]);
/** Seconds after which a copy that is down gets no more calls, if others are left. */
const noticedAfter = 20;

/** Calls between services, with everything that goes wrong on the way, and what callers say about it. */
export class Calls {
  private readonly world: World;
  private readonly random: Random;
  private readonly pools = new ConnectionPools();
  private readonly breakers: CircuitBreakers;
  private readonly variants = new Map<string, Variant>();
  private readonly names: NameLookups;
  private readonly timeoutOf: Readonly<Partial<Record<ServiceName, number>>>;

  constructor(world: World) {
    this.world = world;
    this.random = world.random.fork();
    this.names = new NameLookups(world);
    this.breakers = new CircuitBreakers(world, this.random.chance(0.6));
    this.timeoutOf = Object.fromEntries(
      Object.entries(timeouts).map(([name, choices]) => [name, this.random.pick(choices)]),
    );
  }

  /** A call with one retry, after which the caller logs the failure, if any. */
  call(caller: Instance, callee: ServiceName, at: number, request: Request): Outcome {
    const first = this.attempt(caller, callee, at, request);
    this.breakers.record(caller, callee, at + first.elapsed, first);
    if (first.ok) {
      if (first.elapsed > 1 && this.random.chance(0.5))
        this.complain(caller, callee, at, request, { ...first, mode: "slow" });
      return first;
    }
    const again = first.mode === "reset" || first.mode === "refused" || first.mode === "unresolved";
    if (!again) {
      this.complain(caller, callee, at, request, first);
      return first;
    }
    const wait = first.elapsed + 0.15;
    const second = this.attempt(caller, callee, at + wait, request);
    const whole = { ...second, elapsed: wait + second.elapsed };
    if (second.ok) this.complain(caller, callee, at, { ...request, optional: true }, first);
    else this.complain(caller, callee, at, request, whole);
    return whole;
  }

  private attempt(caller: Instance, callee: ServiceName, at: number, request: Request): Outcome {
    const { conditions } = this.world;
    const open = this.breakers.blocks(caller, callee, at);
    if (open !== undefined) return { ok: false, elapsed: 0.001, mode: "open", ...open };
    const leak = conditions.leakOf(caller.service, callee, at, this.random);
    if (leak !== undefined)
      return { ok: false, elapsed: this.patience(caller), mode: "pool", outage: leak.outage };
    const full = this.pools.full(caller.service, callee, at, this.random);
    if (full !== undefined) return { ok: false, elapsed: this.patience(caller), mode: "pool", ...full };
    const name = this.names.look(caller, callee, at);
    if (!name.ok) return name;
    const outcome = this.reach(caller, this.targetOf(callee, at, request), at + name.elapsed, request);
    this.pools.record(caller.service, callee, at, outcome);
    const outage = outcome.outage ?? name.outage;
    return {
      ...outcome,
      elapsed: name.elapsed + outcome.elapsed,
      ...(outage === undefined ? {} : { outage }),
    };
  }

  private reach(caller: Instance, target: Instance, at: number, request: Request): Outcome {
    const { conditions } = this.world;
    const { random } = this;
    const patience = this.patience(caller);
    const cut = conditions.between(caller.host, target.host, at);
    const waiting = Math.min(patience, 3);
    if (cut !== undefined)
      return { ok: false, elapsed: waiting, mode: "unreachable", target, outage: cut.outage };
    const met = conditions.met(target, at, request.writes === true, random);
    if (met !== undefined && met.mode !== "slow") {
      const { mode, outage, reply } = met;
      const elapsed =
        { timeout: patience, unreachable: waiting }[mode as string] ?? random.between(0.001, 0.02);
      return { ok: false, elapsed, mode, target, outage, ...(reply === undefined ? {} : { reply }) };
    }
    if (random.chance(0.0012)) return { ok: false, elapsed: 0.004, mode: "reset", target };
    const delay = met === undefined ? this.usualDelay() : (met.seconds ?? 2) * random.between(0.5, 1.6);
    const served = request.serve?.(target, at + delay) ?? { ok: true, elapsed: 0 };
    const elapsed = delay + served.elapsed;
    const outage = served.outage ?? met?.outage;
    const blame = outage === undefined ? {} : { outage };
    if (elapsed >= patience) return { ok: false, elapsed: patience, mode: "timeout", target, ...blame };
    if (served.ok) return { ok: true, elapsed, target, ...blame };
    const reply = served.reply ?? random.pick(["500 Internal Server Error", "503 Service Unavailable"]);
    return { ok: false, elapsed, mode: "reply", target, reply, ...blame };
  }

  /** A primary for what only it can do, else any copy that is not known to be down. */
  private targetOf(callee: ServiceName, at: number, request: Request): Instance {
    const { fleet, conditions } = this.world;
    const copies = fleet.byService[callee];
    if (services[callee].primary && (request.writes === true || this.random.chance(0.6)))
      return fleet.primaryOf(callee);
    const up = copies.filter((copy) => {
      const down = conditions.down(copy, at);
      return down === undefined || at - down.from < noticedAfter || !sharedHealth.has(callee);
    });
    return this.random.pick(up.length === 0 ? copies : up);
  }

  /** Now and then an answer is late for no reason that anybody finds. */
  private usualDelay(): number {
    return this.random.chance(0.0005) ? this.random.between(1, 2.6) : this.random.skewed(0.001, 0.05);
  }

  private patience(caller: Instance): number {
    return this.timeoutOf[caller.service] ?? 5;
  }

  private complain(
    caller: Instance,
    callee: ServiceName,
    at: number,
    request: Request,
    outcome: Outcome,
  ): void {
    const protocol = services[callee].protocol;
    const mode = outcome.mode as FailureMode;
    const wording = callWordings[caller.service]?.[protocol]?.[mode];
    if (wording === undefined) return;
    const { fleet, journal } = this.world;
    const target = outcome.target ?? fleet.primaryOf(callee);
    const variant = this.variantOf(`${caller.service} ${protocol} ${mode}`, () =>
      chooseVariant(wording, this.random, this.world.naming),
    );
    const text = filled(variant.text, {
      service: callee,
      peer: nameOf(callee),
      address: addressOf(target.host),
      port: services[callee].port,
      resolver: addressOf(target.host),
      reply: outcome.reply ?? "",
      path: request.path,
      ms: Math.round(outcome.elapsed * 1000),
      seconds: Math.max(1, Math.round(outcome.elapsed)),
      id: this.random.int(100_000, 999_999),
      size: 20,
      waiting: this.random.int(3, 60),
    });
    const level = mode === "slow" || request.optional === true ? "warn" : "error";
    journal.say(
      caller,
      at + outcome.elapsed,
      level,
      text,
      {},
      this.reasonOf(caller, target, variant, outcome),
    );
  }

  private reasonOf(caller: Instance, target: Instance, variant: Variant, { outage }: Outcome): Reason {
    if (outage === undefined) return undefined;
    const byHost = variant.text.includes("{address}") || variant.text.includes("{resolver}");
    const names = variant.names && this.world.isCulprit(outage, target, byHost);
    const role = this.world.isCulprit(outage, caller, false) ? "origin" : "consequence";
    return { outage, role, names };
  }

  /** A program says the same thing in the same words for as long as it is not changed. */
  private variantOf(key: string, choose: () => Variant): Variant {
    const known = this.variants.get(key);
    if (known !== undefined) return known;
    const chosen = choose();
    this.variants.set(key, chosen);
    return chosen;
  }
}
