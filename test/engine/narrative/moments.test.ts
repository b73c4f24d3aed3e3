import { describe, expect, test } from "vitest";
import { areTold, momentOf, momentsIn } from "../../../src/engine/narrative/moments.ts";

const evidence = momentOf(Date.UTC(2026, 2, 10, 9, 32, 11) / 1000);

describe("a moment is told by", () => {
  test.each([
    "09:32",
    "9:32 AM",
    "09:32:11",
    "09:32:11.250",
    "09h32",
    "9.32 Uhr",
    "9時32分",
    "2026-03-10T09:32:11Z",
    "10.03.2026",
    "3/10/2026",
    "10 March 2026",
    "March 10th, 2026",
    "10. März",
    "10 mars",
    "10 de marzo de 2026",
    "10 марта",
    "3月10日",
    "around 09:30",
    "shortly after 09:30",
    "gegen 09:35 Uhr",
  ])("%s", (text) => {
    const moments = momentsIn(`It was ${text} then.`);
    expect(moments.times.length + moments.dates.length).toBeGreaterThan(0);
    expect(areTold(moments, evidence)).toBe(true);
    expect(moments.rest.replace(/(?:around|shortly after|gegen)/, "").trim()).toMatch(/^It was\s+then\.$/);
  });
});

describe("a moment is not told by", () => {
  test.each(["09:33", "9:32 PM", "09:32:12", "09.03.2026", "11 March", "around 09:40", "10 April 2026"])(
    "%s",
    (text) => {
      expect(areTold(momentsIn(text), evidence)).toBe(false);
    },
  );
});

test.each([
  "It may fail 5 may times.",
  "version 1.2.3",
  "10.0.0.5 answered",
  "orders-db-0:5432",
  "a ratio of 10:1",
])("no moment is in: %s", (text) => {
  expect(momentsIn(text)).toMatchObject({ times: [], dates: [] });
});
