import { expect, test } from "vitest";
import type { OutageLabel } from "../../../../bench/outages/label.ts";
import { scoreOf } from "../../../../bench/outages/measure/score.ts";

function outage(accepted: string[], began: number, firstSymptom = began): OutageLabel {
  const origin = { services: [], hosts: [], accepted };
  const rest = { end: undefined, consequences: [], named: true, symptoms: 9 };
  return { kind: "disk full", origin, began, firstSymptom, ...rest };
}
const disk = outage(["orders-db", "pg-1", "192.0.2.92"], 1_000, 1_030);
const cache = outage(["cache", "cache-1"], 1_400);

test("the origin is right by any of its names, with a port or in capitals", () => {
  for (const name of ["orders-db", "PG-1", "192.0.2.92:5432"])
    expect(scoreOf({ origins: [[name]], onset: undefined }, [disk])).toEqual({
      first: true,
      inThree: true,
      onset: false,
    });
});

test("a service whose name only begins like the origin's is wrong", () => {
  expect(scoreOf({ origins: [["orders"], ["pg"]], onset: undefined }, [disk]).inThree).toBe(false);
});

test("the third guess counts among three, the fourth does not", () => {
  expect(scoreOf({ origins: [["a"], ["b"], ["pg-1"]], onset: undefined }, [disk])).toMatchObject({
    first: false,
    inThree: true,
  });
  expect(scoreOf({ origins: [["a"], ["b"], ["c"], ["pg-1"]], onset: undefined }, [disk]).inThree).toBe(false);
});

test("the onset may be a minute away from the fault or from its first symptom", () => {
  const right = (onset: number): boolean => scoreOf({ origins: [], onset }, [disk]).onset;
  expect([939, 940, 1_090, 1_091].map(right)).toEqual([false, true, true, false]);
});

test("of two outages either may be first, and both have to be among three", () => {
  expect(scoreOf({ origins: [["cache"], ["x"], ["pg-1"]], onset: 1_400 }, [disk, cache])).toEqual({
    first: true,
    inThree: true,
    onset: true,
  });
  expect(scoreOf({ origins: [["cache"], ["cache-1"]], onset: 0 }, [disk, cache]).inThree).toBe(false);
});
