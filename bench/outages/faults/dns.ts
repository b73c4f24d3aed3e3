import type { Fault } from "./outage.ts";

const forwarding = [
  "plugin/errors: 2 orders-db.shop.internal. A: read udp {address}:40118->203.0.113.53:53: i/o timeout",
  "plugin/forward: no healthy upstreams",
  "plugin/errors: 2 accounts.shop.internal. A: dial udp 203.0.113.53:53: connect: network is unreachable",
];
const broken = [
  'plugin/file: Failed to parse zone "shop.internal.": dns: not a TTL: "36OO" at line: 14:28',
  "plugin/reload: Corefile changed but reload failed: plugin/file: unknown property",
  "plugin/auto: zone shop.internal. has no SOA record",
];

/** The name servers fail: silent, with an error, slowly, or because somebody broke the zone. */
export const dns: Fault = (outage) => {
  const { world, random } = outage;
  const ways = ["silent", "servfail", "zone", "slow"] as const;
  const way = random.pick(ways);
  for (const instance of world.fleet.byService.resolver) {
    if (way === "silent") {
      outage.break(instance, { mode: "timeout", share: 1 });
      world.journal.silence(instance, outage.from, outage.to);
    } else if (way === "slow") {
      outage.break(instance, { mode: "timeout", share: 0.7 });
      outage.repeats(instance, outage.from + random.between(1, 6), 5, "error", forwarding[0] as string);
    } else {
      const text = random.pick(way === "zone" ? broken : forwarding);
      outage.break(instance, { mode: "reply", share: 0.95, reply: "SERVFAIL" });
      outage.repeats(instance, outage.from + random.between(0, 3), way === "zone" ? 45 : 4, "error", text);
    }
  }
  return { services: ["resolver"], hosts: ["ns-1", "ns-2"] };
};
