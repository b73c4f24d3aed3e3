import { klogLine } from "../formats/system-formats.ts";
import type { Random } from "../random.ts";
import type { Condition } from "./conditions.ts";
import type { Instance } from "./fleet.ts";
import { addressOf, type ServiceName, services } from "./topology.ts";
import type { World } from "./world.ts";

const behindEdge: readonly ServiceName[] = ["storefront", "accounts", "objects"];

/** Those who look after others: kubelets with their probes, and the health checks of HAProxy. */
export class Watchers {
  private readonly world: World;
  private readonly random: Random;
  /** Half of all systems keep what kubelets say elsewhere. */
  private readonly kubeletsAreHeard: boolean;
  private readonly knownDown = new Set<string>();

  constructor(world: World) {
    this.world = world;
    this.random = world.random.fork();
    this.kubeletsAreHeard = this.random.chance(0.6);
  }

  start(): void {
    const { agenda, fleet, length } = this.world;
    agenda.repeat(
      this.random.between(0, 10),
      length,
      () => 10,
      (at) => this.probePods(at),
    );
    if (fleet.accessName === "haproxy")
      agenda.repeat(
        1,
        length,
        () => 4,
        (at) => this.checkServers(at),
      );
  }

  private probePods(at: number): void {
    const { fleet, journal } = this.world;
    if (!this.kubeletsAreHeard) return;
    for (const pod of fleet.all.filter(({ service }) => services[service].pods)) {
      const trouble = this.noticed(pod, at);
      if (trouble === undefined) continue;
      const moment = at + this.random.between(0, 3);
      const output = probeOutput(trouble, pod);
      const text = `"Probe failed" probeType="Readiness" pod="shop/${pod.node}" podUID="${this.random.hex(8)}-${this.random.hex(4)}" containerName="${pod.service}" probeResult="failure" output=${JSON.stringify(output)}`;
      const names = this.world.isCulprit(trouble.outage, pod, false);
      journal.component(
        pod.host,
        moment,
        "/var/log/kubelet.log",
        (clock) => klogLine(clock, "I", 1102, "prober.go:107", text),
        { outage: trouble.outage, role: names ? "origin" : "consequence", names },
      );
    }
  }

  private checkServers(at: number): void {
    const { fleet, journal } = this.world;
    for (const service of behindEdge)
      for (const copy of fleet.byService[service])
        for (const edge of fleet.byService.edge) {
          const key = `${edge.node} ${copy.service} ${copy.host}`;
          const trouble = this.noticed(copy, at) ?? this.cutOff(edge, copy, at);
          if ((trouble !== undefined) === this.knownDown.has(key)) continue;
          if (trouble === undefined) {
            this.knownDown.delete(key);
            const text = `Server ${service}/${service}-${copy.host} is UP, reason: Layer7 check passed, code: 200, check duration: ${this.random.int(1, 9)}ms.`;
            journal.edgeError(edge, at, text, undefined);
            continue;
          }
          this.knownDown.add(key);
          const left = fleet.byService[service].length - 1;
          const text = `Server ${service}/${service}-${copy.host} is DOWN, reason: ${checkReason(trouble)}. ${left} active and 0 backup servers left. ${this.random.int(0, 9)} sessions active, 0 requeued, 0 remaining in queue.`;
          const names = this.world.isCulprit(trouble.outage, copy, true);
          journal.edgeError(edge, at + this.random.between(0, 2), text, {
            outage: trouble.outage,
            role: "consequence",
            names,
          });
        }
  }

  private noticed(copy: Instance, at: number): Pick<Condition, "mode" | "outage"> | undefined {
    const down = this.world.conditions.down(copy, at);
    if (down === undefined || down.unwatched === true || this.world.journal.isSilent(copy.host, at))
      return undefined;
    return at - down.from < 8 ? undefined : down;
  }

  private cutOff(edge: Instance, copy: Instance, at: number): Pick<Condition, "mode" | "outage"> | undefined {
    const cut = this.world.conditions.between(edge.host, copy.host, at);
    return cut === undefined || at - cut.from < 8 ? undefined : { mode: "unreachable", outage: cut.outage };
  }
}

function probeOutput({ mode }: Pick<Condition, "mode">, { host, service }: Instance): string {
  const url = `http://${addressOf(host)}:${services[service].port}/ready`;
  if (mode === "refused")
    return `Get "${url}": dial tcp ${addressOf(host)}:${services[service].port}: connect: connection refused`;
  if (mode === "reply") return "HTTP probe failed with statuscode: 500";
  return `Get "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`;
}

function checkReason({ mode }: Pick<Condition, "mode">): string {
  if (mode === "refused") return 'Layer4 connection problem, info: "Connection refused", check duration: 0ms';
  if (mode === "reply")
    return 'Layer7 wrong status, code: 500, info: "Internal Server Error", check duration: 3ms';
  if (mode === "certificate")
    return 'Layer6 invalid response, info: "SSL handshake failure", check duration: 4ms';
  return "Layer4 timeout, check duration: 2001ms";
}
