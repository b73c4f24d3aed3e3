import { describe, expect, test } from "vitest";
import type { Detector } from "../../../src/engine/masking/detector.ts";
import { detectors, findSensitive } from "../../../src/engine/masking/masking.ts";
import { Prefilter } from "../../../src/engine/masking/prefilter.ts";
import { RedactionPass } from "../../../src/engine/masking/redaction-pass.ts";
import { fc, runs } from "../../support/fast-check.ts";
import { labelledLines } from "./labelled-lines.ts";
import { nearMatches } from "./near-matches.ts";

function detector(name: string, hints?: readonly string[]): Detector {
  return { name, kind: "SECRET", pattern: /x/g, ...(hints === undefined ? {} : { hints }) };
}

const named = (found: readonly Detector[]) => found.map(({ name }) => name).join(" ");

describe("which detectors can match", () => {
  const filter = new Prefilter([
    detector("long", ["authorization", "proxy"]),
    detector("always"),
    detector("short", ["pwd"]),
    detector("pair", ["::"]),
    detector("sign", ["@"]),
    detector("digits", ["-00-"]),
  ]);

  test.each([
    ["", "always"],
    ["nothing of it", "always"],
    ["Authorization: x", "long always"],
    ["a proxy", "long always"],
    ["authorizatio", "always"],
    ["pwd", "always short"],
    ["xPWDx", "always short"],
    ["pw d", "always"],
    ["a::b", "always pair"],
    ["a:b", "always"],
    ["a@b", "always sign"],
    ["1-47-2", "always digits"],
    ["1-4-2", "always"],
    ["the long ſ and the sign of Kelvin: paſſ, toKen", "always"],
    ["pwd authorization @ :: -12-", "long always short pair sign digits"],
  ])("%j: %s", (text, expected) => {
    expect(named(filter.candidates(text))).toBe(expected);
  });

  test("letters that patterns take for s and k without regard to case count as these", () => {
    const letters = new Prefilter([detector("s", ["pass"]), detector("k", ["token"])]);
    expect(named(letters.candidates("paſſ and toKen"))).toBe("s k");
  });

  test("one text does not show in the next, and 300 detectors keep their order", () => {
    const words = Array.from(
      { length: 300 },
      (_, index) => `w${String.fromCharCode(97 + (index % 26), 97 + Math.floor(index / 26))}q`,
    );
    const many = new Prefilter(words.map((word) => detector(word, [word])));
    expect(named(many.candidates(words.toReversed().join(" ")))).toBe(words.join(" "));
    expect(named(many.candidates(words[270] as string))).toBe(words[270]);
    expect(named(many.candidates("none"))).toBe("");
  });

  test("any word is seen wherever it stands", () => {
    const word = fc.string({ unit: fc.constantFrom(..."abc-:@/ ="), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(word, fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (hint, before, after) => {
        expect(new Prefilter([detector("it", [hint])]).candidates(before + hint + after)).toHaveLength(1);
      }),
    );
  });
});

describe("the words and signs that detectors name are in all they find", () => {
  const unfiltered = detectors.map(({ hints: _, needs: __, ...rest }): Detector => rest);

  function foundWithout(text: string) {
    const sheet = new RedactionPass(text);
    for (let round = 0; round < 6; round++) {
      const before = sheet.text;
      for (const one of unfiltered) sheet.search(one);
      if (sheet.text === before) break;
    }
    return sheet.sensitive();
  }

  test("in the lines with labels", () => {
    for (const { text } of labelledLines) expect(findSensitive(text), text).toEqual(foundWithout(text));
  });

  test("in lines put together of two", () => {
    const line = fc.constantFrom(...labelledLines);
    fc.assert(
      fc.property(line, line, fc.nat(), fc.nat(), (one, other, at, from) => {
        const text = one.text.slice(0, at % one.text.length) + other.text.slice(from % other.text.length);
        expect(findSensitive(text)).toEqual(foundWithout(text));
      }),
      runs(1_000),
    );
  });

  test.each(detectors.map((one) => [one.name, one.pattern] as const))(
    "in what is near to %s",
    (_, pattern) => {
      for (const text of nearMatches(pattern)) expect(findSensitive(text), text).toEqual(foundWithout(text));
    },
  );
});
