import { describe, expect, test } from "vitest";
import { EventTimes } from "../../../src/engine/correlation/event-times.ts";

const read = (times: readonly (number | undefined)[], source = "a.log"): EventTimes => {
  const read = new EventTimes();
  for (const time of times) read.of(time, source);
  return read;
};

describe("times of events", () => {
  test("are their order where no line tells a time", () => {
    const times = new EventTimes();
    expect([undefined, undefined, undefined].map((time) => times.of(time, ""))).toEqual([1, 2, 3]);
    expect(times.gaps()).toEqual(["No line has a time that is understood: their order stands for it."]);
  });

  test("are lent by the line before", () => {
    const times = new EventTimes();
    expect([100, undefined, 107].map((time) => times.of(time, ""))).toEqual([100, 100, 107]);
    expect(times.gaps()[0]).toMatch(/^33 % of the lines/);
  });

  test("that jump back and forth are said, and neither a pause nor newest first", () => {
    expect(read([0, 10, -7_200, -7_190, 20]).gaps()[0]).toMatch(/jump back and forth/);
    expect(read([0, 10, 9_000]).gaps()).toEqual([]);
    expect(read([9_000, 8_990, 10, 0]).gaps()).toEqual([]);
  });

  test("of a file begin where they like", () => {
    const times = new EventTimes();
    for (const [time, source] of [
      [9_000, "a"],
      [0, "b"],
      [9_010, "a"],
    ] as const)
      times.of(time, source);
    expect(times.gaps()).toEqual([]);
  });
});
