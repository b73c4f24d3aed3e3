import type { Random } from "../random.ts";
import type { Calls, Outcome } from "./calls.ts";
import { Edge } from "./edge.ts";
import type { Instance } from "./fleet.ts";
import type { ServiceName } from "./topology.ts";
import type { World } from "./world.ts";

const categories = ["roses", "ferns", "herbs", "tools", "seeds", "pots", "bulbs", "hedges"];
/** What customers do, the likelier more often. */
const habits = "page page page page page image image image basket basket order login account".split(" ");

/** Lines that a request makes on the average, all services together. */
export const linesPerRequest = 3.1;

/** Customers' requests, and what each service does for them. */
export class Traffic {
  private readonly world: World;
  private readonly calls: Calls;
  private readonly edge: Edge;
  private readonly random: Random;
  /** Whether a cache that fails is only slower, or an error. */
  private readonly cacheIsOptional: boolean;
  /** Whether each request has a number that all services write. */
  private readonly isTraced: boolean;
  /** Whether an order waits for the broker. */
  private readonly eventsAreOptional: boolean;

  constructor(world: World, calls: Calls) {
    this.world = world;
    this.calls = calls;
    this.edge = new Edge(world, calls);
    this.random = world.random.fork();
    this.cacheIsOptional = this.random.chance(0.6);
    this.isTraced = this.random.chance(0.6);
    this.eventsAreOptional = this.random.chance(0.5);
  }

  request(at: number): void {
    const { journal } = this.world;
    journal.trace = this.isTraced ? this.random.hex(16) : undefined;
    this.serve(at);
    journal.trace = undefined;
  }

  private serve(at: number): void {
    const { random } = this;
    const client = `198.51.100.${random.int(2, 254)}`;
    const item = random.int(1_000, 9_999);
    switch (random.pick(habits)) {
      case "page": {
        const path = random.pick(["/", `/c/${random.pick(categories)}`, `/p/${item}`, `/p/${item}`]);
        this.visit(at, "GET", path, client, "storefront", (target, now) => this.page(target, now, path));
        break;
      }
      case "image":
        this.visit(at, "GET", `/media/${item}.webp`, client, "objects", (target, now) =>
          this.image(target, now, item),
        );
        break;
      case "basket":
        this.visit(at, "POST", "/basket", client, "storefront", (target, now) =>
          this.through(target, now, "/basket", "orders", (orders, then) => this.basket(orders, then)),
        );
        break;
      case "order":
        this.visit(at, "POST", "/orders", client, "storefront", (target, now) =>
          this.through(target, now, "/orders", "orders", (orders, then) => this.order(orders, then)),
        );
        break;
      case "login":
        this.visit(at, "POST", "/login", client, "accounts", (target, now) => this.login(target, now));
        break;
      default:
        this.visit(at, "GET", "/account", client, "storefront", (target, now) =>
          this.through(target, now, "/account", "accounts", (accounts, then) => this.session(accounts, then)),
        );
    }
  }

  private visit(
    at: number,
    method: string,
    path: string,
    client: string,
    backend: ServiceName,
    serve: (target: Instance, at: number) => Outcome,
  ): void {
    this.edge.handle(at, {
      method,
      path,
      client,
      backend,
      serve,
      status: path.startsWith("/p/") && this.random.chance(0.05) ? 404 : 200,
    });
  }

  private page(storefront: Instance, at: number, path: string): Outcome {
    return this.through(storefront, at, path, "catalogue", (catalogue, now) => this.list(catalogue, now));
  }

  /** The storefront's part: one call, and a line of its own. */
  private through(
    storefront: Instance,
    at: number,
    path: string,
    callee: ServiceName,
    serve: (target: Instance, at: number) => Outcome,
  ): Outcome {
    const outcome = this.calls.call(storefront, callee, at, { path, serve });
    const responseTime = Math.round(outcome.elapsed * 1000) + this.random.int(1, 9);
    const fields = { url: path, statusCode: outcome.ok ? 200 : 502, responseTime };
    if (outcome.ok)
      this.world.journal.say(storefront, at + outcome.elapsed, "info", "request completed", fields);
    return outcome.ok ? outcome : { ...outcome, reply: "502 Bad Gateway" };
  }

  private image(store: Instance, at: number, item: number): Outcome {
    if (this.random.chance(0.4)) {
      const fields = { api: "GetObject", bucket: "media", object: `${item}.webp`, statusCode: 200 };
      this.world.journal.say(store, at, "info", "request served", fields);
    }
    return { ok: true, elapsed: this.random.skewed(0.002, 0.08) };
  }

