import type { Level } from "../formats/line-format.ts";
import type { Random } from "../random.ts";
import type { ServiceName } from "../system/topology.ts";
import type { World } from "../system/world.ts";

type OneOff = readonly [ServiceName, Level, (random: Random) => string];

/** Errors that come once or twice and never again, of which nothing follows. */
const oneOffs: readonly OneOff[] = [
  [
    "storefront",
    "error",
    (random) => `RangeError: Invalid time value in delivery calendar, customer ${random.int(10_000, 99_999)}`,
  ],
  ["storefront", "error", () => "request aborted by client while body was read"],
  ["storefront", "warn", (random) => `image of plant ${random.int(1_000, 9_999)} is larger than 5 MB`],
  [
    "catalogue",
    "error",
    (random) => `translation of plant ${random.int(1_000, 9_999)} has an unknown language`,
  ],
  ["catalogue", "error", () => "cannot parse query: unbalanced quotes"],
  [
    "orders",
    "error",
    (random) =>
      `java.lang.IllegalArgumentException: negative amount in basket ${random.hex(8)}\n\tat shop.green.orders.service.OrderService.sum(OrderService.java:77)`,
  ],
  ["orders", "error", (random) => `order ${random.int(400_000, 499_999)} was sent twice, second one refused`],
  ["orders", "warn", () => "carrier tariff of last year used"],
  ["accounts", "error", (random) => `mail to u${random.int(10_000, 99_999)} bounced: mailbox does not exist`],
  ["accounts", "error", () => "captcha provider answered 429, login allowed without"],
  [
    "dispatch",
    "error",
    (random) => `label of parcel ${random.int(100_000, 999_999)} has no weight, put aside`,
  ],
  ["dispatch", "error", () => "printer 4 is out of paper"],
  [
    "orders-db",
    "error",
    () =>
      "@shop@orders deadlock detected\nDETAIL:  Process 4121 waits for ShareLock on transaction 88012; blocked by process 4130.",
  ],
  ["orders-db", "error", () => '@report@orders syntax error at or near "FORM" at character 10'],
  ["orders-db", "fatal", () => '@postgres@postgres password authentication failed for user "postgres"'],
  [
    "stock-db",
    "error",
    () => "[MY-010045] [Server] Event Scheduler: [shop@%][stock.tidy] Table 'stock.tmp_prices' doesn't exist",
  ],
  [
    "cache",
    "warn",
    () =>
      "Possible SECURITY ATTACK detected. It looks like somebody is sending POST or Host: commands to Redis. Connection aborted.",
  ],
  [
    "events",
    "error",
    () =>
      "[KafkaApi-2] Error when handling request: clientId=probe, correlationId=0, api=API_VERSIONS (kafka.server.KafkaApis)",
  ],
  [
    "events",
    "warn",
    () =>
      "[SocketServer listenerType=BROKER, nodeId=2] Unexpected error from /203.0.113.44; closing connection (org.apache.kafka.common.network.Selector)",
  ],
  [
    "objects",
    "error",
    () => "The request signature we calculated does not match the signature you provided.",
  ],
  [
    "resolver",
    "warn",
    () => 'plugin/health: Local health request to "http://:8080/health" took more than 1s: 1.204s',
  ],
];

/** Every log has some errors of which nothing follows, at any time. */
export function startOneOffs(world: World): void {
  const random = world.random.fork();
  for (const [service, level, text] of random.sample(oneOffs, random.int(4, 9))) {
    const copy = random.pick(world.fleet.byService[service]);
    const first = random.between(0, world.length);
    for (let left = random.int(1, 2), at = first; left > 0; left--, at += random.between(1, 400))
      if (at < world.length)
        world.agenda.plan(at, (now) => world.journal.say(copy, now, level, text(random)));
  }
}
