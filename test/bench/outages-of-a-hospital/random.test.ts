import { expect, test } from "vitest";
import { RandomStream } from "../../../bench/outages-of-a-hospital/random.ts";

const draws = (stream: RandomStream, count: number): number[] =>
  Array.from({ length: count }, () => stream.next());

test("a stream depends on its name alone", () => {
  expect(draws(new RandomStream("ward"), 5)).toEqual(draws(new RandomStream("ward"), 5));
  expect(draws(new RandomStream("ward"), 5)).not.toEqual(draws(new RandomStream("ward 2"), 5));
});

test("a fork is the same however much was drawn before", () => {
  const early = new RandomStream("ward").fork("beds");
  const stream = new RandomStream("ward");
  draws(stream, 100);
  expect(draws(stream.fork("beds"), 5)).toEqual(draws(early, 5));
});

test("numbers are spread evenly and within their bounds", () => {
  const stream = new RandomStream("dice");
  const counts = new Map<number, number>();
  for (let index = 0; index < 6000; index++) {
    const eyes = stream.whole(1, 6);
    counts.set(eyes, (counts.get(eyes) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test("gaps have the mean of their rate", () => {
  const stream = new RandomStream("gaps");
  let sum = 0;
  for (let index = 0; index < 4000; index++) sum += stream.gap(5);
  expect(sum / 4000).toBeCloseTo(0.2, 1);
});

test("what is around a value is between half and twice of it", () => {
  const stream = new RandomStream("around");
  const values = Array.from({ length: 500 }, () => stream.around(10));
  expect(Math.min(...values)).toBeGreaterThanOrEqual(5);
  expect(Math.max(...values)).toBeLessThanOrEqual(20);
});
