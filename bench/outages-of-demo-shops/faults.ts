import type { Random } from "../outages/random.ts";
import type { Cluster } from "./cluster.ts";
import type { Condition, Spell } from "./conditions.ts";
import type { Containers } from "./containers.ts";
import type { Fleet } from "./fleet.ts";
import { wordsOf } from "./formats/texts.ts";
import type { Journal } from "./journal.ts";
import type { Pod, Problem, Service, Shop } from "./model.ts";

/** Where and when a fault is put in, and all that it has a hand in. */
export interface Scene {
  readonly shop: Shop;
  readonly fleet: Fleet;
  readonly journal: Journal;
  readonly cluster: Cluster | undefined;
  readonly containers: Containers;
  readonly random: Random;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  /** Whether the culprit has words of its own for it. */
  readonly speaks: boolean;
}

export interface Fault {
  readonly culprits: readonly Service[];
  /** Other names that are right: a node, the name server. */
  readonly others: readonly string[];
  readonly spells: readonly Spell[];
}

type Inject = (scene: Scene) => Fault;

/** The kinds in the order of the table. */
export const faultKinds: Readonly<Record<string, Inject>> = {
  "cpu hog": (scene) => {
    const culprit = culpritOf(scene, (service) => !service.store);
    const most = scene.shop.patience * scene.random.between(0.6, 2);
    mutter(scene, culprit, "slow", 20_000, 60_000);
    for (const pod of podsOf(scene, culprit)) scene.containers.unready(pod, scene.from + 40_000, scene.to);
    return one(scene, culprit, (gone) => ({ slower: most * Math.min(1, gone * 8) }));
  },
  "memory leak": (scene) => {
    const { shop, random, from, to, containers } = scene;
    const culprit = culpritOf(scene, (service) => !service.store);
    const deaths = [from + (to - from) * 0.45, from + (to - from) * 0.9];
    const most = shop.patience * random.between(0.5, 1.2);
    const downs = deaths.map((at) => {
      const ready = at + random.between(15_000, 50_000);
      for (const pod of podsOf(scene, culprit)) {
        for (let word = at - 15_000; word < at; word += random.between(2_000, 6_000))
          say(scene, pod, "memory", word);
        containers.die(pod, at, "OOMKilled", false);
        containers.start(pod, at + 3_000, ready);
      }
      return spell(culprit, at, ready, () => ({ state: "down" }));
    });
    const leak = deaths.map((at, index) =>
      spell(culprit, index === 0 ? from : (deaths[0] as number), at, (gone) => ({
        slower: most * gone * gone,
      })),
    );
    return { culprits: [culprit], others: [], spells: [...leak, ...downs] };
  },
  "disk delay": (scene) => {
    const culprit = culpritOf(scene, (service) => service.store && service.style !== "rabbit");
    const most = scene.shop.patience * scene.random.between(0.5, 1.6);
    mutter(scene, culprit, "slow", 10_000, 40_000);
    return one(scene, culprit, () => ({ slower: scene.random.chance(0.8) ? most : 0 }));
  },
  "network delay": (scene) => {
    const delay = scene.shop.patience * scene.random.between(0.4, 1.3);
    return one(
      scene,
      culpritOf(scene, () => true),
      () => ({ delay: delay * scene.random.between(0.7, 1.3) }),
    );
  },
  "packet loss": (scene) => {
    const loss = scene.random.between(0.35, 0.75);
    return one(
      scene,
      culpritOf(scene, () => true),
      () => ({ loss }),
    );
  },
  "connections exhausted": (scene) => {
    const leaky = scene.speaks ? callersOf(scene, (callee) => callee.style === "mysql") : [];
    if (leaky.length > 0) {
      const [culprit, callee] = scene.random.pick(leaky);
      return one(scene, culprit, () => ({ config: { callee: callee.name, problem: "pool" } }));
    }
    const culprit = culpritOf(scene, (service) => !service.store);
    mutter(scene, culprit, "descriptors", 1_000, 15_000);
    for (const pod of podsOf(scene, culprit)) scene.containers.unready(pod, scene.from + 15_000, scene.to);
    return one(scene, culprit, () => ({ state: "full" }));
  },
  "crash loop": (scene) => {
    const { random, containers, from, to } = scene;
    const culprit = culpritOf(scene, () => true);
    const spells: Spell[] = [];
    let wait = 8_000;
    for (let at = from; at < to; ) {
      const ready = Math.min(to, at + wait + random.between(2_000, 8_000));
      for (const pod of podsOf(scene, culprit)) {
        containers.die(pod, at, "Error", wait > 10_000);
        if (ready < to || wait > 10_000) containers.start(pod, at + wait, ready);
        say(scene, pod, "crash", at - 20);
      }
      spells.push(spell(culprit, at, ready, () => ({ state: "down" })));
      at = ready + random.between(3_000, 15_000);
      wait = Math.min(wait * 2, 160_000);
    }
    return { culprits: [culprit], others: [], spells };
  },
  "container pause": (scene) => {
    const culprit = culpritOf(scene, () => true);
    for (const pod of podsOf(scene, culprit)) scene.containers.unready(pod, scene.from + 10_000, scene.to);
    return one(scene, culprit, () => ({ state: "hung" }));
  },
  "bad deploy": (scene) => {
    const [culprit, callee] = scene.random.pick(callersOf(scene, () => true));
    deploy(scene, culprit);
    const ways: readonly Problem[] =
      callee.style === "mysql" || callee.style === "mongo"
        ? ["refused", "unresolved", "denied"]
        : ["refused", "unresolved"];
    const problem = scene.random.pick(ways);
    const wrong =
      problem === "refused"
        ? { port: callee.port + 1 }
        : problem === "unresolved"
          ? { host: `${callee.name}-v2` }
          : {};
    return one(scene, culprit, () => ({ config: { callee: callee.name, problem, ...wrong } }));
  },
  "code fault": (scene) => {
    const culprit = culpritOf(scene, (service) => !service.store && service.style !== "nginx");
    if (scene.random.chance(0.5)) deploy(scene, culprit);
    const how = scene.speaks ? "logged" : scene.random.pick(["swallowed", "wrong"] as const);
    const share = scene.random.between(0.3, 1);
    return one(scene, culprit, () => ({ code: { how, share } }));
  },
  "database down": (scene) => {
    const { random, containers, from, to } = scene;
    const culprit = culpritOf(scene, (service) => service.store);
    const state = random.pick(["down", "down", "hung"] as const);
    for (const pod of podsOf(scene, culprit)) {
      if (state === "down" && scene.speaks) containers.stop(pod, from);
      else if (state === "down") containers.die(pod, from, "Error", true);
      if (state === "down") containers.start(pod, to - 6_000, to);
      else containers.unready(pod, from + 10_000, to);
    }
    return one(scene, culprit, () => ({ state }));
  },
  dns: (scene) => {
    const { random, cluster, from, to } = scene;
    const deaf = random.between(0.25, 0.8);
    if (!scene.speaks) {
      const [culprit] = random.pick(callersOf(scene, () => true));
      return one(scene, culprit, () => ({ deaf }));
    }
    const names = [...scene.shop.services.keys()];
    for (let at = from; at < to; at += random.between(300, 5_000))
      cluster?.lookUpFailed(at, random.pick(names));
    return {
      culprits: [],
      others: ["coredns", "kube-dns", "dns", "10.96.0.10"],
      spells: [{ service: "*", from, to, condition: () => ({ deaf: deaf / 3 }) }],
    };
  },
  "node drained": (scene) => {
    const { shop, fleet, random, containers, from } = scene;
    const node = random.pick(shop.nodes);
    const left = shop.nodes.filter((name) => name !== node);
    const spells: Spell[] = [];
    const culprits = [...shop.services.values()].filter((service) =>
      podsOf(scene, service).some((pod) => pod.node === node),
    );
    for (const culprit of culprits) {
      const gone = from + random.between(500, 20_000);
      const ready = gone + random.between(25_000, 150_000);
      for (const pod of podsOf(scene, culprit)) containers.stop(pod, gone - 300);
      for (const pod of fleet.replace(culprit.name, gone, left)) containers.start(pod, gone + 5_000, ready);
      const condition: Condition = { state: random.chance(0.5) ? "down" : "hung" };
      spells.push(spell(culprit, gone, ready, () => condition));
      spells.push(spell(culprit, ready, ready + 20_000, (share) => ({ slower: 2_000 * (1 - share) })));
    }
    return { culprits, others: [node], spells };
  },
};

