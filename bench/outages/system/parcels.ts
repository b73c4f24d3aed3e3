import type { Random } from "../random.ts";
import type { Calls } from "./calls.ts";
import type { Instance } from "./fleet.ts";
import type { World } from "./world.ts";

/** The workers: each takes an event from the broker, marks the order, and keeps a label in the object store. */
export class Parcels {
  private readonly world: World;
  private readonly calls: Calls;
  private readonly random: Random;

  constructor(world: World, calls: Calls) {
    this.world = world;
    this.calls = calls;
    this.random = world.random.fork();
  }

  /** @param pause seconds between two parcels of one worker, by day */
  start(pause: number): void {
    const { world, random } = this;
    for (const worker of world.fleet.byService.dispatch)
      world.agenda.repeat(
        random.between(0, pause),
        world.length,
        () => (pause * random.between(0.5, 1.5)) / world.dayShape(0),
        (at) => this.pack(worker, at),
      );
  }

  private pack(worker: Instance, at: number): void {
    const { random } = this;
    const { journal } = this.world;
    const parcel = random.int(100_000, 999_999);
    if (journal.isSilent(worker, at)) return;
    const taken = this.calls.call(worker, "events", at, { path: "/orders" });
    if (!taken.ok) return;
    let elapsed = taken.elapsed;
    const marked = this.calls.call(worker, "orders", at + elapsed, {
      path: `/orders/${parcel}/packed`,
      serve: (target, now) => {
        const stored = this.calls.call(target, "orders-db", now, { path: "/packed", writes: true });
        return stored.ok ? stored : { ...stored, reply: "500 Internal Server Error" };
      },
    });
    elapsed += marked.elapsed;
    if (!marked.ok) return;
    const kept = this.calls.call(worker, "objects", at + elapsed, { path: "/labels", writes: true });
    elapsed += kept.elapsed;
    if (kept.ok)
      journal.say(worker, at + elapsed, "info", `parcel ${parcel} packed`, { seconds: elapsed.toFixed(2) });
  }
}
