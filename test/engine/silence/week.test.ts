import { describe, expect, test } from "vitest";
import {
  hourOfWeek,
  kindOfWeek,
  learnHour,
  newWeek,
  usualIn,
  type Week,
} from "../../../src/engine/silence/week.ts";

/** A week with a rate for each hour, by day of the week (0 is Monday) and hour. */
function weekOf(rate: (day: number, hour: number) => number | undefined): Week {
  const week = newWeek();
  for (let at = 0; at < 168; at++) {
    const known = rate(Math.floor(at / 24), at % 24);
    if (known !== undefined) learnHour(week, at, known, 0);
  }
  return week;
}

describe("the hours of the week", () => {
  test("begin on Monday at midnight, in UTC, before 1970 too", () => {
    expect(hourOfWeek(Date.parse("2026-03-02T00:30:00Z") / 1000)).toBe(0);
    expect(hourOfWeek(Date.parse("2026-03-08T23:59:59Z") / 1000)).toBe(167);
    expect(hourOfWeek(Date.parse("1969-12-29T00:00:00Z") / 1000)).toBe(0);
  });

  test("are learnt: the first rate as it is, then a quarter of each new one at least", () => {
    const week = newWeek();
    learnHour(week, 5, 8, 0);
    expect(week[5]).toBe(8);
    learnHour(week, 5, 0, 9);
    expect(week[5]).toBe(6);
  });
});

describe("what is usual in an hour", () => {
  test("is smoothed over its neighbours", () => {
    const week = weekOf((day, hour) => (day === 1 && hour === 2 ? 4 : 0));
    expect([1, 2, 3, 4].map((hour) => usualIn(week, 24 + hour))).toEqual([1, 2, 1, 0]);
  });

  test("of a Tuesday that never came is that of Monday, and of a Friday or Saturday nothing is known", () => {
    const week = weekOf((day) => (day === 0 ? 6 : undefined));
    expect(usualIn(week, 24 + 10)).toBe(6);
    expect(usualIn(week, 4 * 24 + 10)).toBeUndefined();
    expect(usualIn(week, 5 * 24 + 10)).toBeUndefined();
  });
});

describe("the kind of a week", () => {
  test("is steady where it is the same at any time, and where it is too little to tell", () => {
    expect(kindOfWeek(weekOf(() => 5))).toBe("steady");
    expect(kindOfWeek(weekOf((day, hour) => (day === 2 && hour === 2 ? 1 : 0)))).toBe("steady");
  });

  test("is daily where nights are quiet", () => {
    expect(kindOfWeek(weekOf((_, hour) => (hour >= 1 && hour < 6 ? 0 : 9)))).toBe("daily");
  });

  test("is of workdays where weekends are quiet", () => {
    expect(kindOfWeek(weekOf((day, hour) => (day < 5 && hour >= 7 && hour < 18 ? 9 : 0)))).toBe("workdays");
  });
});
