import { expect, test } from "vitest";
import { Random } from "../../../bench/outages/random.ts";

const numbers = (seed: number | string): number[] => {
  const random = new Random(seed);
  return Array.from({ length: 1000 }, () => random.unit());
};

test("the same seed gives the same numbers, another one others", () => {
  expect(numbers("a 1")).toEqual(numbers("a 1"));
  expect(numbers("a 1")).not.toEqual(numbers("a 2"));
});

test("the numbers are spread evenly from 0 to 1", () => {
  const tenths = Array.from(
    { length: 10 },
    (_, at) => numbers(7).filter((each) => Math.floor(each * 10) === at).length,
  );
  for (const count of tenths) expect(Math.abs(count - 100)).toBeLessThan(40);
});

test("a whole number reaches both of its ends, and a sample repeats nothing", () => {
  const random = new Random(3);
  expect(new Set(Array.from({ length: 200 }, () => random.int(2, 4)))).toEqual(new Set([2, 3, 4]));
  expect([...random.sample(["a", "b", "c"], 5)].sort()).toEqual(["a", "b", "c"]);
});
