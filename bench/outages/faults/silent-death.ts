import type { Fault } from "./outage.ts";

/** A service hangs without a word, nobody who watches over it notices, and those who need it time out. */
export const silentDeath: Fault = (outage) => {
  const { world, random, from, to } = outage;
  const service = outage.choose([
    "orders-db",
    "stock-db",
    "cache",
    "accounts",
    "catalogue",
    "events",
    "objects",
    "orders",
  ]);
  const copies = world.fleet.byService[service];
  for (const instance of copies) {
    outage.break(instance, { mode: "timeout", share: random.between(0.9, 1), unwatched: true });
    world.journal.silence(instance, from, to);
  }
  return {
    services: [service],
    hosts: copies.map(({ host }) => host).filter((host) => !host.startsWith("node-")),
  };
};
