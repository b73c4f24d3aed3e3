import { expect, test } from "vitest";
import { NameWords } from "../../../src/engine/correlation/name-words.ts";

const shop = ["ts-order-service", "ts-food-service", "ts-travel-service", "recommender", "paymentservice"];
const hinted = (text: string, own = "ts-travel-service"): string[] => [
  ...new NameWords(shop, []).hintedIn(text, new Set([own])),
];

test.each([
  ["failed to get recommendations: deadline exceeded", ["recommender"]],
  ["could not process payment", ["paymentservice"]],
  ["food orders were not found", ["ts-food-service", "ts-order-service"]],
  ["the service timed out", []],
  ["travelling takes time", []],
  ["a short day", []],
])("%s speaks of %j", (text, services) => {
  expect(hinted(text)).toEqual(services);
});

test("what the writer itself does is no hint", () => {
  expect(hinted("order not stored", "order-archive")).toEqual([]);
});

test("a word that many write names nobody", () => {
  const services = ["errorlog", "billing", "orders", "archive", "gateway"];
  const lines = services.map((service) => ({
    service,
    text: `ERROR in ${service}, order refused: an error came`,
  }));
  expect([...new NameWords(services, lines).hintedIn("an error in billing", new Set(["orders"]))]).toEqual([
    "billing",
  ]);
});
