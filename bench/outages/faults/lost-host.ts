import { hosts, services, servicesOn } from "../system/topology.ts";
import { announceLoss } from "./loss.ts";
import type { Fault } from "./outage.ts";

const lastWords: readonly string[] = [
  "mce: [Hardware Error]: CPU 3: Machine Check: 0 Bank 5: be00000000800400",
  "igb 0000:03:00.0 eno1: Reset adapter unexpectedly",
  "watchdog: BUG: soft lockup - CPU#2 stuck for 23s! [kworker/2:1:4412]",
  "EDAC MC0: 1 UE memory read error on CPU_SrcID#0_MC#0_Chan#1_DIMM#0",
];

/** A machine is gone from one moment to the next: power, hardware or a crash of its kernel. */
export const lostHost: Fault = (outage) => {
  const { world, random, from, to } = outage;
  const candidates = hosts.filter((host) => {
    const there = servicesOn(host);
    return there.length > 0 && !outage.isTaken(host) && !there.some((service) => outage.isTaken(service));
  });
  const host = random.pick(candidates);
  const warned = random.chance(0.4);
  if (warned) outage.kernel(host, from, random.pick(lastWords));
  const gone = warned ? from + random.between(0.5, 4) : from;
  world.journal.silence(host, gone, to);
  for (const instance of world.fleet.on(host))
    outage.break(instance, { mode: "unreachable", share: 1, from: gone });
  announceLoss(outage, host, () => true, random.chance(0.8));
  if (to < world.length)
    outage.kernel(host, to + 1, "Linux version 6.1.0-26-amd64 (gcc-12 (Debian 12.2.0-14) 12.2.0)");
  // A machine that one service has for itself is known by that service, too.
  const own = servicesOn(host).filter((service) => !services[service].pods);
  return { services: own, hosts: [host] };
};
