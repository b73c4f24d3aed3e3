import type { Random } from "../outages/random.ts";
import type { Cluster } from "./cluster.ts";
import { wordsOf } from "./formats/texts.ts";
import type { Journal } from "./journal.ts";
import type { Line, Message, Pod } from "./model.ts";

/** What containers and, where it writes, the cluster say when containers come and go. */
export class Containers {
  private readonly journal: Journal;
  private readonly cluster: Cluster | undefined;
  private readonly random: Random;
  private readonly symptom: Line["symptom"];

  /** @param symptom what its lines are; a good release is none */
  constructor(journal: Journal, cluster: Cluster | undefined, random: Random, symptom: Line["symptom"]) {
    this.journal = journal;
    this.cluster = cluster;
    this.random = random;
    this.symptom = symptom;
  }

  /** @param ready when the last words come */
  start(pod: Pod, from: number, ready: number): void {
    const words = this.words("start", pod);
    for (const [index, message] of words.entries())
      this.journal.say(from + ((index + 1) / words.length) * (ready - from), pod, message, this.faint);
    this.cluster?.event(
      from - 400,
      pod,
      "Normal",
      "Pulled",
      `Container image "shop/${pod.service.name}:0.2.1" already present on machine`,
      this.faint,
    );
    this.cluster?.event(from, pod, "Normal", "Started", `Started container ${pod.service.name}`, this.faint);
    this.cluster?.kubelet(
      from,
      pod,
      "I",
      "kubelet.go:2456",
      '"SyncLoop (PLEG): event for pod" event="ContainerStarted"',
      this.faint,
    );
  }

  stop(pod: Pod, at: number): void {
    for (const message of this.words("stop", pod)) this.journal.say(at, pod, message, this.faint);
    this.cluster?.event(at, pod, "Normal", "Killing", `Stopping container ${pod.service.name}`, this.faint);
  }

  /** It is gone, without a word of its own. */
  die(pod: Pod, at: number, reason: "OOMKilled" | "Error", backOff: boolean): void {
    const { cluster, symptom } = this;
    cluster?.kubelet(
      at,
      pod,
      "I",
      "kubelet.go:2456",
      '"SyncLoop (PLEG): event for pod" event="ContainerDied"',
      symptom,
    );
    if (reason === "OOMKilled")
      cluster?.event(
        at,
        pod,
        "Warning",
        "OOMKilling",
        "Memory cgroup out of memory: Killed process 1",
        symptom,
      );
    if (!backOff) return;
    cluster?.event(
      at + 900,
      pod,
      "Warning",
      "BackOff",
      `Back-off restarting failed container ${pod.service.name}`,
      symptom,
    );
    cluster?.kubelet(
      at + 950,
      pod,
      "E",
      "pod_workers.go:951",
      `"Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"${pod.service.name}\\" with CrashLoopBackOff"`,
      symptom,
    );
  }

  /** Its probes get no answer. */
  unready(pod: Pod, from: number, to: number): void {
    for (let at = from; at < to; at += this.random.between(10_000, 30_000))
      this.cluster?.event(
        at,
        pod,
        "Warning",
        "Unhealthy",
        `Readiness probe failed: Get "http://${pod.address}:${pod.service.port}/health": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
        this.symptom,
      );
  }

  private words(occasion: string, pod: Pod): Message[] {
    return wordsOf(occasion, pod.service.style, pod.service, this.random, { pod: pod.name });
  }

  private get faint(): Line["symptom"] {
    return this.symptom === "loud" ? "faint" : this.symptom;
  }
}
