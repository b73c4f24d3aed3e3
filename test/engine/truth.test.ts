import { expect, test } from "vitest";
import { readTruth } from "../../src/engine/truth.ts";

test.each(["1", "true", "t", "yes", "y", "on", "TRUE", "Yes", "oN", " t "])("%j is true", (word) => {
  expect(readTruth(word)).toBe(true);
});

test.each(["0", "false", "f", "no", "n", "off", "FALSE", "No", "OFF", " f "])("%j is false", (word) => {
  expect(readTruth(word)).toBe(false);
});

test.each(["", "2", "-1", "tru", "yess", "ja", "none", "enabled", "1.5", "constructor", "y n"])(
  "%j is neither",
  (word) => expect(readTruth(word)).toBeUndefined(),
);
