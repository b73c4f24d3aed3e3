import type { Random } from "../random.ts";
import { filled } from "../wording/wording.ts";
import type { Calls, Outcome } from "./calls.ts";
import type { Instance } from "./fleet.ts";
import type { Reason } from "./journal.ts";
import { addressOf, type ServiceName, services } from "./topology.ts";
import type { World } from "./world.ts";

export interface Visit {
  readonly method: string;
  readonly path: string;
  readonly client: string;
  readonly backend: ServiceName;
  readonly serve: (target: Instance, at: number) => Outcome;
  /** What the backend answers when all goes well. */
  readonly status?: number;
}

const agents = [
  "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36",
  "green-app/5.12 (Android 15)",
];

/** What nginx prints when a server behind it fails. */
const nginxErrors: Readonly<Partial<Record<NonNullable<Outcome["mode"]>, string>>> = {
  refused: "connect() failed (111: Connection refused) while connecting to upstream",
  timeout: "upstream timed out (110: Connection timed out) while reading response header from upstream",
  unreachable: "upstream timed out (110: Connection timed out) while connecting to upstream",
  reset: "upstream prematurely closed connection while reading response header from upstream",
  certificate:
    "SSL_do_handshake() failed (SSL: certificate verify failed:certificate has expired) while SSL handshaking to upstream",
};
const nginxPlace =
  ', client: {client}, server: shop.example.com, request: "{method} {path} HTTP/1.1", upstream: "http://{address}:{port}{path}", host: "shop.example.com"';
const haproxyEnds: Readonly<Partial<Record<NonNullable<Outcome["mode"]>, string>>> = {
  refused: "SC--",
  timeout: "sH--",
  unreachable: "sC--",
  reset: "SH--",
  certificate: "SC--",
  pool: "sQ--",
};

/** The gateway: passes requests on, and logs each of them. */
export class Edge {
  private readonly world: World;
  private readonly calls: Calls;
  private readonly random: Random;
  /** Whether nginx keeps a log of errors that the indexer sees. */
  private readonly logsErrors: boolean;

  constructor(world: World, calls: Calls) {
    this.world = world;
    this.calls = calls;
    this.random = world.random.fork();
    this.logsErrors = this.random.chance(0.5);
  }

  handle(at: number, visit: Visit): void {
    const { fleet, journal } = this.world;
    const instance = this.random.pick(fleet.byService.edge.filter((each) => !journal.isSilent(each, at)));
    if (instance === undefined) return;
    const outcome = this.calls.call(instance, visit.backend, at, visit);
    const status = outcome.ok ? (visit.status ?? 200) : this.statusOf(outcome);
    const failed = status >= 500;
    // Slowness shows only in a format that has times.
    const slow = outcome.elapsed > 2 && fleet.accessName !== "combined";
    const reason = failed || slow ? this.accessReason(instance, outcome) : undefined;
    const termination = (!outcome.ok && haproxyEnds[outcome.mode ?? "reply"]) || "----";
    journal.access(
      instance,
      at + outcome.elapsed,
      {
        client: visit.client,
        method: visit.method,
        path: visit.path,
        status,
        bytes: failed ? 162 : this.random.int(300, 48_000),
        seconds: outcome.elapsed,
        agent: this.random.pick(agents),
        backend: visit.backend,
        server: outcome.target === undefined ? undefined : `${visit.backend}-${outcome.target.host}`,
        termination,
        detail: this.random.int(10, 9_999),
      },
      reason,
    );
    if (!outcome.ok && this.logsErrors && fleet.accessName !== "haproxy")
      this.tellFailure(instance, at, visit, outcome);
  }

  private tellFailure(instance: Instance, at: number, visit: Visit, outcome: Outcome): void {
    const text = nginxErrors[outcome.mode ?? "reply"];
    const { target } = outcome;
    if (text === undefined || target === undefined) return;
    const place = filled(nginxPlace, {
      ...{ client: visit.client, method: visit.method, path: visit.path },
      address: addressOf(target.host),
      port: services[target.service].port,
    });
    this.world.journal.edgeError(
      instance,
      at + outcome.elapsed,
      text + place,
      this.reasonOf(instance, outcome, true, true),
    );
  }

  private statusOf({ mode, reply }: Outcome): number {
    if (mode === "timeout" || mode === "unreachable") return 504;
    const refused = this.world.fleet.accessName === "haproxy" ? 503 : 502;
    return Number(/^\d{3}/.exec(reply ?? "")?.[0] ?? refused);
  }

  /** The standard format says nothing of who was asked, and only HAProxy says which copy. */
  private accessReason(instance: Instance, outcome: Outcome): Reason {
    const { accessName } = this.world.fleet;
    return this.reasonOf(instance, outcome, accessName !== "combined", accessName === "haproxy");
  }

  /** @param byHost whether the line has the copy that was asked, by its host or its address */
  private reasonOf(instance: Instance, { outage, target }: Outcome, says: boolean, byHost: boolean): Reason {
    if (outage === undefined) return undefined;
    const role = this.world.isCulprit(outage, instance, false) ? "origin" : "consequence";
    return {
      outage,
      role,
      names: says && target !== undefined && this.world.isCulprit(outage, target, byHost),
    };
  }
}
