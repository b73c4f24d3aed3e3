import type { Random } from "../outages/random.ts";
import { Calls, type Request, type World } from "./calls.ts";
import { person, uuid } from "./formats/fill.ts";
import type { Operation } from "./model.ts";

/** Users who go through the shop. */
export class Users {
  private readonly world: World;
  private readonly random: Random;
  private readonly calls: Calls;

  constructor(world: World, random: Random) {
    this.world = world;
    this.random = random;
    this.calls = new Calls(world, random);
  }

  /** Everybody waits for an answer, so that a slow shop is asked less. */
  run(from: number, to: number, users: number): void {
    const { random } = this;
    const [wave, phase] = [random.between(400_000, 1_500_000), random.unit()];
    const next = Array.from({ length: users }, () => from + random.between(0, 6_000));
    const weights = this.world.shop.journeys.flatMap(({ weight, operations }) =>
      Array(weight).fill(operations),
    );
    for (;;) {
      const user = next.indexOf(Math.min(...next));
      const at = next[user] as number;
      if (at >= to) return;
      const position = ((at - from) / wave + phase) % 1;
      // From a third of the users to all, up and down again.
      const busy = 0.33 + 0.67 * Math.abs(1 - 2 * position);
      next[user] = this.visit(random.pick(weights), at) + random.between(1_500, 5_500) / busy;
    }
  }

  private visit(operations: readonly string[], from: number): number {
    let at = from;
    const id = uuid(this.random);
    const user = person(this.random);
    const client = `10.244.0.${this.random.int(2, 9)}`;
    for (const name of operations) {
      const operation = this.world.shop.operations.get(name) as Operation;
      const request: Request = { id, user, client, trace: this.random.hex(16), touched: false };
      const outcome = this.calls.call(operation, undefined, at, request);
      this.world.cluster?.served(operation, at, outcome.at, outcome.problem, request.touched);
      at = outcome.at + this.random.between(200, 1_500);
      if (outcome.problem !== undefined) return at;
    }
    return at;
  }
}
