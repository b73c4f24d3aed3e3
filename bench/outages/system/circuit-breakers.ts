import { Random } from "../random.ts";
import type { Outcome } from "./calls.ts";
import type { Instance } from "./fleet.ts";
import { type ServiceName, services } from "./topology.ts";
import type { World } from "./world.ts";

interface Breaker {
  failures: number;
  openUntil: number;
  outage: number | undefined;
}

const failuresToOpen = 6;
/** Seconds. */
const openFor = 25;
const opened = [
  "CircuitBreaker '{}' changed state from CLOSED to OPEN",
  "breaker for {} opened after 6 failures",
  "{}: failure rate above threshold, circuit opens",
];
const closed = [
  "CircuitBreaker '{}' changed state from HALF_OPEN to CLOSED",
  "breaker for {} closed",
  "{}: circuit closed",
];

/** Storefront and orders stop calling what failed too often; after a while they try again. */
export class CircuitBreakers {
  private readonly world: World;
  private readonly used: boolean;
  private readonly wording: number;
  private readonly breakers = new Map<string, Breaker>();

  constructor(world: World, used: boolean) {
    this.world = world;
    this.used = used;
    this.wording = new Random(world.start).int(0, opened.length - 1);
  }

  blocks(caller: Instance, callee: ServiceName, at: number): { outage?: number } | undefined {
    const breaker = this.breakers.get(`${caller.node} ${callee}`);
    if (breaker === undefined || at >= breaker.openUntil) return undefined;
    return breaker.outage === undefined ? {} : { outage: breaker.outage };
  }

  record(caller: Instance, callee: ServiceName, at: number, { ok, outage, mode }: Outcome): void {
    const guarded = caller.service === "storefront" || caller.service === "orders";
    if (!this.used || !guarded || services[callee].protocol !== "http" || mode === "open") return;
    const key = `${caller.node} ${callee}`;
    const breaker = this.breakers.get(key) ?? { failures: 0, openUntil: 0, outage: undefined };
    this.breakers.set(key, breaker);
    const wasOpen = breaker.openUntil > 0;
    breaker.failures = ok ? 0 : breaker.failures + 1;
    if (ok && wasOpen) {
      breaker.openUntil = 0;
      this.tell(caller, callee, at, closed, breaker.outage);
      breaker.outage = undefined;
    } else if (!ok && (wasOpen || breaker.failures >= failuresToOpen)) {
      breaker.openUntil = at + openFor;
      breaker.outage = outage;
      if (!wasOpen) this.tell(caller, callee, at, opened, outage);
    }
  }

  private tell(
    caller: Instance,
    callee: ServiceName,
    at: number,
    texts: readonly string[],
    outage?: number,
  ): void {
    const text = (texts[this.wording] as string).replace("{}", callee);
    const names = outage !== undefined && (this.world.culprits[outage]?.services.includes(callee) ?? false);
    const reason = outage === undefined ? undefined : ({ outage, role: "consequence", names } as const);
    this.world.journal.say(caller, at, "warn", text, {}, reason);
  }
}
