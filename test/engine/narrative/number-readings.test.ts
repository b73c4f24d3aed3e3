import { expect, test } from "vitest";
import { inAsciiDigits, readingsOf } from "../../../src/engine/narrative/number-readings.ts";

test.each<[string, readonly number[]]>([
  ["1204", [1204]],
  ["1,204", [1.204, 1204]],
  ["1.204", [1.204, 1204]],
  ["1 204", [1204]],
  ["1'204'567", [1204567]],
  ["1,204,567", [1204567]],
  ["1.204,5", [1204.5]],
  ["1,204.5", [1204.5]],
  ["0.204", [0.204]],
  ["1,5", [1.5]],
  ["1.2.3", []],
  ["10.0.0.5", []],
  ["12,34.5", []],
])("%s may be %j", (written, readings) => {
  expect(readingsOf(written)).toEqual(readings);
});

test("digits of other scripts are read as their values", () => {
  expect(inAsciiDigits("٣٠ · ３０ · ३० · 30")).toBe("30 · 30 · 30 · 30");
});
