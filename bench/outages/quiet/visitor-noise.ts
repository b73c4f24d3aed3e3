import type { Random } from "../random.ts";
import type { World } from "../system/world.ts";

const scanned =
  "/wp-login.php /.env /admin /phpmyadmin/ /.git/config /backup.zip /xmlrpc.php /api/v1/pods".split(" ");

/** A request that ends at the edge. */
function refuse(
  world: World,
  random: Random,
  at: number,
  request: { client: string; method: string; path: string; status: number; agent: string },
  harmless: boolean,
): void {
  const instance = random.pick(world.fleet.byService.edge);
  const entry = {
    ...request,
    bytes: 153,
    seconds: 0.001,
    backend: "storefront",
    server: undefined,
    termination: "PR--",
  };
  world.journal.access(
    instance,
    at,
    { ...entry, detail: random.int(10, 9_999) },
    harmless ? "harmless" : undefined,
  );
}

/** A scanner looks for what is not there, `count` times within so many seconds. */
export function scan(
  world: World,
  random: Random,
  from: number,
  seconds: number,
  count: number,
  harmless: boolean,
): void {
  const client = `203.0.113.${random.int(20, 250)}`;
  for (let left = count; left > 0; left--) {
    const request = {
      client,
      method: "GET",
      path: random.pick(scanned),
      status: 404,
      agent: "Mozilla/5.0 zgrab/0.x",
    };
    world.agenda.plan(from + random.between(0, seconds), (at) =>
      refuse(world, random, at, request, harmless),
    );
  }
}

/** Scanners that come and go, and a client that hangs up too soon. */
export function startVisitorNoise(world: World, pause: number): void {
  const { agenda, length } = world;
  const random = world.random.fork();
  agenda.repeat(
    random.between(0, 300),
    length,
    () => random.between(200, 900),
    (at) => scan(world, random, at, 40, random.int(4, 15), false),
  );
  const flaky = {
    client: `198.51.100.${random.int(2, 254)}`,
    method: "GET",
    path: "/c/ferns",
    status: 499,
    agent: "green-app/4.1 (Android 9)",
  };
  agenda.repeat(
    random.between(0, pause),
    length,
    () => pause * random.between(0.3, 1.8),
    (at) => refuse(world, random, at, flaky, false),
  );
}
