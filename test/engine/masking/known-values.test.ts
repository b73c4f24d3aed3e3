import { describe, expect, test } from "vitest";
import { masksOfValues } from "../../../src/engine/masking/known-values.ts";
import { Masker } from "../../../src/engine/masking/masker.ts";
import { PlaceholderMasking } from "../../../src/engine/masking/prompt-masking.ts";
import { Pseudonyms } from "../../../src/engine/masking/pseudonyms.ts";
import { fc } from "../../support/fast-check.ts";

const masking = new PlaceholderMasking(new Masker(), () => new Pseudonyms(Buffer.alloc(32, 1), 1));

describe("what is masked in an event is masked in what is said of it", () => {
  test.each([
    ["its template", "CRON[12]: (qwertolf) CMD (run)", "CRON[<*>]: (qwertolf) CMD (run)"],
    [
      "a sentence",
      "sudo: qwertolf : TTY=pts/0 ; COMMAND=/bin/sh",
      "The account qwertolf ran a command as root.",
    ],
    ["a secret", "password=N'Zwiebel-77'", "Somebody tried Zwiebel-77 and failed."],
    ["a short name", "user=ute ok", "Then ute left, a minute later."],
  ])("in %s", (_, event, words) => {
    const said = masking.maskAbout(words, event);
    expect(said).not.toMatch(/qwertolf|Zwiebel|\bute\b/);
    expect(said).toMatch(/<(?:USER:[a-z2-7]{10}|SECRET)>/);
  });

  test("a value gets the pseudonym that it has in the event", () => {
    const [name] = /<USER:[a-z2-7]{10}>/.exec(masking.maskEvent("user=qwertolf")) ?? [];
    expect(masking.maskAbout("It was qwertolf.", "user=qwertolf")).toBe(`It was ${name}.`);
  });

  test("only the event's values are masked", () => {
    expect(masking.maskAbout("A minute later the route was minuted.", "user=ute")).toBe(
      "A minute later the route was minuted.",
    );
    expect(masking.maskAbout("All is well.", "nothing here")).toBe("All is well.");
  });

  test("values with any signs are masked", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 3, maxLength: 30 }), (value) => {
        const masks = masksOfValues(value, [{ start: 0, end: value.length, kind: "SECRET" }]);
        expect(masks[0]?.find(`(${value})`)).toContainEqual({ start: 1, end: value.length + 1 });
      }),
    );
  });
});
