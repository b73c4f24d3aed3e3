import type { FaultKind } from "./faults/all.ts";
import type { Outage } from "./faults/outage.ts";
import type { Line } from "./log.ts";
import { addressOf, nameOf, type ServiceName, services } from "./system/topology.ts";
import type { World } from "./system/world.ts";

/** What is true of one outage, as the simulation knows it. Times are epoch seconds. */
export interface OutageLabel {
  readonly kind: FaultKind;
  readonly origin: {
    readonly services: readonly ServiceName[];
    readonly hosts: readonly string[];
    /** Every name that is a right answer, in lower case. */
    readonly accepted: readonly string[];
  };
  /** When the fault began. */
  readonly began: number;
  /** The time of the first line that it caused, by the clock of that line's host. */
  readonly firstSymptom: number;
  /** When it was mended; undefined where the log ends before. */
  readonly end: number | undefined;
  /** The services that it hit, in the order in which they first logged it. */
  readonly consequences: readonly { readonly service: ServiceName; readonly time: number }[];
  /** Whether a line of somebody else names the origin. */
  readonly named: boolean;
  /** Lines that it caused. */
  readonly symptoms: number;
}

export function labelOf(
  world: World,
  outage: Outage & { kind: FaultKind },
  lines: readonly Line[],
): OutageLabel {
  const culprit = world.culprits[outage.index] ?? { services: [], hosts: [] };
  const caused = lines.filter(({ mark }) => mark?.outage === outage.index && mark.role !== "trigger");
  const first = new Map<ServiceName, number>();
  let firstSymptom = Number.POSITIVE_INFINITY;
  for (const { row, service, mark } of caused) {
    firstSymptom = Math.min(firstSymptom, row._time);
    if (service === "system" || mark?.role !== "consequence" || culprit.services.includes(service)) continue;
    first.set(service, Math.min(first.get(service) ?? row._time, row._time));
  }
  const epoch = (at: number): number => world.start / 1000 + at;
  return {
    kind: outage.kind,
    origin: { ...culprit, accepted: acceptedNames(world, culprit) },
    began: epoch(outage.from),
    firstSymptom,
    end: outage.to < world.length ? epoch(outage.to) : undefined,
    consequences: [...first]
      .map(([service, time]) => ({ service, time }))
      .sort((one, other) => one.time - other.time),
    named: caused.some(({ mark }) => mark?.role === "consequence" && mark.names),
    symptoms: caused.length,
  };
}

function acceptedNames(
  world: World,
  culprit: { services: readonly ServiceName[]; hosts: readonly string[] },
): string[] {
  const names = culprit.services.flatMap((service) => [
    service,
    nameOf(service),
    ...services[service].aliases,
    ...world.fleet.nodesOf(service),
    ...services[service].hosts.map((host) => `${addressOf(host)}:${services[service].port}`),
  ]);
  // Where no single machine is to blame, each that a service has for itself stands for it.
  const own = culprit.services
    .filter((service) => !services[service].pods)
    .flatMap((service) => services[service].hosts);
  const machines = (culprit.hosts.length === 0 ? own : culprit.hosts).flatMap((host) => [
    host,
    `${host}.shop.internal`,
    addressOf(host),
  ]);
  return [...new Set([...names, ...machines])];
}
