import type { Random } from "../random.ts";
import { clusterSays, rollOut } from "../system/rollout.ts";
import { addressOf, type ServiceName } from "../system/topology.ts";
import type { World } from "../system/world.ts";
import { scan } from "./visitor-noise.ts";

/** Something that looks like trouble and is none, from a moment on. */
type HarmlessEvent = (world: World, random: Random, from: number) => void;

const pods: readonly ServiceName[] = ["storefront", "catalogue", "orders", "accounts", "dispatch"];

/** What happens in quiet hours, too. */
export const harmlessEvents = {
  "rolling deploy": (world, random, from) => {
    const service = random.pick(pods);
    const version = world.fleet.nextVersionOf(service);
    rollOut(world, random, from, {
      service,
      version,
      pause: random.between(10, 40),
      reason: "harmless",
    });
  },

  "pod rescheduled": (world, random, from) => {
    const pod = random.pick(world.fleet.byService[random.pick(pods)]);
    const event = (after: number, reason: string, message: string): void =>
      clusterSays(
        world,
        from + after,
        { object: `shop/${pod.node}`, kind: "Pod", type: "Normal", reason, message },
        "harmless",
      );
    event(0, "Preempted", "Preempted by pod kube-system/metrics-x2k4z");
    event(1, "Killing", `Stopping container ${pod.service}`);
    event(6, "Scheduled", `Successfully assigned shop/${pod.node} to ${pod.host}`);
    world.agenda.plan(from + 8, (at) => {
      world.fleet.replace(pod);
      world.journal.say(pod, at, "info", `starting ${pod.service} version ${pod.version}`, {}, "harmless");
      world.journal.say(pod, at + 2, "warn", "first request before caches are warm", {}, "harmless");
    });
  },

  "failover test": (world, random, from) => {
    const { fleet, journal, agenda } = world;
    if (random.chance(0.5)) {
      const [old, heir] = [fleet.primaryOf("orders-db"), fleet.byService["orders-db"][1]];
      if (heir === undefined) return;
      agenda.plan(from, (at) => {
        journal.system(
          old.host,
          at,
          "patroni[690]",
          `INFO: received switchover request with leader=${old.host} candidate=${heir.host}`,
          "harmless",
        );
        journal.say(old, at + 0.6, "info", "received fast shutdown request", {}, "harmless");
        journal.say(
          old,
          at + 0.7,
          "fatal",
          "@shop@orders terminating connection due to administrator command",
          {},
          "harmless",
        );
        journal.say(old, at + 1.2, "info", "database system is shut down", {}, "harmless");
        journal.system(
          heir.host,
          at + 2,
          "patroni[690]",
          "INFO: promoted self to leader because of manual switchover",
          "harmless",
        );
        journal.say(heir, at + 2.3, "info", "database system is ready to accept connections", {}, "harmless");
        fleet.promote(heir);
      });
      return;
    }
    const [old, heir] = [fleet.primaryOf("cache"), fleet.byService.cache[1]];
    if (heir === undefined) return;
    agenda.plan(from, (at) => {
      const role = { role: "X" };
      journal.say(heir, at, "warn", `Executing user requested FAILOVER of 'shopcache'`, role, "harmless");
      journal.say(
        heir,
        at + 1,
        "warn",
        `+switch-master shopcache ${addressOf(old.host)} 6379 ${addressOf(heir.host)} 6379`,
        role,
        "harmless",
      );
      journal.say(
        old,
        at + 1.4,
        "info",
        "Before turning into a replica, using my own master parameters to synthesize a cached master",
        {},
        "harmless",
      );
      fleet.promote(heir);
    });
  },

  backup: (world, random, from) => {
    const say = (after: number, text: string): void =>
      world.agenda.plan(from + after, (at) =>
        world.journal.system("backup-1", at, "pgbackrest[2201]", text, "harmless"),
      );
    say(0, "P00   INFO: backup command begin 2.53: --stanza=orders --type=incr");
    for (let after = 20; after < 300; after += random.int(20, 60))
      say(
        after,
        `P01 DETAIL: backup file pg-2:/var/lib/postgresql/base/16401/${random.int(10_000, 30_000)} (1GB, ${random.int(1, 99)}%)`,
      );
    say(301, "P00   WARN: file size mismatch during copy is retried once");
    say(310, "P00   INFO: backup command end: completed successfully");
    const copies = world.fleet.byService["orders-db"];
    for (let after = 30; after < 300; after += 20)
      world.agenda.plan(from + after, (at) =>
        world.journal.say(
          random.pick(copies),
          at,
          "info",
          `@shop@orders duration: ${random.int(1_000, 1_900)}.441 ms  statement: SELECT count(*) FROM orders`,
          {},
          "harmless",
        ),
      );
  },

  "burst of 404": (world, random, from) =>
    scan(world, random, from, random.between(30, 150), random.int(60, 250), true),

  "wrong credentials": (world, random, from) => {
    const user = `u${random.int(10_000, 99_999)}`;
    for (let left = random.int(30, 120), after = 0; left > 0; left--) {
      after += random.between(0.5, 5);
      const copy = random.pick(world.fleet.byService.accounts);
      world.agenda.plan(from + after, (at) =>
        world.journal.say(copy, at, "warn", "login refused: wrong password", { user }, "harmless"),
      );
    }
  },

  "log level changed": (world, random, from) => {
    const service = random.pick(pods);
    const texts = [
      "entering handler",
      "serialising response",
      "connection taken from pool",
      "feature flags read",
    ];
    world.agenda.plan(from, (at) => {
      for (const copy of world.fleet.byService[service])
        world.journal.say(copy, at, "info", "log level changed to debug", {}, "harmless");
    });
    world.agenda.repeat(
      from + 1,
      Math.min(world.length, from + random.between(120, 400)),
      () => random.between(0.1, 0.9),
      (at) =>
        world.journal.say(
          random.pick(world.fleet.byService[service]),
          at,
          "debug",
          random.pick(texts),
          {},
          "harmless",
        ),
    );
  },

  "high load": (world, random, from) => {
    const before = world.load;
    const [height, seconds] = [random.between(1.8, 3), random.between(300, 900)];
    world.load = (at) =>
      before(at) *
      (at < from || at > from + seconds
        ? 1
        : 1 + (height - 1) * Math.min(1, (at - from) / 60, (from + seconds - at) / 60));
  },
} satisfies Record<string, HarmlessEvent>;

export type HarmlessKind = keyof typeof harmlessEvents;
export const harmlessKinds = Object.keys(harmlessEvents) as HarmlessKind[];
