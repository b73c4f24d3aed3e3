import type { AccessEntry } from "../formats/access-formats.ts";
import { Clock } from "../formats/clock.ts";
import type { Level } from "../formats/line-format.ts";
import { kernelLine, syslogLine } from "../formats/system-formats.ts";
import { type Line, Log, type Mark } from "../log.ts";
import type { Random } from "../random.ts";
import type { Fleet, Instance } from "./fleet.ts";
import type { ServiceName } from "./topology.ts";

/** Why a line is written: an outage, something harmless, or neither. */
export type Reason = Mark | "harmless" | undefined;
type Fields = Readonly<Record<string, string | number>>;

/** Under which key a service writes the number of the request that it works on. */
const traceKeys: Readonly<Partial<Record<ServiceName, string>>> = {
  storefront: "reqId",
  catalogue: "request_id",
  orders: "traceId",
  accounts: "trace_id",
  dispatch: "trace",
};

/** Files whose lines have no fraction of a second, so that Splunk does not know it either. */
const wholeSeconds = new Set([
  "/var/log/syslog",
  "/var/log/kern.log",
  "/var/log/haproxy.log",
  "/var/log/nginx/access.log",
  "/var/log/nginx/error.log",
]);

interface Silence {
  readonly of: Instance | string;
  readonly from: number;
  readonly to: number;
}

/** Writes what the copies and machines say, each in its format and by its clock, unless they have fallen silent. */
export class Journal {
  readonly log = new Log();
  /** The number of the request that is being served, where the shop has such numbers. */
  trace: string | undefined;
  private readonly silences: Silence[] = [];
  private readonly options: { readonly start: number; readonly fleet: Fleet; readonly random: Random };

  /** @param options `start`: milliseconds since 1970 at which the log begins */
  constructor(options: { readonly start: number; readonly fleet: Fleet; readonly random: Random }) {
    this.options = options;
  }

  /** A copy or a host writes nothing in these seconds. */
  silence(of: Instance | string, from: number, to: number): void {
    this.silences.push({ of, from, to });
  }

  isSilent(of: Instance | string, at: number): boolean {
    const host = typeof of === "string" ? of : of.host;
    return this.silences.some(
      (each) => (each.of === of || each.of === host) && at >= each.from && at < each.to,
    );
  }

  /** A line of a service's own log. */
  say(
    instance: Instance,
    at: number,
    level: Level,
    text: string,
    fields: Fields = {},
    reason?: Reason,
  ): void {
    const { fleet, random } = this.options;
    if (this.isSilent(instance, at)) return;
    const { service, host, node, pid, source } = instance;
    const key = traceKeys[service];
    const traced = this.trace === undefined || key === undefined ? fields : { ...fields, [key]: this.trace };
    const clock = this.clockOf(host, at);
    const raw = fleet.formats[service]({
      clock,
      level,
      text,
      fields: traced,
      service,
      node,
      pid,
      detail: random.int(10, 9_999),
    });
    this.add(host, at, source, raw, service, reason);
  }

  /** A request in the log of the edge. */
  access(
    instance: Instance,
    at: number,
    entry: Omit<AccessEntry, "clock" | "host" | "pid">,
    reason: Reason,
  ): void {
    const { fleet } = this.options;
    if (this.isSilent(instance, at)) return;
    const { host, pid, service } = instance;
    const raw = fleet.access({ ...entry, clock: this.clockOf(host, at), host, pid });
    const source = fleet.accessName === "haproxy" ? "/var/log/haproxy.log" : "/var/log/nginx/access.log";
    this.add(host, at, source, raw, service, reason);
  }

  /** A line of the edge's log of its own troubles. */
  edgeError(instance: Instance, at: number, text: string, reason: Reason): void {
    if (this.isSilent(instance, at)) return;
    const { host, pid, service } = instance;
    const clock = this.clockOf(host, at);
    if (this.options.fleet.accessName === "haproxy") {
      this.add(
        host,
        at,
        "/var/log/haproxy.log",
        syslogLine(clock, host, `haproxy[${pid}]`, text),
        service,
        reason,
      );
      return;
    }
    const number = this.options.random.int(1_000, 99_999);
    const raw = `${clock.date.replaceAll("-", "/")} ${clock.time} [error] ${pid}#${pid}: *${number} ${text}`;
    this.add(host, at, "/var/log/nginx/error.log", raw, service, reason);
  }

  /** A line of syslog. */
  system(host: string, at: number, program: string, text: string, reason?: Reason): void {
    if (this.isSilent(host, at)) return;
    const raw = syslogLine(this.clockOf(host, at), host, program, text);
    this.add(host, at, "/var/log/syslog", raw, "system", reason);
  }

  kernel(host: string, at: number, text: string, reason?: Reason): void {
    if (this.isSilent(host, at)) return;
    this.add(
      host,
      at,
      "/var/log/kern.log",
      kernelLine(this.clockOf(host, at), host, at, text),
      "system",
      reason,
    );
  }

  /** A line of the control plane or of a kubelet, whose text needs the clock. */
  component(
    host: string,
    at: number,
    source: string,
    write: (clock: Clock) => string,
    reason?: Reason,
  ): void {
    if (this.isSilent(host, at)) return;
    this.add(host, at, source, write(this.clockOf(host, at)), "system", reason);
  }

  clockOf(host: string, at: number): Clock {
    return new Clock(this.stamp(host, at));
  }

  private stamp(host: string, at: number): number {
    const { start, fleet } = this.options;
    return start + Math.round((at + (fleet.skew.get(host) ?? 0)) * 1000);
  }

  private add(
    host: string,
    at: number,
    source: string,
    raw: string,
    service: Line["service"],
    reason: Reason,
  ): void {
    const batch = this.options.fleet.batch.get(host) ?? 1;
    const seconds = this.stamp(host, at) / 1000;
    const _time = wholeSeconds.has(source) ? Math.floor(seconds) : seconds;
    this.log.add({
      row: { _time, host, source, _raw: raw },
      at,
      service,
      mark: reason === "harmless" ? undefined : reason,
      harmless: reason === "harmless",
      // Lines of a host come together, in their order, when its forwarder delivers them.
      arrival: (Math.floor(at / batch) + 1) * batch + batch / 4,
    });
  }
}
