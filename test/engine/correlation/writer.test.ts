import { expect, test } from "vitest";
import { Writers } from "../../../src/engine/correlation/writer.ts";
import { Reading } from "../../../src/engine/reading/reading.ts";

const services = (lines: readonly (readonly [text: string, source: string])[]): string[] => {
  const writers = new Writers();
  return lines
    .map(([text, source]) => writers.writerOf(new Reading(text), source))
    .map((writer) => writers.serviceOf(writer));
};
const java = "2026-03-14 03:12:00,123 ERROR [exec-8] shop.orders.OrderStore - order lost";

test("in a log of one file lines tell services apart, by the class if need be", () => {
  expect(services([[java, "everything.log"]])).toEqual(["OrderStore"]);
  expect(services([["2026-03-14T03:12:00Z INFO [orders-api] ready", "shop.log"]])).toEqual(["orders-api"]);
  expect(services([["widget 7 is sad", "/srv/widgets.log"]])).toEqual(["widgets"]);
});

test("in a log of many files a file is a service, and classes are parts of it", () => {
  expect(
    services([
      [java, "/var/log/orders/app.log"],
      ["ready", "/var/log/stock/app.log"],
    ]),
  ).toEqual(["orders", "stock"]);
});

test("a pod's path tells its service for sure, and a line that names its program does", () => {
  expect(
    services([
      [java, "/var/log/pods/shop_orders-7c9f6b5d4-x2k8p_9f3a/orders/0.log"],
      ["Mar 14 03:12:00 db-1 postgres[71]: LOG: ready", "/var/log/syslog"],
    ]),
  ).toEqual(["orders", "postgres"]);
});

test("a word in brackets is a part of a file's service, unless all its lines have it", () => {
  const line = (word: string): string => `2026-03-14T03:12:00Z INFO [${word}] accepted`;
  expect(
    services([
      [line("listener"), "users.log"],
      [line("storage"), "users.log"],
      [line("orders-api"), "current.log"],
    ]),
  ).toEqual(["users", "users", "orders-api"]);
});

test("a file's name and its lines' are one where one holds the other", () => {
  const line = '{"severity":"info","service":"recommender-server","message":"listed"}';
  expect(services([[line, "recommender.log"]])).toEqual(["recommender"]);
});

test("a host that is named as a pod tells the service", () => {
  const writers = new Writers();
  const writer = writers.writerOf(new Reading("started"), "stdout", "carts-6d5f8-abcde");
  expect(writers.serviceOf(writer)).toBe("carts");
  expect(writers.aliases.get("carts-6d5f8-abcde")).toBe("carts");
});