  private list(catalogue: Instance, at: number): Outcome {
    const { random } = this;
    const cached = this.calls.call(catalogue, "cache", at, { path: "/", optional: this.cacheIsOptional });
    if (!cached.ok && !this.cacheIsOptional) return { ...cached, reply: "500 Internal Server Error" };
    let outcome: Outcome = cached;
    if (!cached.ok || random.chance(0.3)) {
      const loaded = this.calls.call(catalogue, "stock-db", at + cached.elapsed, { path: "/" });
      const outage = loaded.outage ?? cached.outage;
      const elapsed = cached.elapsed + loaded.elapsed;
      outcome = { ...loaded, elapsed, ...(outage === undefined ? {} : { outage }) };
    }
    if (!outcome.ok) return { ...outcome, reply: "500 Internal Server Error" };
    const fields = { plants: random.int(4, 48), ms: Math.round(outcome.elapsed * 1000) + 1 };
    this.world.journal.say(catalogue, at + outcome.elapsed, "info", "list served", fields);
    return outcome;
  }

  private basket(orders: Instance, at: number): Outcome {
    const stored = this.calls.call(orders, "cache", at, { path: "/basket", writes: true });
    if (!stored.ok) return { ...stored, reply: "500 Internal Server Error" };
    const text = `basket ${this.random.hex(8)} changed, ${this.random.int(1, 9)} items`;
    this.world.journal.say(orders, at + stored.elapsed, "info", text);
    return stored;
  }

  private order(orders: Instance, at: number): Outcome {
    const { random } = this;
    const number = random.int(400_000, 499_999);
    let elapsed = 0;
    const step = (callee: ServiceName, path: string, more: object): Outcome => {
      const outcome = this.calls.call(orders, callee, at + elapsed, { path, ...more });
      elapsed += outcome.elapsed;
      return outcome;
    };
    const failed = (outcome: Outcome): Outcome => ({
      ...outcome,
      elapsed,
      reply: "500 Internal Server Error",
    });
    const token = step("accounts", "/token", {
      serve: (target: Instance, now: number) => this.session(target, now),
    });
    if (!token.ok) return failed(token);
    const reserved = step("catalogue", "/reserve", {
      serve: (target: Instance, now: number) => this.reserve(target, now),
    });
    if (!reserved.ok) return failed(reserved);
    const stored = step("orders-db", "/orders", { writes: true });
    if (!stored.ok) return failed(stored);
    const told = step("events", "/orders", { writes: true, optional: this.eventsAreOptional });
    if (!told.ok && !this.eventsAreOptional) return failed(told);
    this.world.journal.say(
      orders,
      at + elapsed,
      "info",
      `order ${number} accepted, ${random.int(5, 240)}.90 EUR`,
    );
    const outage = stored.outage ?? token.outage ?? reserved.outage ?? told.outage;
    return { ok: true, elapsed, ...(outage === undefined ? {} : { outage }) };
  }

  private reserve(catalogue: Instance, at: number): Outcome {
    const outcome = this.calls.call(catalogue, "stock-db", at, { path: "/reserve", writes: true });
    return outcome.ok ? outcome : { ...outcome, reply: "500 Internal Server Error" };
  }

  private login(accounts: Instance, at: number): Outcome {
    const { random } = this;
    const read = this.calls.call(accounts, "orders-db", at, { path: "/login" });
    if (!read.ok) return { ...read, reply: "500 Internal Server Error" };
    const kept = this.calls.call(accounts, "cache", at + read.elapsed, { path: "/login", writes: true });
    const elapsed = read.elapsed + kept.elapsed;
    if (!kept.ok) return { ...kept, elapsed, reply: "500 Internal Server Error" };
    const user = `u${random.int(10_000, 99_999)}`;
    if (random.chance(0.06))
      this.world.journal.say(accounts, at + elapsed, "warn", "login refused: wrong password", { user });
    else this.world.journal.say(accounts, at + elapsed, "info", "login succeeded", { user });
    const outage = read.outage ?? kept.outage;
    return { ok: true, elapsed, ...(outage === undefined ? {} : { outage }) };
  }

  private session(accounts: Instance, at: number): Outcome {
    const outcome = this.calls.call(accounts, "cache", at, { path: "/session" });
    if (!outcome.ok) return { ...outcome, reply: "500 Internal Server Error" };
    if (this.random.chance(0.3))
      this.world.journal.say(accounts, at, "debug", "session found", { session: this.random.hex(16) });
    return outcome;
  }
}
