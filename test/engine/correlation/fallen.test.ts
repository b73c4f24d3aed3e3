import { expect, test } from "vitest";
import { fallenOf } from "../../../src/engine/correlation/fallen.ts";
import { ObservedEvents } from "../../../src/engine/correlation/observed-events.ts";
import { Reading } from "../../../src/engine/reading/reading.ts";
import { Triage } from "../../../src/engine/triage.ts";

/** @param rates lines a minute before the tenth minute and after it, by service */
function fallen(rates: Readonly<Record<string, readonly [number, number]>>): string[] {
  const triage = new Triage({ fallback: "local", perEvent: false });
  const observed = new ObservedEvents();
  for (const [service, [before, after]] of Object.entries(rates)) {
    const line = new Reading(`INFO ${service} does what it does`);
    const unit = triage.assign(triage.read(service, line));
    for (let second = 0; second < 1_200; second += 60 / (second < 600 ? before : after))
      observed.add(second, "", `${service}.log`, line, unit);
  }
  return [...fallenOf(observed.byKind(), { from: 600, to: 1_200 }, { from: 0, to: 1_200, width: 5 }).keys()];
}

test("who writes less while others go on has fallen", () => {
  expect(fallen({ front: [60, 60], orders: [40, 40], stock: [30, 10], mail: [20, 20] })).toEqual(["stock"]);
});

test("where all write less, only who writes still less has", () => {
  expect(fallen({ front: [60, 20], orders: [60, 20], stock: [60, 4], mail: [30, 10] })).toEqual(["stock"]);
  expect(fallen({ front: [60, 20], orders: [40, 14], stock: [30, 10], mail: [30, 11] })).toEqual([]);
});

test("of two services nobody knows which of them is usual", () => {
  expect(fallen({ front: [60, 60], stock: [60, 4] })).toEqual([]);
});
