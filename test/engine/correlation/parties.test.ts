import { describe, expect, test } from "vitest";
import { Parties } from "../../../src/engine/correlation/parties.ts";

const parties = new Parties({
  services: ["orders", "postgresql", "kafka", "gateway", "storefront"],
  hosts: ["pg-1.shop.internal", "node-4", "broker-3"],
  aliases: new Map([["orders-7c9f6b5d4a-x2k8p", "orders"]]),
  lines: [
    { text: "lookup stock-db.shop.internal on 192.0.2.133:53: ok", service: "orders" },
    { text: "Connection to node 3 (broker-3/192.0.2.54:9092) established", service: "kafka" },
    { text: "read udp 192.0.2.40:40211->192.0.2.133:53: i/o timeout", service: "storefront" },
    { text: "objects/objects-store-4 0/0/1/2 200", service: "haproxy" },
  ],
});
const namedIn = (text: string, ...own: string[]): string[] =>
  [...parties.mentionedIn(text, new Set(own)).keys()].sort();

describe("whom a line names", () => {
  test.each([
    ["dial tcp pg-1:5432: connect: connection refused", ["pg-1.shop.internal"]],
    ["could not connect to pg-1.shop.internal:5432", ["pg-1.shop.internal"]],
    ['Get "http://orders:8080/items": EOF', ["orders"]],
    ["call to orders failed: 500", ["orders"]],
    ["pod orders-7c9f6b5d4a-x2k8p is not ready", ["orders"]],
    ["pq: the database system is shutting down", ["postgresql"]],
    ["KafkaTimeoutException: no answer", ["kafka"]],
    ["dial tcp 192.0.2.112:5432: connect: no route to host", ["postgresql"]],
    ["broker 192.0.2.54:9092 cannot be reached", ["broker-3", "kafka"]],
    ["connect EHOSTUNREACH 192.0.2.40:8081", ["storefront"]],
    ["connect EHOSTUNREACH 192.0.2.77:8081", ["192.0.2.77"]],
    ["stock-db refused: the table is full", ["stock-db"]],
    ["storefront/storefront-node-4 0/0/1/4016 502", ["node-4", "storefront"]],
    ["certificate of objects has expired", ["objects"]],
  ])("%s", (text, names) => {
    expect(namedIn(text)).toEqual(names);
  });

  test.each([
    "store/pool.go:57 pool is empty",
    "worker pid:71 line:12 exited",
    '203.0.113.9:53411 [14/Mar/2026] "GET / HTTP/1.1" 500',
    "shop.green.orders.store.OrderRepository: order 71 lost",
    "server: shop.example, request: GET /",
    '"host":"web-1.shop.example"',
    "connect to 127.0.0.1:5432 failed",
    "user@orders FATAL: no room",
    "version 1.2.3 does not start",
    "peer gone, the client gave up",
  ])("nobody is named by %s", (text) => {
    expect(namedIn(text)).toEqual([]);
  });

  test("the writer does not name itself", () => {
    expect(namedIn("orders on node-4: call to gateway failed", "orders", "node-4")).toEqual(["gateway"]);
  });

  test("whoever calls is named less surely than who is called", () => {
    const strength = (text: string) => parties.mentionedIn(text, new Set()).get("gateway") ?? 0;
    expect(strength("connection from gateway reset")).toBeLessThan(
      strength("connection to gateway reset") / 2,
    );
  });
});
