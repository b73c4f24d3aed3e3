import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { isVerdictKey, type VerdictQuestion, verdictKey } from "../../../src/engine/verdicts/verdict-key.ts";
import { fc } from "../../support/fast-check.ts";

const question: VerdictQuestion = {
  unitVersion: 2,
  unitText: "disk <*> is full",
  endpoint: "default",
  model: "llama",
  promptVersion: 2,
  schemaVersion: 1,
  maskingVersion: "1-abc",
};

describe("the key of a verdict", () => {
  test("is the SHA-256 of the parts as a JSON array", () => {
    const parts = '[2,2,"disk <*> is full","default","llama",2,1,"1-abc"]';
    expect(verdictKey(question)).toBe(createHash("sha256").update(parts).digest("base64url"));
    expect(isVerdictKey(verdictKey(question))).toBe(true);
  });

  test.each(Object.keys(question) as (keyof VerdictQuestion)[])("changes with %s", (part) => {
    expect(verdictKey({ ...question, [part]: "another" })).not.toBe(verdictKey(question));
  });

  test("differs wherever a part differs, however the parts would read joined", () => {
    const text = fc.oneof(fc.string(), fc.constantFrom("", '"', ",", '","', "\\", "\ud800"));
    const questions = fc.record({
      unitVersion: text,
      unitText: text,
      endpoint: text,
      model: text,
      promptVersion: text,
      schemaVersion: text,
      maskingVersion: text,
    });
    fc.assert(
      fc.property(questions, questions, (one, other) => {
        const same = Object.keys(one).every((part) => {
          const name = part as keyof VerdictQuestion;
          return one[name] === other[name];
        });
        expect(verdictKey(one) === verdictKey(other)).toBe(same);
      }),
    );
  });

  test.each(["", "short", "a".repeat(42), "a".repeat(44), `${"a".repeat(42)}+`, `${"a".repeat(42)}\n`])(
    "is not %j",
    (text) => expect(isVerdictKey(text)).toBe(false),
  );
});
