import { describe, expect, test } from "vitest";
import { boundaryOf } from "../../src/app/diff/boundary.ts";
import { readMoment } from "../../src/engine/moment.ts";

test.each([
  ["1773135000", 1_773_135_000],
  ["1773135000.25", 1_773_135_000.25],
  ["2026-03-10", 1_773_100_800],
  ["2026-03-10T09:30", 1_773_135_000],
  ["2026-03-10 09:30:15", 1_773_135_015],
  ["2026-03-10T09:30:00Z", 1_773_135_000],
  ["2026-03-10T10:30:00+01:00", 1_773_135_000],
  ["2026-03-10T10:30+0100", 1_773_135_000],
  ["2026-13-40", undefined],
  ["yesterday", undefined],
  ["", undefined],
])("%s is %s", (text, time) => {
  expect(readMoment(text)).toBe(time);
});

describe("the time of a search is cut", () => {
  const span = { first: 1_000, last: 5_000 };
  test.each([
    ["half", 3_000],
    ["10m", 4_400],
    ["1773135000", 1_773_135_000],
  ])("with %s at %s", (baseline, boundary) => {
    expect(boundaryOf(baseline, span)).toBe(boundary);
  });
});
