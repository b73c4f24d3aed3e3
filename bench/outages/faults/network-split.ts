import { racks, services, servicesOn } from "../system/topology.ts";
import { announceLoss } from "./loss.ts";
import type { Fault } from "./outage.ts";

const linkLines = [
  "bond0: now running without any active interface!",
  "igb 0000:03:00.0 eno1: NIC Link is Down",
  "NETDEV WATCHDOG: eno1 (igb): transmit queue 3 timed out",
];

/** A rack, or part of it, no longer reaches the others; both sides go on and log. */
export const networkSplit: Fault = (outage) => {
  const { world, random, from, to } = outage;
  const rack = random.pick(racks).filter((host) => {
    const there = servicesOn(host);
    return there.length > 0 && !outage.isTaken(host) && !there.some((service) => outage.isTaken(service));
  });
  const cut = random.chance(0.3) ? [...rack] : random.sample(rack, random.int(2, 5));
  world.conditions.cut(outage.index, cut, from, to);
  const isCut = new Set(cut);
  if (random.chance(0.5)) {
    const text = random.pick(linkLines);
    for (const host of random.sample(cut, random.int(1, cut.length)))
      outage.kernel(host, from + random.between(0, 1.5), text);
  }
  const takesOver = random.chance(0.6);
  for (const host of cut) announceLoss(outage, host, (other) => !isCut.has(other), takesOver);
  const own = cut.flatMap(servicesOn).filter((service) => !services[service].pods);
  const primaries = own.filter(
    (service) => services[service].primary && isCut.has(world.fleet.primaryOf(service).host),
  );
  return { services: [...new Set(primaries)], hosts: cut };
};
