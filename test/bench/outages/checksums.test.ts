import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { measuredScenarios, tableLine } from "../../../bench/outages/checksums.ts";
import { isFull } from "../../support/full-run.ts";

const table = readFileSync("bench/outages/checksums.txt", "utf8").trimEnd().split("\n");
const measured = [...measuredScenarios()];
/** In the usual run a dozen, of all kinds; in the full run every one. */
const tried = measured
  .map((scenario, at) => ({ ...scenario, at }))
  .filter(({ at }) => isFull || at % 37 === 5);

test("the table has a line for 240 outages and 200 quiet hours", () => {
  expect(table).toHaveLength(440);
  expect(new Set(table.map((line) => line.slice(0, 64))).size).toBe(440);
});

test.each(tried)("what is measured by has not changed: $kind $seed", ({ kind, seed, at }) => {
  expect(table[at]).toBe(tableLine(kind, seed));
});
