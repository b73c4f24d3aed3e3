import type { Random } from "../outages/random.ts";
import { common, iso } from "./formats/clock.ts";
import type { Journal } from "./journal.ts";
import type { Operation, Pod, Problem, Service, Shop } from "./model.ts";

const day = 86_400_000;

/** What Kubernetes itself writes beside the shop: kubelets, events, look-ups of names, the ingress. Not every log has it. */
export class Cluster {
  private readonly shop: Shop;
  private readonly journal: Journal;
  private readonly random: Random;
  private readonly pods = new Map<string, Pod>();

  constructor(shop: Shop, journal: Journal, random: Random) {
    this.shop = shop;
    this.journal = journal;
    this.random = random;
  }

  /** The line of the ingress about a request from outside. */
  served(
    operation: Operation,
    from: number,
    to: number,
    problem: Problem | undefined,
    touched: boolean,
  ): void {
    const status =
      problem === undefined ? 200 : problem === "timeout" ? 504 : problem === "failing" ? 500 : 502;
    const seconds = ((to - from) / 1_000).toFixed(3);
    const line = `10.0.3.${this.random.int(4, 9)} - - [${common(to)}] "${operation.method} ${operation.path.replace(/\{\w+\}/g, this.random.hex(8))} HTTP/1.1" ${status} ${this.random.int(100, 9_000)} "-" "python-requests/2.28.1" 412 ${seconds} [${this.shop.namespace}-${operation.service}-80] [] 10.244.1.5:8080 ${this.random.int(100, 9_000)} ${seconds} ${status} ${this.random.hex(32)}`;
    this.journal.raw(
      to,
      this.pod("ingress-nginx-controller", "a"),
      line,
      touched ? (status < 500 ? "faint" : "loud") : "none",
    );
  }

  /** An event about a pod, as an exporter of events writes it. */
  event(
    at: number,
    about: Pod,
    type: "Normal" | "Warning",
    reason: string,
    message: string,
    symptom: "none" | "loud" | "faint",
  ): void {
    const object = { kind: "Pod", namespace: this.shop.namespace, name: about.name };
    const event = {
      type,
      reason,
      message,
      count: 1,
      lastTimestamp: `${iso(at).slice(0, 19)}Z`,
      source: { component: "kubelet", host: about.node },
      involvedObject: object,
    };
    this.journal.raw(at, this.pod("event-exporter", "b"), JSON.stringify(event), symptom);
  }

  /** A line of the kubelet where the pod runs. */
  kubelet(
    at: number,
    about: Pod,
    level: "I" | "W" | "E",
    code: string,
    text: string,
    symptom: "none" | "loud" | "faint",
  ): void {
    const date = iso(at);
    const line = `${level}${date.slice(5, 7)}${date.slice(8, 10)} ${date.slice(11, 23)}${this.random.int(100, 999)}    1741 ${code}] ${text} pod="${this.shop.namespace}/${about.name}"`;
    this.journal.raw(at, this.pod("kubelet", about.node.slice(-1)), line, symptom);
  }

  /** Look-ups that fail, as the cluster's name server says it. */
  lookUpFailed(at: number, name: string): void {
    const line = `[ERROR] plugin/errors: 2 ${name}.${this.shop.namespace}.svc.cluster.local. A: read udp 10.244.0.3:${this.random.int(32_000, 60_000)}->172.31.0.2:53: i/o timeout`;
    this.journal.raw(at, this.pod("coredns", "a"), line, "loud");
  }

  /** What it always writes. */
  everyday(from: number, to: number, pods: readonly Pod[]): void {
    for (let at = from; at < to; at += this.random.between(4_000, 26_000)) {
      const pod = this.random.pick(pods);
      if (this.random.chance(0.7))
        this.kubelet(at, pod, "I", "kubelet_getters.go:182", '"Pod status updated" status="Running"', "none");
      else if (this.random.chance(0.6))
        this.journal.raw(
          at,
          this.pod("coredns", "a"),
          `[INFO] 10.244.1.9:${this.random.int(32_000, 60_000)} - ${this.random.int(1_000, 60_000)} "A IN ${pod.service.name}.${this.shop.namespace}.svc.cluster.local.cluster.local. udp 81 false 512" NXDOMAIN qr,aa,rd 174 0.00012s`,
        );
      else if (this.random.chance(0.4))
        this.kubelet(
          at,
          pod,
          "W",
          "volume_linux.go:49",
          '"Setting volume ownership took longer than expected"',
          "none",
        );
      else
        this.kubelet(
          at,
          pod,
          "E",
          "dns.go:157",
          '"Nameserver limits exceeded" err="Nameserver limits were exceeded, some nameservers have been omitted"',
          "none",
        );
    }
    for (let at = from + this.random.between(0, day / 48); at < to; at += day / 48)
      this.event(
        at,
        this.random.pick(pods),
        "Warning",
        "Unhealthy",
        "Readiness probe failed: HTTP probe failed with statuscode: 503",
        "none",
      );
  }

  private pod(name: string, letter: string): Pod {
    const node = `${this.shop.namespace}-worker-${letter}`;
    const known = this.pods.get(`${name} ${letter}`);
    if (known !== undefined) return known;
    const service: Service = {
      name,
      style: "nginx",
      port: 80,
      replicas: 1,
      work: [1, 2],
      manner: "mute",
      address: "10.96.0.10",
      store: false,
    };
    const full =
      name === "kubelet" ? `kubelet-${node}` : `${name}-${this.random.hex(9)}-${this.random.letters(5)}`;
    const pod = { name: full, service, address: "10.244.0.3", node };
    this.pods.set(`${name} ${letter}`, pod);
    return pod;
  }
}
