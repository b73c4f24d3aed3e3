import { type FaultKind, faultKinds, faults } from "./faults/all.ts";
import type { Fault } from "./faults/outage.ts";
import { Outage } from "./faults/outage.ts";
import { labelOf, type OutageLabel } from "./label.ts";
import type { Line, LogRow } from "./log.ts";
import { type HarmlessKind, harmlessEvents, harmlessKinds } from "./quiet/harmless.ts";
import { startMachineNoise } from "./quiet/machine-noise.ts";
import { startOneOffs } from "./quiet/one-offs.ts";
import { startServiceNoise } from "./quiet/service-noise.ts";
import { startVisitorNoise } from "./quiet/visitor-noise.ts";
import { Random } from "./random.ts";
import { Calls } from "./system/calls.ts";
import { Parcels } from "./system/parcels.ts";
import { linesPerRequest, Traffic } from "./system/traffic.ts";
import { Watchers } from "./system/watchers.ts";
import { World } from "./system/world.ts";

export const outageKinds = [...faultKinds, "two at once"] as const;
export type OutageKind = (typeof outageKinds)[number];
export type ScenarioKind = OutageKind | "quiet";

export interface Scenario {
  readonly kind: ScenarioKind;
  readonly seed: number;
  /** In the order in which they arrived. */
  readonly rows: readonly LogRow[];
  /** What a detector has to find; empty for quiet hours. */
  readonly outages: readonly OutageLabel[];
  readonly harmless: readonly HarmlessKind[];
  /** The same rows with what the simulation knows of each; no detector may see them. */
  readonly lines: readonly Line[];
}

export interface ScenarioOptions {
  readonly kind: ScenarioKind;
  readonly seed: number;
  /** By what the usual number of lines, 5,000 to 40,000, is multiplied. */
  readonly size?: number;
}

/** Seconds at the beginning of each log in which nothing is wrong. */
export const earliestOutage = 480;
const earliest = Date.UTC(2026, 1, 2);
/** Lines that an outage must have caused to be one: the loss of a spare copy of something may go by unseen. */
const fewestSymptoms = 8;

/** A log with an outage of this kind, or a quiet hour; the same for the same seed. */
export function scenarioOf({ kind, seed, size = 1 }: ScenarioOptions): Scenario {
  for (let attempt = 0; ; attempt++) {
    const scenario = attemptOf(kind, seed, size, `${kind} ${seed} ${attempt}`);
    const visible = scenario.outages.every(({ symptoms }) => symptoms >= fewestSymptoms);
    if (visible || attempt === 20) return scenario;
  }
}

function attemptOf(kind: ScenarioKind, seed: number, size: number, name: string): Scenario {
  const random = new Random(name);
  const length = random.int(30, 90) * 60;
  const start = earliest + random.int(0, 300 * 24 * 60) * 60_000;
  const world = new World({ seed: `world of ${name}`, start, length });
  startNormalLife(world, (random.skewed(8_000, 35_000) * size) / length);
  // A failover in the midst of an outage would end it.
  const beside = harmlessKinds.filter((each) => each !== "failover test");
  const harmless =
    kind === "quiet"
      ? random.sample(harmlessKinds, random.int(1, 3))
      : random.sample(beside, random.int(0, 2));
  for (const each of harmless) harmlessEvents[each](world, random.fork(), random.between(0.1, 0.7) * length);
  const outages = kind === "quiet" ? [] : begin(world, random, kind);
  live(world);
  const lines = world.journal.log.lines(length);
  const labels = outages.map((outage) => labelOf(world, outage, lines));
  return { kind, seed, rows: lines.map(({ row }) => row), outages: labels, harmless, lines };
}

/** @param rate lines a second */
function startNormalLife(world: World, rate: number): void {
  const calls = new Calls(world);
  const traffic = new Traffic(world, calls);
  startMachineNoise(world, 12 / Math.sqrt(rate));
  startServiceNoise(world, Math.min(2, Math.max(0.3, rate / 5)));
  startOneOffs(world);
  startVisitorNoise(world, 60 / Math.min(4, rate));
  new Parcels(world, calls).start(12 / Math.min(4, Math.max(0.5, rate / 2)));
  new Watchers(world).start();
  const requests = (0.72 * rate) / linesPerRequest;
  const random = world.random.fork();
  world.agenda.repeat(
    0,
    world.length,
    () => 1,
    (second) => {
      const count = random.count(requests * world.load(second) * (world.dayShape(second) / 0.75));
      for (let left = count; left > 0; left--) traffic.request(second + random.unit());
    },
  );
}

function begin(world: World, random: Random, kind: OutageKind): (Outage & { kind: FaultKind })[] {
  const kinds = kind === "two at once" ? random.sample(faultKinds, 2) : [kind];
  const taken = new Set<string>();
  const first = Math.max(earliestOutage, world.length * random.between(0.2, 0.65));
  return kinds.map((each, index) => {
    const from = Math.round(first + index * random.between(0, 480));
    const lasts = each === "memory leak" ? random.between(800, 1_800) : random.between(200, 1_100);
    const to = random.chance(0.75) ? Math.round(from + lasts) : world.length + 1;
    const outage = new Outage({ world, index, random: random.fork(), from, to, taken });
    const fault: Fault = faults[each];
    const culprit = fault(outage);
    world.culprits.push(culprit);
    for (const broken of [...culprit.services, ...culprit.hosts]) taken.add(broken);
    return Object.assign(outage, { kind: each });
  });
}

function live(world: World): void {
  for (let second = 0; second < world.length; second++) world.agenda.run(second);
}
