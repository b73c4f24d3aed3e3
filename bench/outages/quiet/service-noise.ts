import type { Level } from "../formats/line-format.ts";
import type { Random } from "../random.ts";
import type { ServiceName } from "../system/topology.ts";
import type { World } from "../system/world.ts";

interface Habit {
  readonly service: ServiceName;
  readonly level: Level;
  /** Seconds from one to the next, all copies together. */
  readonly pause: number;
  readonly text: (random: Random) => string;
}

function habit(service: ServiceName, level: Level, pause: number, text: (random: Random) => string): Habit {
  return { service, level, pause, text };
}

/** What services say of themselves while all is well. */
const usual: readonly Habit[] = [
  habit(
    "orders-db",
    "info",
    30,
    (random) =>
      `checkpoint complete: wrote ${random.int(90, 900)} buffers (${random.int(1, 5)}.${random.int(0, 9)}%); 0 WAL file(s) added, 0 removed, ${random.int(0, 3)} recycled; write=${random.int(5, 60)}.104 s, sync=0.004 s, total=${random.int(5, 60)}.131 s`,
  ),
  habit(
    "orders-db",
    "info",
    25,
    (random) =>
      `@shop@orders duration: ${random.int(1_050, 2_900)}.${random.int(100, 999)} ms  statement: SELECT * FROM order_lines WHERE order_id = $1`,
  ),
  habit("orders-db", "info", 60, () => 'automatic vacuum of table "orders.public.sessions": index scans: 1'),
  habit(
    "orders-db",
    "error",
    40,
    () => '@shop@accounts duplicate key value violates unique constraint "users_email_key"',
  ),
  habit(
    "orders-db",
    "info",
    70,
    (random) =>
      `@shop@orders could not receive data from client: Connection reset by peer, after ${random.int(1, 90)} s`,
  ),
  habit(
    "stock-db",
    "warn",
    45,
    (random) =>
      `[MY-010055] [Server] IP address '192.0.2.${random.int(30, 50)}' could not be resolved: Name or service not known`,
  ),
  habit(
    "stock-db",
    "warn",
    50,
    (random) =>
      `[MY-010914] [Server] Aborted connection ${random.int(9_000, 99_999)} to db: 'stock' user: 'shop' host: '192.0.2.35' (Got an error reading communication packets).`,
  ),
  habit("cache", "info", 20, (random) => `${random.int(100, 900)} changes in 60 seconds. Saving...`),
  habit("cache", "info", 20, (random) => `Background saving started by pid ${random.int(20_000, 60_000)}`),
  habit("cache", "info", 20, () => "Background saving terminated with success"),
  habit(
    "events",
    "info",
    12,
    (random) =>
      `[Log partition=orders-${random.int(0, 5)}, dir=/var/lib/kafka] Rolled new log segment at offset ${random.int(100_000, 999_999)} in 3 ms. (kafka.log.UnifiedLog)`,
  ),
  habit(
    "events",
    "info",
    15,
    (random) =>
      `[GroupCoordinator 2]: Member consumer-${random.int(1, 2)} in group parcels-v2 has sent heartbeat, generation ${random.int(30, 60)} (kafka.coordinator.group.GroupCoordinator)`,
  ),
  habit(
    "resolver",
    "info",
    40,
    (random) =>
      `192.0.2.${random.int(30, 40)}:${random.int(30_000, 60_000)} - ${random.int(1, 65_535)} "AAAA IN shop.example.com.shop.internal. udp 60 false 512" NXDOMAIN qr,aa,rd 153 0.000171s`,
  ),
  habit(
    "resolver",
    "error",
    90,
    (random) =>
      `plugin/errors: 2 telemetry.example.net. A: read udp 192.0.2.131:${random.int(30_000, 60_000)}->203.0.113.53:53: i/o timeout`,
  ),
  habit("objects", "info", 30, () => "data scanner: cycle finished"),
  habit(
    "catalogue",
    "warn",
    30,
    (random) => `plant ${random.int(1_000, 9_999)} has no picture, placeholder used`,
  ),
  habit("accounts", "warn", 25, () => "token of a retired client refused"),
  habit("storefront", "warn", 28, () => "DeprecationWarning: url.parse() is deprecated"),
  habit("orders", "warn", 26, (random) => `voucher GREEN${random.int(10, 99)} is not valid any more`),
  habit(
    "dispatch",
    "warn",
    45,
    (random) => `carrier answers slowly, parcel ${random.int(100_000, 999_999)} announced at second attempt`,
  ),
];

/** Errors that come all day and mean nothing; a system has two or three of them. */
const chronic: readonly Habit[] = [
  habit(
    "orders",
    "error",
    3,
    (random) => `address of customer ${random.int(10_000, 99_999)} could not be normalised: unknown postcode`,
  ),
  habit(
    "catalogue",
    "error",
    3,
    (random) => `feed of supplier ${random.int(10, 40)} rejected: invalid price in row ${random.int(1, 900)}`,
  ),
  habit("accounts", "error", 4, () => "refresh token expired, client has to log in again"),
  habit(
    "storefront",
    "error",
    3,
    (random) =>
      `Unhandled rejection in widget recommendations: TypeError: Cannot read properties of undefined (reading 'id'), page ${random.int(1, 90)}`,
  ),
  habit(
    "dispatch",
    "error",
    5,
    (random) => `tracking number of parcel ${random.int(100_000, 999_999)} not known to carrier yet`,
  ),
  habit("orders-db", "error", 4, () => "@report@orders canceling statement due to statement timeout"),
  habit(
    "objects",
    "error",
    4,
    (random) => `The specified key does not exist. media/${random.int(1_000, 9_999)}.webp`,
  ),
];

/** What services write without anybody's request, among it errors that mean nothing. */
export function startServiceNoise(world: World, amount: number): void {
  const random = world.random.fork();
  const noisy = random.sample(chronic, random.int(1, 3));
  for (const each of [...usual, ...noisy]) {
    const pause = each.pause / amount;
    world.agenda.repeat(
      random.between(0, pause),
      world.length,
      () => pause * random.between(0.4, 1.6),
      (at) => {
        world.journal.say(
          random.pick(world.fleet.byService[each.service]),
          at,
          each.level,
          each.text(random),
        );
      },
    );
  }
}
