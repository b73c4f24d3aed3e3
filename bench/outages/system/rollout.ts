import { clusterEvent } from "../formats/system-formats.ts";
import type { Random } from "../random.ts";
import type { Instance } from "./fleet.ts";
import type { Reason } from "./journal.ts";
import type { ServiceName } from "./topology.ts";
import type { World } from "./world.ts";

export interface Rollout {
  readonly service: ServiceName;
  readonly version: string;
  /** Seconds from one copy to the next. */
  readonly pause: number;
  readonly reason: Reason;
  /** Called when a copy runs the new version. */
  readonly onStart?: (instance: Instance, at: number) => void;
}

/** An event that the control plane logs. */
export function clusterSays(
  world: World,
  at: number,
  event: Parameters<typeof clusterEvent>[1],
  reason: Reason,
): void {
  if (at >= world.length) return;
  world.agenda.plan(at, (now) =>
    world.journal.component(
      "ctl-1",
      now,
      "/var/log/kube-controller-manager.log",
      (clock) => clusterEvent(clock, event),
      reason,
    ),
  );
}

/** A service gets another version, one copy after the other. */
export function rollOut(world: World, random: Random, from: number, rollout: Rollout): void {
  const { service, version, pause, reason, onStart } = rollout;
  const set = `${service}-${random.hex(9)}`;
  for (const [place, instance] of world.fleet.byService[service].entries()) {
    const at = from + place * pause;
    const message = `Scaled up replica set ${set} to ${place + 1}`;
    clusterSays(
      world,
      at,
      { object: `shop/${service}`, kind: "Deployment", type: "Normal", reason: "ScalingReplicaSet", message },
      reason,
    );
    if (at + 3 >= world.length) continue;
    world.agenda.plan(at + 2, (now) => {
      world.journal.say(instance, now, "info", "received SIGTERM, finishing open requests", {}, reason);
    });
    world.agenda.plan(at + 4, (now) => {
      world.fleet.replace(instance, version);
      world.journal.say(instance, now, "info", `starting ${service} version ${version}`, {}, reason);
      world.journal.say(
        instance,
        now + random.between(0.8, 3),
        "info",
        "ready to serve requests",
        {},
        reason,
      );
      onStart?.(instance, now);
    });
  }
}
