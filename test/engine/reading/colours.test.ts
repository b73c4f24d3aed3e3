import { expect, test } from "vitest";
import { mask } from "../../../src/engine/masking/masking.ts";
import { Reading } from "../../../src/engine/reading/reading.ts";
import { fc } from "../../support/fast-check.ts";

const red = "\x1b[31m";
const off = "\x1b[0m";

test.each([
  [`${red}ERROR${off} pump slow`, "ERROR pump slow"],
  [`${red}${off}ERROR pump slow${off}`, "ERROR pump slow"],
  [`level=${red}error${off} msg=slow`, "level=error msg=slow"],
  ["#033[31mERROR#033[0m pump slow", "ERROR pump slow"],
  ["[31mERROR[0m: pump slow", "ERROR: pump slow"],
  ["\x00\x00\x00ERROR pump slow", "ERROR pump slow"],
  ["ERROR pump \x00\x00slow", "ERROR pump slow"],
  ["team 👩\u200d🚒 is on", "team 👩\u200d🚒 is on"],
  ["ERROR pump slow", "ERROR pump slow"],
  [
    '{"log":"\\u001b[31mERROR\\u001b[0m pump slow\\n","stream":"stderr","time":"2026-05-04T12:34:56Z"}',
    "ERROR pump slow",
  ],
  ["2026-05-04T12:34:56.123456789Z stderr F ERROR pump slow", "ERROR pump slow"],
  ['{"log":"ERROR","level":"info"}', '{"log":"ERROR","level":"info"}'],
])("%j is read as %j", (text, read) => {
  expect(new Reading(text).text).toBe(read);
});

test.each([
  [`peer${off}203.0.113.9 refused`, "203.0.113.9"],
  [`peer.${off}203.0.113.9 refused`, "203.0.113.9"],
  [`password=Zwie${red}bel77 next`, "bel77"],
  [`password=${red}Zwiebel77${off} next`, "Zwiebel77"],
  [`pass${off}word=Zwiebel77 next`, "Zwiebel77"],
])("what is masked in %j is masked in what is read of it", (text, value) => {
  expect(mask(text, () => "<x>")).not.toContain(value);
  expect(mask(new Reading(text).text, () => "<x>")).not.toContain(value);
});

test("what is read of a text is read again as it is", () => {
  const part = fc.constantFrom(
    "a",
    "9",
    " ",
    ".",
    "=",
    red,
    off,
    "#033[1m",
    "[0m",
    "\x00",
    "\u200d",
    "ERROR",
    "é",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
      const read = new Reading(parts.join("")).text;
      expect(new Reading(read).text).toBe(read);
    }),
  );
});
