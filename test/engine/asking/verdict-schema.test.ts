import { describe, expect, test } from "vitest";
import { answerCap, replySchema } from "../../../src/engine/asking/verdict-schema.ts";

describe("the schema of a reply", () => {
  test("is keyed by id, all ids required, and defines the verdict once", () => {
    expect(replySchema(2)).toEqual({
      type: "object",
      properties: {
        verdicts: {
          type: "object",
          properties: { 1: { $ref: "#/$defs/verdict" }, 2: { $ref: "#/$defs/verdict" } },
          required: ["1", "2"],
          additionalProperties: false,
        },
      },
      required: ["verdicts"],
      additionalProperties: false,
      $defs: {
        verdict: {
          type: "object",
          properties: {
            anomaly_detected: { type: "boolean" },
            severity: { type: "string", enum: ["P0", "P1", "P2", "P3", "P4", "P5"] },
            root_cause: { type: "string", maxLength: 240 },
            recommended_action: { type: "string", maxLength: 240 },
            confidence: { type: "integer", minimum: 0, maximum: 100 },
          },
          required: ["anomaly_detected", "severity", "root_cause", "recommended_action", "confidence"],
          additionalProperties: false,
        },
      },
    });
  });

  test("writes the properties in the order in which the model shall", () => {
    const text = JSON.stringify(replySchema(1));
    const names = ["anomaly_detected", "severity", "root_cause", "recommended_action", "confidence"];
    const places = names.map((name) => text.indexOf(`"${name}":{`));
    expect(places).toEqual(places.toSorted((left, right) => left - right));
  });

  test("is the same object for the same count", () => {
    for (let count = 1; count <= 32; count++) expect(replySchema(count)).toBe(replySchema(count));
    expect(replySchema(3)).not.toBe(replySchema(4));
  });

  test("uses nothing that grammar servers refuse", () => {
    const text = JSON.stringify(replySchema(32));
    expect(text).not.toMatch(
      /"(?:pattern|format|multipleOf|uniqueItems|patternProperties|propertyNames|\$schema|not|if|oneOf|allOf|minLength)"/,
    );
  });

  test.each([0, 33, 1.5, -1, Number.NaN])("there is none for %d texts", (count) => {
    expect(() => replySchema(count)).toThrow(RangeError);
  });
});

test("the answer cap is 16 and 200 tokens a verdict", () => {
  expect([answerCap(1), answerCap(8), answerCap(32)]).toEqual([216, 1616, 6416]);
});
