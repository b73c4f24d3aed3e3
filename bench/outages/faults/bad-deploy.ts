import { rollOut } from "../system/rollout.ts";
import type { ServiceName } from "../system/topology.ts";
import type { Fault } from "./outage.ts";

/** What a new version stumbles over, in the words of its language. */
const mistakes: Readonly<Partial<Record<ServiceName, readonly string[]>>> = {
  storefront: [
    "Cannot read properties of undefined (reading 'price')\n    at renderPlant (/app/dist/pages/plant.js:88:31)\n    at async Server.<anonymous> (/app/dist/server.js:41:5)",
    "Cannot find module './partials/header-v2'",
    "template plant.html: variable 'delivery' is not defined",
  ],
  catalogue: [
    "panic recovered: runtime error: invalid memory address or nil pointer dereference",
    "Error 1054 (42S22): Unknown column 'p.hardiness_zone' in 'field list'",
    "missing setting CATALOGUE_PRICE_LIST, price unknown",
  ],
  orders: [
    'java.lang.NullPointerException: Cannot invoke "shop.green.orders.Carrier.name()" because "carrier" is null\n\tat shop.green.orders.service.OrderService.place(OrderService.java:142)\n\tat shop.green.orders.web.OrderController.post(OrderController.java:61)',
    'org.postgresql.util.PSQLException: ERROR: column "delivery_slot" of relation "orders" does not exist',
    "Could not resolve placeholder 'orders.carrier.key'",
  ],
  accounts: [
    "http: panic serving: assignment to entry in nil map",
    'ERROR: relation "sessions_v2" does not exist (SQLSTATE 42P01)',
    "token cannot be signed: unknown key id 2026-b",
  ],
  dispatch: [
    'Traceback (most recent call last):\n  File "/app/dispatch/labels.py", line 88, in pack\n    size = parcel["size"]\nKeyError: \'size\'',
    "TypeError: format_label() missing 1 required positional argument: 'carrier'",
    "AttributeError: 'NoneType' object has no attribute 'weight'",
  ],
};

/** A new version is rolled out and fails on some or all requests. */
export const badDeploy: Fault = (outage) => {
  const { world, random, from, to } = outage;
  const service = outage.choose(["storefront", "catalogue", "orders", "accounts", "dispatch"]);
  const before = world.fleet.versionOf(service);
  const version = world.fleet.nextVersionOf(service);
  const text = random.pick(mistakes[service] ?? []);
  const share = random.pick([0.35, 0.6, 0.95]);
  const pause = random.between(8, 25);
  rollOut(world, random, from, {
    ...{ service, version, pause, reason: outage.mark("trigger") },
    onStart: (instance, at) => {
      const begins = at + random.between(0.5, 4);
      outage.break(instance, { mode: "reply", share, from: begins, reply: "500 Internal Server Error" });
      outage.repeats(instance, begins, random.between(1.2, 4), "error", text);
    },
  });
  if (to < world.length)
    rollOut(world, random, to - pause, {
      service,
      version: before,
      pause: 2,
      reason: outage.mark("trigger"),
    });
  return { services: [service], hosts: [] };
};
