import type { Level } from "../formats/line-format.ts";
import type { Instance } from "../system/fleet.ts";
import { clusterSays } from "../system/rollout.ts";
import { type ServiceName, services } from "../system/topology.ts";
import { tellLostClient } from "./lost-clients.ts";
import type { Fault, Outage } from "./outage.ts";

interface Words {
  /** Said while memory runs short; `{share}` is its use in percent. */
  readonly pressing: readonly (readonly [Level, string])[];
  /** Said at the very end, if the process has time for it. */
  readonly last: readonly (readonly [Level, string])[];
  readonly process: string;
}

const words: Readonly<Partial<Record<ServiceName, Words>>> = {
  storefront: {
    process: "node",
    pressing: [
      ["warn", "event loop delayed by {ms} ms"],
      ["warn", "heap used {share}% of 1024 MB"],
      ["warn", "Possible EventEmitter memory leak detected. 11 update listeners added."],
    ],
    last: [
      ["fatal", "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory"],
      [
        "fatal",
        "FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory",
      ],
      ["fatal", "RangeError: Array buffer allocation failed"],
    ],
  },
  catalogue: {
    process: "catalogue",
    pressing: [
      ["warn", "memory use {share}% of limit"],
      ["warn", "garbage collection took {ms} ms"],
      ["warn", "cache of lists holds {offset} entries"],
    ],
    last: [
      ["fatal", "fatal error: runtime: out of memory"],
      ["fatal", "runtime: cannot allocate memory"],
      ["error", "cannot allocate buffer of 268435456 bytes"],
    ],
  },
  orders: {
    process: "java",
    pressing: [
      ["warn", "GC overhead: {share}% of heap in use after full collection"],
      ["warn", "Pause Full (G1 Compaction Pause) {ms}ms"],
      ["warn", "HikariPool-1 - Thread starvation or clock leap detected (housekeeper delta={number}s)."],
    ],
    last: [
      ["error", "java.lang.OutOfMemoryError: Java heap space"],
      ["error", "java.lang.OutOfMemoryError: GC overhead limit exceeded"],
      ["error", "Handler dispatch failed: java.lang.OutOfMemoryError: Metaspace"],
    ],
  },
  accounts: {
    process: "accounts",
    pressing: [
      ["warn", "memory use {share}% of limit"],
      ["warn", "session table holds {offset} entries"],
      ["warn", "stop-the-world pause of {ms} ms"],
    ],
    last: [
      ["fatal", "fatal error: runtime: out of memory"],
      ["fatal", "runtime: cannot allocate memory"],
      ["fatal", "signal: killed"],
    ],
  },
  dispatch: {
    process: "python3",
    pressing: [
      ["warn", "resident size {share}% of limit"],
      ["warn", "worker recycled late, {ms} ms"],
      ["warn", "label cache holds {offset} pages"],
    ],
    last: [
      ["fatal", "MemoryError"],
      ["fatal", "Process 'ForkPoolWorker-2' pid:{pid} exited with 'signal 9 (SIGKILL)'"],
      ["error", "OSError: [Errno 12] Cannot allocate memory"],
    ],
  },
  cache: {
    process: "redis-server",
    pressing: [
      ["warn", "Can't save in background: fork: Cannot allocate memory"],
      ["warn", "used memory {share}% of maxmemory"],
      ["warn", "WARNING: {offset} keys evicted within a minute"],
    ],
    last: [
      ["warn", "Out Of Memory allocating 1048592 bytes!"],
      ["warn", "Redis aborting for OUT OF MEMORY. Allocating 1048592 bytes!"],
      ["warn", "Can't save in background: fork: Cannot allocate memory"],
    ],
  },
};
const kills = [
  "Memory cgroup out of memory: Killed process {} ({process}) total-vm:3108244kB, anon-rss:1047812kB, file-rss:0kB, shmem-rss:0kB",
  "oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),task={process},pid={},uid=1000",
  "{process} invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=985",
];

/** A process takes more and more memory, grows slow, is killed, and begins anew, until the leak is mended. */
export const memoryLeak: Fault = (outage) => {
  const { world, random } = outage;
  const service = outage.choose(["storefront", "catalogue", "orders", "accounts", "dispatch", "cache"]);
  const copies = services[service].primary
    ? [world.fleet.primaryOf(service)]
    : world.fleet.byService[service];
  const life = random.between(240, 700);
  const speaks = { pressing: random.chance(0.6), last: random.chance(0.6) };
  for (const instance of copies) leak(outage, instance, life * random.between(0.85, 1.2), speaks);
  return { services: [service], hosts: services[service].pods ? [] : copies.map(({ host }) => host) };
};

function leak(
  outage: Outage,
  instance: Instance,
  life: number,
  speaks: { pressing: boolean; last: boolean },
): void {
  const { world, random, from, to } = outage;
  const said = words[instance.service] as Words;
  const [pressingLevel, pressing] = random.pick(said.pressing);
  const [lastLevel, last] = random.pick(said.last);
  const kill = random.pick(kills);
  for (let born = from; born < Math.min(to, world.length); born += life + 40) {
    const tight = born + life * 0.6;
    const end = Math.min(born + life, to);
    if (speaks.pressing) {
      let share = 84;
      for (let at = tight; at < end; at += life / 14) {
        share = Math.min(99, share + random.int(1, 3));
        outage.says(instance, at, pressingLevel, pressing, { share });
      }
    }
    outage.break(instance, {
      mode: "slow",
      seconds: 2.5,
      share: 0.8,
      ramp: life * 0.4,
      from: tight,
      to: end,
    });
    if (end >= to) break;
    if (speaks.last) outage.says(instance, end - 0.2, lastLevel, last);
    tellLostClient(outage, instance.service, end + 0.1);
    outage.kernel(
      instance.host,
      end,
      kill.replace("{}", String(random.int(4_000, 60_000))).replace("{process}", said.process),
    );
    outage.break(instance, { mode: "refused", share: 1, from: end, to: Math.min(to, end + 40) });
    if (services[instance.service].pods)
      clusterSays(
        world,
        end + 2,
        {
          ...{ object: `shop/${instance.node}`, kind: "Pod", type: "Warning", reason: "BackOff" },
          message: `Back-off restarting failed container ${instance.service} in pod ${instance.node}`,
        },
        outage.mark("origin", true),
      );
    outage.says(
      instance,
      end + 38,
      "info",
      services[instance.service].pods
        ? `starting {service} version ${instance.version}`
        : "Ready to accept connections",
    );
  }
}
