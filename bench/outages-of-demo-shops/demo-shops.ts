import { Random } from "../outages/random.ts";
import { Cluster } from "./cluster.ts";
import { Conditions } from "./conditions.ts";
import { Containers } from "./containers.ts";
import { type Fault, faultKinds } from "./faults.ts";
import { Fleet } from "./fleet.ts";
import { Journal } from "./journal.ts";
import { layouts, rowsOf, type ShopRow } from "./layout.ts";
import type { Line, Shop } from "./model.ts";
import { Noise } from "./noise.ts";
import { onlineBoutique } from "./shops/online-boutique.ts";
import { sockShop } from "./shops/sock-shop.ts";
import { trainTicket } from "./shops/train-ticket.ts";
import { Users } from "./users.ts";

export const shops: readonly Shop[] = [trainTicket, onlineBoutique, sockShop];
export const kinds = Object.keys(faultKinds);

/** Outages of each kind in each shop, by their seeds from 1. */
export const seedsOfKind = 4;
/** Quiet periods, by their seeds from 1, and the hours of each. */
export const quietSeeds = 32;
export const quietHours = 1.5;

const minute = 60_000;
/** Monday, 2 March 2026, midnight UTC. */
const firstDay = Date.UTC(2026, 2, 2);

/** What is true of an outage; times are epoch seconds. */
export interface DemoLabel {
  /** In lower case. */
  readonly accepted: readonly string[];
  readonly began: number;
  /** The first line that a reader sees the fault in. */
  readonly firstSymptom: number;
  readonly end: number;
  /** Whether a loud line of somebody else names what is to blame. */
  readonly named: boolean;
  /** Whether what is to blame writes a loud line. */
  readonly speaks: boolean;
}

export interface DemoOutage {
  readonly rows: readonly ShopRow[];
  readonly label: DemoLabel;
}

/** One outage of a shop, as a detector is given it, beside its label. */
export function demoOutage(shop: Shop, kind: string, seed: number): DemoOutage {
  // A fault that nobody notices within three minutes is tried at another place.
  for (let attempt = 1; ; attempt++) {
    const outage = attemptOf(shop, kind, seed, attempt);
    if (outage !== undefined) return outage;
    if (attempt === 40) throw new Error(`Nobody notices a ${kind} of ${shop.name} ${seed}.`);
  }
}

/** Hours in which nothing happens that anybody should be told of. */
export function quietShop(seed: number): ShopRow[] {
  const shop = shops[seed % shops.length] as Shop;
  const random = new Random(`quiet ${seed}`);
  const start = firstDay + seed * 17 * 60 * minute;
  const to = start + quietHours * 60 * minute;
  const { lines } = simulated(shop, random, start, to, seed % 2 === 0);
  return rowsOf(lines, layouts[seed % layouts.length] as (typeof layouts)[number], shop);
}

function attemptOf(shop: Shop, kind: string, seed: number, attempt: number): DemoOutage | undefined {
  const random = new Random(`${shop.name} ${kind} ${seed} ${attempt}`);
  const turn = seed + kinds.indexOf(kind) + shops.indexOf(shop);
  const start = firstDay + random.int(0, 27 * 24 * 60) * minute;
  const from = start + random.between(10, 15) * minute;
  const end = from + random.between(3, 10) * minute;
  const recovers = random.chance(0.5);
  const to = recovers ? end + random.between(2, 5) * minute : end;
  // Of the four seeds, two culprits have words of their own for it; the halves and the layouts meet in all ways.
  const speaks = (seed + kinds.indexOf(kind)) % 4 < 2;
  const { lines, fault, fleet } = simulated(shop, random, start, to, turn % 8 < 4, {
    kind,
    from,
    to: recovers ? end : end + minute,
    speaks,
  });
  if (fault === undefined) return undefined;
  const loud = lines.filter(({ symptom }) => symptom === "loud");
  if (loud.filter(({ at }) => at < from + 3 * minute).length < 5) return undefined;
  const accepted = acceptedNames(shop, fault, fleet);
  const isCulprit = ({ pod }: Line): boolean => fault.culprits.includes(pod.service);
  return {
    rows: rowsOf(lines, layouts[turn % layouts.length] as (typeof layouts)[number], shop),
    label: {
      accepted,
      began: from / 1_000,
      firstSymptom: (loud[0] as Line).at / 1_000,
      end: end / 1_000,
      named: loud.some((line) => !isCulprit(line) && accepted.some((name) => mentions(line.raw, name))),
      speaks: loud.some(isCulprit),
    },
  };
}

interface FaultPlan {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  readonly speaks: boolean;
}

function simulated(
  shop: Shop,
  random: Random,
  start: number,
  to: number,
  clustered: boolean,
  plan?: FaultPlan,
): { lines: Line[]; fault: Fault | undefined; fleet: Fleet } {
  const fleet = new Fleet(shop, random.fork());
  const journal = new Journal(random.fork());
  const cluster = clustered ? new Cluster(shop, journal, random.fork()) : undefined;
  const noise = new Noise(shop, fleet, journal, random.fork());
  const harmless = new Containers(journal, cluster, random.fork(), "none");
  const count = plan === undefined ? Math.round(((to - start) / minute) * 0.1) : random.int(0, 2);
  // Before the fault, so that the pods of each service follow each other in time.
  noise.events(start + minute, plan?.from ?? to, count, harmless);
  const fault =
    plan &&
    faultKinds[plan.kind]?.({
      shop,
      fleet,
      journal,
      cluster,
      containers: new Containers(journal, cluster, random.fork(), "loud"),
      random: random.fork(),
      ...plan,
    });
  const conditions = new Conditions(fault?.spells ?? []);
  cluster?.everyday(
    start,
    to,
    [...shop.services.keys()].flatMap((name) => fleet.pods(name, start)),
  );
  noise.habits(start, to, conditions);
  new Users({ shop, fleet, conditions, journal, cluster }, random.fork()).run(start, to, random.int(5, 8));
  return { lines: journal.lines(start, to), fault, fleet };
}

function acceptedNames({ namespace }: Shop, { culprits, others }: Fault, fleet: Fleet): string[] {
  const names = culprits.flatMap(({ name, address }) => [
    name,
    `${name}.${namespace}`,
    `${name}.${namespace}.svc.cluster.local`,
    address,
    ...fleet.all(name).flatMap((pod) => [pod.name, pod.address, `${pod.name}_${namespace}_${name}`]),
  ]);
  return [...new Set([...names, ...others].map((name) => name.toLowerCase()))];
}

/** `carts` is not in `carts-db`. */
function mentions(raw: string, name: string): boolean {
  const at = raw.indexOf(name);
  return at >= 0 && !/[\w-]/.test(raw.charAt(at + name.length)) && !/[\w-]/.test(raw.charAt(at - 1));
}
