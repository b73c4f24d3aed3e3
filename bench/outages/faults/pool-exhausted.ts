import type { ServiceName } from "../system/topology.ts";
import type { Fault } from "./outage.ts";

const leaks: readonly (readonly [ServiceName, ServiceName])[] = [
  ["orders", "orders-db"],
  ["accounts", "orders-db"],
  ["catalogue", "stock-db"],
];
const leakSigns: Readonly<Partial<Record<ServiceName, readonly string[]>>> = {
  orders: [
    "HikariPool-1 - Connection leak detection triggered for conn{number} on thread http-nio-8080-exec-{number}, stack trace follows",
    "HikariPool-1 - Pool stats (total=20, active=20, idle=0, waiting={number})",
    "Apparent connection leak detected",
  ],
  accounts: [
    "pool stats: in_use=20 idle=0 wait_count={number}",
    "waited {ms} ms for a connection",
    "acquire took {ms} ms",
  ],
  catalogue: [
    "sql.DBStats OpenConnections=20 InUse=20 WaitCount={number}",
    "waited {ms} ms for a connection",
    "rows not closed after {ms} ms",
  ],
};
const tooMany = [
  "@shop@orders sorry, too many clients already",
  "@shop@orders remaining connection slots are reserved for roles with the SUPERUSER attribute",
  '@shop@orders too many connections for role "shop"',
];

/** Connections are used up: by a service that gives none back, or by too many clients of a database. */
export const poolExhausted: Fault = (outage) => {
  const { world, random, from, to } = outage;
  const free = leaks.filter(([caller, callee]) => !outage.isTaken(caller) && !outage.isTaken(callee));
  if (random.chance(0.65) || outage.isTaken("orders-db")) {
    const [caller, callee] = random.pick(free.length === 0 ? leaks : free);
    const ramp = random.between(30, 240);
    world.conditions.leak({ outage: outage.index, caller, callee, from, to, ramp });
    const text = random.pick(leakSigns[caller] ?? []);
    if (random.chance(0.6))
      for (const instance of world.fleet.byService[caller])
        outage.repeats(instance, from + ramp * 0.5, 25, "warn", text);
    return { services: [caller], hosts: [] };
  }
  const text = random.pick(tooMany);
  const primary = world.fleet.primaryOf("orders-db");
  outage.break(primary, {
    mode: "reply",
    share: random.between(0.6, 0.95),
    ramp: 60,
    reply: text.slice(text.indexOf(" ") + 1),
  });
  outage.repeats(primary, from + random.between(0, 4), 2.5, "fatal", text);
  return { services: ["orders-db"], hosts: [primary.host] };
};
