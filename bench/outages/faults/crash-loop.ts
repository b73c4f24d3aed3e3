import type { Level } from "../formats/line-format.ts";
import type { Instance } from "../system/fleet.ts";
import { clusterSays } from "../system/rollout.ts";
import type { ServiceName } from "../system/topology.ts";
import { tellLostClient } from "./lost-clients.ts";
import type { Fault, Outage } from "./outage.ts";

/** Last words before a process ends. */
const lastWords: Readonly<Partial<Record<ServiceName, readonly (readonly [Level, string])[]>>> = {
  storefront: [
    ["fatal", "Uncaught Error: ENOENT: no such file or directory, open '/app/config/menu.json'"],
    ["fatal", "TypeError: Cannot read properties of null (reading 'routes')"],
    ["fatal", "unhandledRejection, process ends with code 1"],
  ],
  catalogue: [
    ["fatal", "panic: runtime error: index out of range [4] with length 4"],
    ["fatal", "fatal error: concurrent map writes"],
    ["fatal", "cannot read price list: invalid character '}' looking for beginning of object key string"],
  ],
  orders: [
    [
      "error",
      "Application run failed\norg.springframework.beans.factory.BeanCreationException: Error creating bean with name 'orderRepository'\n\tat shop.green.orders.Application.main(Application.java:14)",
    ],
    ["error", "APPLICATION FAILED TO START"],
    [
      "error",
      "Error starting ApplicationContext: FlywayValidateException: Migrations have failed validation",
    ],
  ],
  accounts: [
    ["fatal", "panic: runtime error: invalid memory address or nil pointer dereference"],
    ["fatal", "cannot load signing key: open /run/secrets/signing.pem: permission denied"],
    ["fatal", "listen tcp :8443: bind: address already in use"],
  ],
  dispatch: [
    [
      "fatal",
      "Traceback (most recent call last):\n  File \"/app/dispatch/main.py\", line 12, in <module>\n    import barcode\nModuleNotFoundError: No module named 'barcode'",
    ],
    ["fatal", "Worker exited prematurely: signal 11 (SIGSEGV) Job: 4412."],
    ["fatal", "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xe4 in position 112"],
  ],
};
const restarts = [
  (pod: Instance, delay: string): string =>
    `"Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"${pod.service}\\" with CrashLoopBackOff: \\"back-off ${delay} restarting failed container=${pod.service} pod=${pod.node}_shop\\"" pod="shop/${pod.node}"`,
  (pod: Instance, delay: string): string =>
    `"Back-off restarting failed container" delay="${delay}" pod="shop/${pod.node}" containerName="${pod.service}"`,
  (pod: Instance): string =>
    `"SyncLoop (PLEG): event for pod" pod="shop/${pod.node}" event={"Type":"ContainerDied"}`,
];

/** A service ends right after it has started, again and again, on some or all of its copies. */
export const crashLoop: Fault = (outage) => {
  const { world, random } = outage;
  const service = outage.choose(["storefront", "catalogue", "orders", "accounts", "dispatch"]);
  const copies = world.fleet.byService[service];
  const hit = random.chance(0.7) ? copies : copies.slice(0, 2);
  const [level, text] = random.pick(lastWords[service] ?? []);
  const says = random.chance(0.75);
  const restart = random.pick(restarts);
  for (const [place, instance] of hit.entries())
    loop(outage, instance, place, { level, text: says ? text : undefined, restart });
  return { services: [service], hosts: [] };
};

interface Crash {
  readonly level: Level;
  /** Undefined for a process that ends without a word. */
  readonly text: string | undefined;
  readonly restart: (pod: Instance, delay: string) => string;
}

function loop(outage: Outage, instance: Instance, place: number, { level, text, restart }: Crash): void {
  const { world, random, to } = outage;
  let at = outage.from + place * random.between(0, 12);
  let delay = 10;
  outage.break(instance, { mode: "refused", share: 0.92, from: at });
  while (at < Math.min(to, world.length)) {
    if (text !== undefined) outage.says(instance, at, level, text);
    tellLostClient(outage, instance.service, at + (instance.service === "dispatch" ? 10 : 0.3));
    const written = `${delay >= 60 ? `${Math.floor(delay / 60)}m` : ""}${delay % 60}s`;
    outage.kubelet(instance.host, at + 1.2, "E", "pod_workers.go:1301", () => restart(instance, written));
    if (delay > 20)
      clusterSays(
        world,
        at + 2.1,
        {
          ...{ object: `shop/${instance.node}`, kind: "Pod", type: "Warning", reason: "BackOff" },
          message: `Back-off restarting failed container ${instance.service} in pod ${instance.node}`,
        },
        outage.mark("origin", true),
      );
    at += delay + random.between(1, 4);
    if (at < to) outage.says(instance, at - 0.8, "info", `starting {service} version ${instance.version}`);
    delay = Math.min(300, delay * 2);
  }
}
