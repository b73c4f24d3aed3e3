import { expect, test } from "vitest";
import { RedactionPass, secretPlaceholder } from "../../../src/engine/masking/redaction-pass.ts";

test("a part that reaches into an earlier placeholder takes all of it in", () => {
  const pass = new RedactionPass("ab cd ef");
  pass.redact([{ start: 3, end: 5 }], "USER");
  expect(pass.text).toBe(`ab ${secretPlaceholder} ef`);
  pass.redact([{ start: 0, end: 6 }], "SECRET");
  expect(pass.text).toBe(`${secretPlaceholder} ef`);
  expect(pass.sensitive()).toEqual([{ start: 0, end: 5, kind: "SECRET" }]);
});
