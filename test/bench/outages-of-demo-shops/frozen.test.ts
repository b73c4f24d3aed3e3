import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  demoOutage,
  kinds,
  quietSeeds,
  quietShop,
  seedsOfKind,
  shops,
} from "../../../bench/outages-of-demo-shops/demo-shops.ts";
import { isFull } from "../../support/full-run.ts";

const file = "bench/outages-of-demo-shops/checksums.txt";
const cases = [
  ...shops.flatMap((shop) =>
    kinds.flatMap((kind) =>
      Array.from({ length: seedsOfKind }, (_, index) => ({
        name: `${shop.name}, ${kind}, ${index + 1}`,
        make: (): unknown => demoOutage(shop, kind, index + 1),
      })),
    ),
  ),
  ...Array.from({ length: quietSeeds }, (_, index) => ({
    name: `quiet, ${index + 1}`,
    make: (): unknown => quietShop(index + 1),
  })),
];
const line = ({ name, make }: (typeof cases)[number]): string =>
  `${createHash("sha256").update(JSON.stringify(make())).digest("hex")} ${name}`;

if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, `${cases.map(line).join("\n")}\n`);
const table = readFileSync(file, "utf8").trimEnd().split("\n");
/** In the usual run one of each shop; in the full run every one. */
const tried = cases.map((one, at) => ({ ...one, at })).filter(({ at }) => isFull || at % 60 === 17);

test("156 outages and 48 quiet hours are frozen, each another", () => {
  expect(table.map((row) => row.slice(65))).toEqual(cases.map(({ name }) => name));
  expect(new Set(table.map((row) => row.slice(0, 64))).size).toBe(156 + 32);
});

test.each(tried)("what is measured by has not changed: $name", (one) => {
  expect(line(one)).toBe(table[one.at]);
});
