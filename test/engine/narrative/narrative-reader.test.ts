import { describe, expect, test } from "vitest";
import { readNarrative } from "../../../src/engine/narrative/narrative-reader.ts";
import { fc } from "../../support/fast-check.ts";

const whole = {
  summary: [{ text: "It broke.", lines: [1] }],
  cause: { text: "The disk failed.", lines: [1, 2] },
  steps: [{ text: "Replace it.", lines: [2] }],
  confidence: 70,
};

describe("a reply", () => {
  test("is read as it was asked for", () => {
    expect(readNarrative(JSON.stringify(whole), "stop")).toEqual({ narrative: whole, cut: false });
  });

  test.each<[string, unknown, object]>([
    ["with a confidence in words", { ...whole, confidence: "0.7" }, { confidence: 70 }],
    ["with no confidence", { ...whole, confidence: "high" }, { confidence: null }],
    [
      "with sentences alone",
      { ...whole, summary: "It broke [1]." },
      { summary: [{ text: "It broke.", lines: [1] }] },
    ],
    [
      "with ids behind",
      { ...whole, steps: ["Replace it (lines 1 and 2)"] },
      { steps: [{ text: "Replace it", lines: [1, 2] }] },
    ],
    [
      "with several causes",
      { ...whole, cause: [whole.cause, { text: "Or not.", lines: [9] }] },
      { cause: whole.cause },
    ],
    [
      "with markup",
      { ...whole, summary: [{ text: "<!channel> It broke.", lines: [1] }] },
      { summary: whole.summary },
    ],
    [
      "with an id that is none",
      { ...whole, summary: [{ text: "It broke.", lines: [1.5] }] },
      { summary: [{ text: "It broke.", lines: [0] }] },
    ],
    [
      "with more sentences than asked for",
      { ...whole, steps: Array(9).fill(whole.steps[0]) },
      { steps: Array(4).fill(whole.steps[0]) },
    ],
  ])("%s", (_, reply, expected) => {
    expect(readNarrative(JSON.stringify(reply), "stop").narrative).toMatchObject(expected);
  });

  test.each([
    "",
    "It broke.",
    "[]",
    '{"verdicts": {}}',
    "{",
    `${JSON.stringify(whole)} ${JSON.stringify(whole)}`,
  ])("holds no narrative: %s", (content) => {
    expect(readNarrative(content, "stop").narrative).toBeUndefined();
  });

  test("that repeats the example says nothing", () => {
    const example = { summary: [{ text: "…", lines: [1] }], cause: { text: "…", lines: [1] }, steps: [] };
    const { narrative } = readNarrative(JSON.stringify(example), "stop");
    expect(narrative).toMatchObject({ summary: [], cause: undefined, steps: [] });
  });

  test("cut anywhere holds only sentences that are whole", () => {
    const content = JSON.stringify(whole);
    const sentences = [...whole.summary, whole.cause, ...whole.steps].map((each) => JSON.stringify(each));
    for (let end = 0; end <= content.length; end++) {
      const { narrative } = readNarrative(content.slice(0, end), "length");
      const { summary = [], cause, steps = [] } = narrative ?? {};
      for (const each of [...summary, ...(cause === undefined ? [] : [cause]), ...steps])
        expect(sentences).toContain(JSON.stringify(each));
    }
  });

  test("of any form never throws", () => {
    const json = fc.json().map((text) => `{"summary": ${text}, "cause": ${text}}`);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), json), (content) => {
        const { narrative } = readNarrative(content, "stop");
        for (const { text } of narrative?.summary ?? [])
          expect(Array.from(text).length).toBeLessThanOrEqual(240);
      }),
    );
  });
});
