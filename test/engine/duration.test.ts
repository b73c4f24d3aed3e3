import { expect, test } from "vitest";
import { readDuration, readSeconds } from "../../src/engine/duration.ts";
import { fc } from "../support/fast-check.ts";

test.each([
  ["30s", 30_000],
  ["90m", 5_400_000],
  ["1.5h", 5_400_000],
  ["2d", 172_800_000],
  ["7 D", 604_800_000],
  [" 10M ", 600_000],
  ["0d", 0],
  ["0.001s", 1],
  ["999999999d", 100_000 * 86_400_000],
])("%j is %i milliseconds", (text, milliseconds) => {
  expect(readDuration(text)).toBe(milliseconds);
  expect(readSeconds(text)).toBe(milliseconds);
});

test.each([
  "",
  "0",
  "5",
  "s",
  "5x",
  "5ms",
  "-5m",
  "+5m",
  "5m5",
  "1e3s",
  ".5h",
  "1.h",
  "1.2345s",
  "5 weeks",
  "٣d",
])("%j is no duration", (text) => expect(readDuration(text)).toBeUndefined());

test("a number alone is so many seconds where seconds are wanted", () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), (seconds) => {
      expect(readSeconds(String(seconds))).toBe(seconds * 1_000);
      expect(readSeconds(String(seconds))).toBe(readDuration(`${seconds}s`));
    }),
  );
  expect([readSeconds("0.4"), readSeconds(" 8 ")]).toEqual([400, 8_000]);
  for (const text of ["", "abc", "1.2.3", "-3", "1e2", "0x10", "."])
    expect(readSeconds(text)).toBeUndefined();
});
