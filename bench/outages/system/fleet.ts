import { type AccessFormat, accessFormats } from "../formats/access-formats.ts";
import { applicationFormats } from "../formats/application-formats.ts";
import type { LineFormat } from "../formats/line-format.ts";
import { storeFormats } from "../formats/store-formats.ts";
import type { Random } from "../random.ts";
import { hosts, type ServiceName, serviceNames, services } from "./topology.ts";

/** One running copy of a service. A deploy gives it another pod, so its names are not fixed. */
export interface Instance {
  readonly service: ServiceName;
  readonly host: string;
  /** The pod, or the host where there is none. */
  node: string;
  pid: number;
  source: string;
  version: string;
}

const sources: Readonly<Partial<Record<ServiceName, string>>> = {
  events: "/var/log/kafka/server.log",
  cache: "/var/log/redis/redis-server.log",
  "orders-db": "/var/log/postgresql/postgresql-16-main.log",
  "stock-db": "/var/log/mysql/error.log",
  resolver: "/var/log/coredns/coredns.log",
  objects: "/var/log/minio/minio.json",
};

/** The running system: its copies, and how each service writes in this scenario. */
export class Fleet {
  readonly byService: Readonly<Record<ServiceName, readonly Instance[]>>;
  readonly formats: Readonly<Record<ServiceName, LineFormat>>;
  readonly access: AccessFormat;
  readonly accessName: keyof typeof accessFormats;
  /** Seconds by which the clock of a host is ahead, at most 2. */
  readonly skew: ReadonlyMap<string, number>;
  /** Seconds between two deliveries of a host's forwarder. */
  readonly batch: ReadonlyMap<string, number>;
  private readonly random: Random;
  private readonly promoted = new Map<ServiceName, Instance>();
  private readonly versions = new Map<ServiceName, string>();
  private readonly nodes = new Map<ServiceName, string[]>();

  constructor(random: Random) {
    this.random = random;
    this.byService = Object.fromEntries(
      serviceNames.map((name) => [name, services[name].hosts.map((host) => this.created(name, host))]),
    ) as unknown as Record<ServiceName, Instance[]>;
    const { pino, winston, logfmt, klog, spring, log4j, zap, zapConsole, python, celery } =
      applicationFormats;
    this.formats = {
      edge: pino,
      storefront: random.pick([pino, winston]),
      catalogue: random.pick([logfmt, klog]),
      orders: random.pick([spring, log4j]),
      accounts: random.pick([zap, zapConsole]),
      dispatch: random.pick([python, celery]),
      events: storeFormats.kafka,
      cache: storeFormats.redis,
      "orders-db": storeFormats.postgres,
      "stock-db": storeFormats.mysql,
      resolver: storeFormats.coredns,
      objects: storeFormats.minio,
    };
    this.accessName = random.pick(["combined", "timed", "haproxy"] as const);
    this.access = accessFormats[this.accessName];
    this.skew = new Map(hosts.map((host) => [host, skewOf(random)]));
    this.batch = new Map(hosts.map((host) => [host, random.between(0.2, 1.5)]));
  }

  get all(): Instance[] {
    return serviceNames.flatMap((name) => this.byService[name]);
  }

  on(host: string): Instance[] {
    return this.all.filter((instance) => instance.host === host);
  }

  /** The copy that takes writes; the first, until `promote` says otherwise. */
  primaryOf(service: ServiceName): Instance {
    return this.promoted.get(service) ?? (this.byService[service][0] as Instance);
  }

  promote(instance: Instance): void {
    this.promoted.set(instance.service, instance);
  }

  /** Every pod that a service has or had; nothing for a service that runs on machines of its own. */
  nodesOf(service: ServiceName): readonly string[] {
    return services[service].pods ? (this.nodes.get(service) ?? []) : [];
  }

  /** A new pod or process in place of the old one. */
  replace(instance: Instance, version = instance.version): void {
    const { node, pid, source } = this.created(instance.service, instance.host);
    Object.assign(instance, { node, pid, source, version });
  }

  /** The version of the next deploy. */
  nextVersionOf(service: ServiceName): string {
    const [major = "1", minor = "0"] = this.versionOf(service).split(".");
    const next = `${major}.${Number(minor) + 1}.0`;
    this.versions.set(service, next);
    return next;
  }

  versionOf(service: ServiceName): string {
    const { random } = this;
    const known =
      this.versions.get(service) ?? `${random.int(1, 6)}.${random.int(0, 40)}.${random.int(0, 9)}`;
    this.versions.set(service, known);
    return known;
  }

  private created(service: ServiceName, host: string): Instance {
    const { random } = this;
    const pod = `${service}-${random.hex(9)}-${random.letters(5)}`;
    const isPod = services[service].pods;
    this.nodes.set(service, [...(this.nodes.get(service) ?? []), pod]);
    return {
      service,
      host,
      node: isPod ? pod : host,
      pid: isPod ? 1 : random.int(600, 3_999),
      source: isPod ? `/var/log/pods/shop_${pod}/${service}/0.log` : (sources[service] ?? "/var/log/syslog"),
      version: this.versionOf(service),
    };
  }
}

function skewOf(random: Random): number {
  const most = random.chance(0.7) ? 0.15 : random.chance(0.8) ? 0.7 : 2;
  return random.between(-most, most);
}
