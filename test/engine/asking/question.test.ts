import { describe, expect, test } from "vitest";
import { keyOf, lastingKeyOf, type Question, questionOf } from "../../../src/engine/asking/question.ts";
import { Masker } from "../../../src/engine/masking/masker.ts";
import { findSensitive } from "../../../src/engine/masking/masking.ts";
import { noMasking, PlaceholderMasking } from "../../../src/engine/masking/prompt-masking.ts";
import { Reading } from "../../../src/engine/reading/reading.ts";
import { TemplateMiner } from "../../../src/engine/templates/template-miner.ts";
import { UnitReader } from "../../../src/engine/templates/unit-key.ts";
import { unitOf } from "../../../src/engine/unit.ts";

const masking = new PlaceholderMasking(new Masker(), () => {
  throw new Error("no pseudonym is wanted");
});

/** @param sensitive what the miner finds, which may be less than the masking does */
function ask(line: string, by = masking as typeof noMasking, sensitive = findSensitive): Question {
  const reader = new UnitReader(new TemplateMiner({ sensitive: (text) => sensitive(text) }));
  return questionOf(unitOf(line, reader.unitOf(reader.read(new Reading(line)))), false, by);
}

describe("what is asked", () => {
  test("a question holds no name, even if it is a word of the template", () => {
    const { log, template, slots } = ask("CRON[12]: (qwertolf) CMD (run)");
    expect({ log, template }).toEqual({
      log: "CRON[12]: (<USER:1>) CMD (run)",
      template: "CRON[<*>]: (<*>) CMD (run)",
    });
    expect(slots).toMatchObject([{ name: "USER:1" }]);
  });

  test("a name that only the event's own masking finds is left out of the template", () => {
    expect(ask("CRON[12]: (qwertolf) CMD (run)", masking, () => []).template).toBe(
      "CRON[<*>]: (<*>) CMD (run)",
    );
  });

  test("units that differ only in masked words are one question", () => {
    const [one, other] = ["qwertolf", "asdfmann"].map((name) =>
      ask(`session opened for user ${name} by root`),
    );
    expect(keyOf(one as Question)).toBe(keyOf(other as Question));
  });

  test("an event that is longer than the scanner reads keeps its template", () => {
    const { log, template } = ask(`CRON[12]: (qwertolf) CMD (run ${"x".repeat(9_000)})`);
    expect(log).not.toContain("qwertolf");
    expect(template).toMatch(/^CRON\[<\*>\]: \(<\*>\) CMD \(run /);
  });

  test("a line without variables and masked values is sent without a template", () => {
    expect(ask("disk is full")).not.toHaveProperty("template");
  });

  test("without masks a question holds everything", () => {
    expect(ask("CRON[12]: (qwertolf) CMD (run)", noMasking, () => [])).toMatchObject({
      log: "CRON[12]: (qwertolf) CMD (run)",
      template: "CRON[<*>]: (qwertolf) CMD (run)",
    });
  });
});

describe("the key under which a verdict outlasts the search", () => {
  const asked = (template: string, fixed?: string): Question => ({
    log: "a line",
    template,
    ...(fixed === undefined ? {} : { fixed }),
  });

  test("stays when the template has gained an optional part", () => {
    expect(lastingKeyOf(asked("<*> bytes <*> sent to <*>"))).toBe(
      lastingKeyOf(asked("<*> bytes sent to <*>")),
    );
  });

  test.each([
    ["has lost a word of its template", asked("<*> <*> sent to <*>")],
    ["has other words", asked("<*> bytes kept for <*>")],
    ["holds another fixed value", asked("<*> bytes sent to <*>", "size=none")],
  ])("changes when the question %s", (_name, other) => {
    expect(lastingKeyOf(other)).not.toBe(lastingKeyOf(asked("<*> bytes sent to <*>")));
  });

  test("tells templates without words by their values", () => {
    expect(lastingKeyOf(asked("<*> <*>"))).not.toBe(lastingKeyOf(asked("<*>")));
  });
});
