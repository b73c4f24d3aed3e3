import { expect, test } from "vitest";
import { deliver } from "../../../src/engine/delivery/deliver.ts";
import type { Destination, Message } from "../../../src/engine/delivery/destination.ts";
import { hasEnded } from "../../../src/engine/delivery/order.ts";
import type { Transition } from "../../../src/engine/ledger/alert.ts";
import { busy, delivered, FakeDestination, unknown } from "../../support/delivery/fake-destination.ts";
import { MemoryLedger } from "../../support/delivery/memory-ledger.ts";
import { acceptance, noon, sampleAlert, sampleDelivery } from "../../support/delivery/sample.ts";
import { VirtualTime } from "../../support/delivery/virtual-time.ts";
import { fc, runs } from "../../support/fast-check.ts";

const minute = 60_000;
const hour = 60 * minute;

/** What comes of one message: the reference knows it, the sender may not. */
type Fate =
  | "delivered"
  | "busy"
  | "lost on the way"
  | "arrives, nobody knows"
  | "killed before"
  | "killed after";
type Step =
  | { readonly does: "news"; readonly incident: number; readonly over: boolean }
  | { readonly does: "runs"; readonly processes: number; readonly fates: readonly Fate[] }
  | { readonly does: "time"; readonly minutes: number }
  | { readonly does: "clock"; readonly minutes: number };

const fate = fc.constantFrom<Fate>(
  "delivered",
  "delivered",
  "busy",
  "lost on the way",
  "arrives, nobody knows",
  "killed before",
  "killed after",
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant("news" as const), incident: fc.nat(2), over: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant("runs" as const),
      processes: fc.integer({ min: 1, max: 3 }),
      fates: fc.array(fate, { maxLength: 8 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("time" as const), minutes: fc.nat(90) }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant("clock" as const), minutes: fc.constantFrom(-60, 60) }),
  },
);

class World {
  readonly time = new VirtualTime(noon);
  readonly ledger = new MemoryLedger();
  readonly alive = new Set<string>();
  /** Of every incident: its episode, its revision, and whether it is open. */
  private readonly incidents = new Map<number, { episode: number; revision: number; open: boolean }>();
  readonly accepted: string[] = [];
  /** Every message that arrived, in order. */
  readonly arrived: Message[] = [];
  private fates: Fate[] = [];
  private processes = 0;
  private readonly way: Destination["onUnknown"];

  constructor(way: Destination["onUnknown"]) {
    this.way = way;
  }

  async news(incident: number, over: boolean): Promise<void> {
    const before = this.incidents.get(incident) ?? { episode: 0, revision: 0, open: false };
    const isNew = !before.open;
    const next = isNew
      ? { episode: before.episode + 1, revision: 1, open: true }
      : { ...before, revision: before.revision + 1, open: !over };
    this.incidents.set(incident, next);
    const transition: Transition = isNew ? "trigger" : over ? "resolve" : "update";
    const alert = sampleAlert({ ...next, identity: `i${incident}`, transition, time: this.time.now() });
    const delivery = sampleDelivery(alert, { type: "pagerduty" });
    await this.ledger.transact(() => ({ changes: acceptance(alert, [delivery]), result: undefined }));
    this.accepted.push(delivery.key);
  }

  /** Runs side by side; a killed one never comes back. */
  async runs(processes: number, fates: readonly Fate[]): Promise<void> {
    this.fates = [...fates];
    const { time } = this;
    const all = Array.from({ length: processes }, () => {
      const claimant = `p${++this.processes}`;
      this.alive.add(claimant);
      let kill: () => void = () => undefined;
      const killed = new Promise<void>((resolve) => {
        kill = () => {
          this.alive.delete(claimant);
          resolve();
        };
      });
      const isDead = () => !this.alive.has(claimant);
      const run = deliver({
        // What is dead writes nothing.
        ledger: {
          read: () => this.ledger.read(),
          transact: (work) => (isDead() ? new Promise(() => undefined) : this.ledger.transact(work)),
        },
        destinations: [this.destination(kill, isDead)],
        now: time.now,
        elapsed: time.elapsed,
        sleep: time.sleep,
        claimant,
        isAlive: (other) => this.alive.has(other),
        appVersion: "1.0.0",
      });
      return Promise.race([run, killed]).finally(() => this.alive.delete(claimant));
    });
    await time.until(Promise.all(all));
  }

  private destination(kill: () => void, isDead: () => boolean): Destination {
    const never = new Promise<never>(() => undefined);
    const destination = new FakeDestination("chat", this.time.sleep, "pagerduty");
    destination.onUnknown = this.way;
    return Object.assign(destination, {
      send: async (message: Message) => {
        if (isDead()) return never;
        const fate = this.fates.shift() ?? "delivered";
        if (fate === "killed before") {
          kill();
          return never;
        }
        await this.time.sleep(5);
        if (fate === "busy") return busy;
        if (fate === "lost on the way") return unknown;
        this.arrived.push(message);
        if (fate === "arrives, nobody knows") return unknown;
        if (fate === "delivered") return delivered;
        kill();
        return never;
      },
      look: async ({ key }: Message) =>
        this.arrived.some((message) => message.key === key) ? { ts: "1" } : ("absent" as const),
    });
  }

  /** Until nothing is left to do: everything works again, and hours pass. */
  async settle(): Promise<void> {
    for (let again = 0; again < 12; again++) {
      await this.runs(1, []);
      if ([...this.ledger.tables.deliveries.values()].every(hasEnded)) return;
      await this.time.until(this.time.sleep(3 * hour));
    }
  }
}

test.each(["look", "resend", "hope"] as const)(
  "whatever comes between, nothing accepted is lost and an incident's order holds, with a destination that can only %s",
  async (way) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const world = new World(way);
        for (const one of steps) {
          if (one.does === "news") await world.news(one.incident, one.over);
          else if (one.does === "runs") await world.runs(one.processes, one.fates);
          else if (one.does === "clock") {
            // What is on its way arrives before.
            await world.time.until(world.time.sleep(minute));
            world.time.set(one.minutes * minute);
          } else await world.time.until(world.time.sleep(one.minutes * minute));
        }
        await world.settle();

        const { deliveries } = world.ledger.tables;
        for (const key of world.accepted) {
          const delivery = deliveries.get(key);
          expect(["delivered", "superseded"]).toContain(delivery?.state);
          const arrivals = world.arrived.filter((message) => message.key === key).length;
          // What is delivered arrived; what was said to be overtaken did not.
          if (delivery?.state === "delivered") expect(arrivals).toBeGreaterThan(0);
          else expect(arrivals).toBe(0);
          if (way === "look") expect(arrivals).toBeLessThanOrEqual(1);
        }
        for (const incident of ["i0", "i1", "i2"]) {
          const heard = world.arrived.filter(({ alert }) => alert.identity === incident);
          const places = heard.map(({ alert }) => alert.episode * 1_000 + alert.revision);
          // A message may come twice where nobody can tell, but never after a later one.
          expect(places).toEqual([...places].sort((a, b) => a - b));
          // Whoever heard of an episode that is over hears of its end.
          const episodes = new Set(heard.map(({ alert }) => alert.episode));
          const ended = [...world.ledger.tables.alerts.values()]
            .filter(({ identity, transition }) => identity === incident && transition === "resolve")
            .map(({ episode }) => episode);
          for (const episode of ended.filter((one) => episodes.has(one))) {
            expect(
              heard.some(({ alert }) => alert.episode === episode && alert.transition === "resolve"),
            ).toBe(true);
          }
        }
      }),
      runs(150),
    );
  },
  60_000,
);
