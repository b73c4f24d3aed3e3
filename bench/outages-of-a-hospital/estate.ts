import type { Host } from "./model.ts";

/** A system, its hosts as `name@room` or `name@room/hypervisor`. */
const placed = `
vpn                vpn-1@north
citrix             ctx-ddc1@north/esx-1 ctx-vda1@south/esx-3
directory-service  dc-1@north/esx-1 dc-2@south/esx-3
dns                ns-1@north ns-2@south
medis              medis-app1@north/esx-1 medis-app2@south/esx-2
medis-db           ora-1@north ora-2@south
labcore            lis-1@north/esx-1 lis-2@south/esx-2
labcore-db         sql-1@south/esx-3
pacs               pacs-1@north pacs-2@south/esx-2
filer              filer-1@north filer-2@south
message-queue      mq-1@north/esx-1 mq-2@south/esx-2
interface-engine   int-1@north/esx-1 int-2@south/esx-2
appointments       kube-1@north kube-2@north kube-3@south
billing-gateway    cics-gw1@north/esx-1
load-balancer      lb-1@north
firewall           fw-1@north
core-switches            sw-core1@north sw-core2@south
hypervisor         esx-1@north esx-2@south esx-3@south vc-1@north
scheduler          batch-1@south/esx-3
backup-server             bak-1@south
rabbitmq           rmq-1@north/esx-1 rmq-2@south/esx-3
monitoring         mon-1@north
ups              ups-1@south
`;

function placedHosts(): Host[] {
  const hosts: Host[] = [];
  for (const row of placed.trim().split("\n")) {
    const [system = "", ...places] = row.split(/ +/);
    for (const place of places) {
      const [, name = "", room, hypervisor] = /^([^@]+)@(north|south)(?:\/(.+))?$/.exec(place) ?? [];
      hosts.push({
        name,
        address: `198.51.100.${hosts.length + 61}`,
        system,
        room: room === "south" ? "south" : "north",
        ...(hypervisor === undefined ? {} : { hypervisor }),
      });
    }
  }
  return hosts;
}

/** All hosts of the hospital. */
export const hosts: readonly Host[] = placedHosts();

/** The hosts of one system, in order. */
export function hostsOf(system: string): readonly Host[] {
  return hosts.filter((host) => host.system === system);
}

/** A host by its name. */
export function hostNamed(name: string): Host {
  const host = hosts.find((candidate) => candidate.name === name);
  if (host === undefined) throw new Error(`${name} is no host of the hospital.`);
  return host;
}

/** Systems that tell of others' trouble and have no users of their own. */
export const witnesses: ReadonlySet<string> = new Set([
  "load-balancer",
  "core-switches",
  "hypervisor",
  "monitoring",
  "ups",
]);

/** One system calling another. */
export interface Dependency {
  readonly caller: string;
  readonly callee: string;
  /** Whether the caller fails its own callers without it. */
  readonly hard: boolean;
  /** Seconds until the caller typically notices. */
  readonly delay: number;
  /** Complaints a minute that a host of the caller typically writes. */
  readonly rate: number;
}

/** caller, callee, hard or soft, delay in seconds, complaints a minute of each host. */
const calls = `
medis             medis-db           hard   6   6
medis             directory-service  soft  25   2
medis             message-queue      soft  40   3
medis             billing-gateway    soft  35   2
medis             dns                hard  50   3
labcore           labcore-db         hard   8   6
labcore           message-queue      soft  30   3
labcore           directory-service  soft  45   1
labcore           dns                soft  70   2
pacs              filer              hard  15   5
pacs              message-queue      soft  60   2
pacs              dns                soft  90   1
message-queue     filer              hard  20   3
interface-engine  message-queue      hard  10   6
interface-engine  medis              soft  20   4
interface-engine  labcore            soft  25   4
interface-engine  pacs               soft  40   2
interface-engine  dns                soft  55   2
appointments      rabbitmq           hard   6   5
appointments      medis              hard  12   6
appointments      dns                hard  15   5
citrix            directory-service  hard  20   4
citrix            medis              soft  60   3
citrix            filer              soft  50   2
citrix            dns                soft  45   2
vpn               directory-service  hard  15   4
vpn               dns                soft 100   1
billing-gateway   dns                soft 120   1
scheduler         medis-db           soft 120   1
scheduler         billing-gateway    soft  90   1
scheduler         labcore-db         soft 200   1
scheduler         filer              soft 150   1
backup-server            filer              soft 120   1
backup-server            hypervisor         soft  90   1
backup-server            medis-db           soft 240   1
load-balancer     medis              soft  16   2
load-balancer     pacs               soft  20   1
load-balancer     appointments       soft  18   2
`;

/** Who calls whom. */
export const dependencies: readonly Dependency[] = calls
  .trim()
  .split("\n")
  .map((row) => {
    const [caller = "", callee = "", force, delay, rate] = row.split(/ +/);
    return { caller, callee, hard: force === "hard", delay: Number(delay), rate: Number(rate) };
  });
