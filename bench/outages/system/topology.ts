/** The system whose logs are made: a mail-order nursery that sells plants, with twelve services on thirty hosts. */

export const serviceNames = [
  "edge",
  "storefront",
  "catalogue",
  "orders",
  "accounts",
  "dispatch",
  "events",
  "cache",
  "orders-db",
  "stock-db",
  "resolver",
  "objects",
] as const;
export type ServiceName = (typeof serviceNames)[number];

/** How clients speak to a service. */
export type Protocol = "http" | "postgres" | "mysql" | "redis" | "kafka" | "s3" | "dns";

export interface Service {
  readonly protocol: Protocol;
  readonly port: number;
  /** What it calls. */
  readonly needs: readonly ServiceName[];
  /** The hosts it runs on; a service with pods shares them with others. */
  readonly hosts: readonly string[];
  readonly pods: boolean;
  /** Further names under which people and programs know it. */
  readonly aliases: readonly string[];
  /** One of its instances answers writes; the others follow it. */
  readonly primary: boolean;
}

function service(
  protocol: Protocol,
  port: number,
  hosts: string,
  needs: readonly ServiceName[] = [],
  more: Partial<Pick<Service, "aliases" | "pods" | "primary">> = {},
): Service {
  const standard = { aliases: [], pods: false, primary: false };
  return { protocol, port, needs, hosts: hosts.split(" "), ...standard, ...more };
}

const pods = { pods: true };
export const services: Readonly<Record<ServiceName, Service>> = {
  edge: service("http", 443, "edge-1 edge-2", ["storefront", "accounts", "objects"], {
    aliases: ["nginx", "haproxy"],
  }),
  storefront: service("http", 3000, "node-1 node-4 node-7", ["catalogue", "orders", "accounts"], pods),
  catalogue: service("http", 8081, "node-2 node-5 node-8", ["cache", "stock-db"], pods),
  orders: service(
    "http",
    8080,
    "node-1 node-3 node-6",
    ["accounts", "catalogue", "orders-db", "events", "cache"],
    pods,
  ),
  accounts: service("http", 8443, "node-2 node-4 node-6", ["orders-db", "cache"], pods),
  dispatch: service("http", 9100, "node-3 node-7", ["events", "orders", "objects"], pods),
  events: service("kafka", 9092, "broker-1 broker-2 broker-3", [], { aliases: ["kafka"] }),
  cache: service("redis", 6379, "cache-1 cache-2 cache-3", [], {
    aliases: ["redis", "redis-server", "redis-sentinel"],
    primary: true,
  }),
  "orders-db": service("postgres", 5432, "pg-1 pg-2 pg-3", [], {
    aliases: ["postgresql", "postgres", "patroni"],
    primary: true,
  }),
  "stock-db": service("mysql", 3306, "my-1 my-2", [], { aliases: ["mysql", "mysqld"], primary: true }),
  resolver: service("dns", 53, "ns-1 ns-2", [], { aliases: ["dns", "coredns"] }),
  objects: service("s3", 9000, "store-1 store-2 store-3 store-4", [], { aliases: ["minio"] }),
};

/** Control plane, bastion and backups: hosts that run none of the twelve. */
const otherHosts = ["ctl-1", "jump-1", "backup-1"];
const hostGroups = ["edge", "node", "broker", "cache", "pg", "my", "ns", "store"];

export const hosts: readonly string[] = [
  ...new Set([
    ...serviceNames.flatMap((name) => services[name].hosts),
    ...Array.from({ length: 8 }, (_, at) => `node-${at + 1}`),
    ...otherHosts,
  ]),
].sort();

/** What stands together behind one switch: what is cut off with it. */
export const racks: readonly (readonly string[])[] = [
  ["edge-1", "node-1", "node-2", "node-3", "broker-1", "cache-1", "pg-1", "my-1", "ns-1", "store-1", "ctl-1"],
  [
    "edge-2",
    "node-4",
    "node-5",
    "node-6",
    "broker-2",
    "cache-2",
    "pg-2",
    "my-2",
    "ns-2",
    "store-2",
    "jump-1",
  ],
  ["node-7", "node-8", "broker-3", "cache-3", "pg-3", "store-3", "store-4", "backup-1"],
];

/** An address set aside for documentation, 192.0.2.0/24, the same for a host in every scenario. */
export function addressOf(host: string): string {
  const [group = "", number = "1"] = host.split(/-(?=\d+$)/);
  const place = hostGroups.indexOf(group);
  const base = place === -1 ? 200 + 10 * otherHosts.indexOf(host) : 11 + 20 * place;
  return `192.0.2.${base + Number(number)}`;
}

export function nameOf(service: ServiceName): string {
  return `${service}.shop.internal`;
}

/** The services that run on a host. */
export function servicesOn(host: string): ServiceName[] {
  return serviceNames.filter((name) => services[name].hosts.includes(host));
}