function spell(service: Service, from: number, to: number, condition: Spell["condition"]): Spell {
  return { service: service.name, from, to, condition };
}

function one(scene: Scene, culprit: Service, condition: Spell["condition"]): Fault {
  return { culprits: [culprit], others: [], spells: [spell(culprit, scene.from, scene.to, condition)] };
}

/** One that users reach, and not the edge, which everything goes through. */
function culpritOf({ shop, random }: Scene, fits: (service: Service) => boolean): Service {
  const reached = new Set(
    [...shop.operations.values()].flatMap(({ calls }) =>
      calls.map(({ operation }) => shop.operations.get(operation)?.service),
    ),
  );
  return random.pick(
    [...shop.services.values()].filter((service) => reached.has(service.name) && fits(service)),
  );
}

/** Who calls whom, edges left out. */
function callersOf({ shop }: Scene, fits: (callee: Service) => boolean): [Service, Service][] {
  const pairs = [...shop.operations.values()].flatMap(({ service, calls }) =>
    calls.map(({ operation }): [Service, Service] => [
      shop.services.get(service) as Service,
      shop.services.get(shop.operations.get(operation)?.service ?? "") as Service,
    ]),
  );
  return pairs.filter(([caller, callee]) => caller.style !== "nginx" && fits(callee));
}

function podsOf({ fleet, from }: Scene, service: Service): readonly Pod[] {
  return fleet.pods(service.name, from);
}

/** Its own words, now and then, where it has any. */
function mutter(scene: Scene, culprit: Service, occasion: string, least: number, most: number): void {
  const { random, from, to } = scene;
  for (const pod of podsOf(scene, culprit))
    for (let at = from + random.between(least, most); at < to; at += random.between(least, most))
      say(scene, pod, occasion, at);
}

function say({ journal, random, speaks }: Scene, pod: Pod, occasion: string, at: number): void {
  if (!speaks) return;
  for (const message of wordsOf(occasion, pod.service.style, pod.service, random))
    journal.say(at, pod, message, "loud");
}

/** A new version takes over at the beginning of the fault and is rolled back at its end. */
function deploy(scene: Scene, culprit: Service): void {
  const { fleet, containers, from, to } = scene;
  for (const at of [from, to]) {
    for (const pod of fleet.pods(culprit.name, at - 1)) containers.stop(pod, at + 1_500);
    for (const pod of fleet.replace(culprit.name, at)) containers.start(pod, at - 15_000, at);
  }
}
