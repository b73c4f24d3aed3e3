import { expect, test } from "vitest";
import { shortened } from "../../src/engine/code-points.ts";
import { fc } from "../support/fast-check.ts";

const family = "👩\u200d👩\u200d👧\u200d👦";

test.each([
  ["a short text", "abc", 3, "abc"],
  ["a long one", "abcdef", 4, "abc…"],
  ["a surrogate pair", "ab😀😀", 3, "ab…"],
  ["a family of seven code points", `ab${family}cd`, 6, "ab…"],
  ["a letter with its accent", "cafe\u0301s", 5, "caf…"],
  ["a flag", "a🇩🇪bcd", 3, "a…"],
  ["an escape", "say \\u003cb", 9, "say…"],
  ["a backslash of its own", "c:\\\\dir\\file", 5, "c:\\\\…"],
  ["an entity", "a &amp; b", 6, "a…"],
  ["a percent escape", "a%C3%A9b", 6, "a%C3…"],
  ["a placeholder", "mail <EMAIL:k7f3> x", 14, "mail…"],
  ["a blank", "abc defgh", 5, "abc…"],
])("a cut does not fall within %s", (_, text, limit, cut) => {
  expect(shortened(text, limit)).toBe(cut);
});

test("a cut text is at most as long as asked for, and cutting it again changes nothing", () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom("a", " ", "\\", "&", "%", "<", "A", "\u0301", "😀", "\u200d", "数"),
        maxLength: 400,
      }),
      fc.integer({ min: 2, max: 200 }),
      (text, limit) => {
        const cut = shortened(text, limit);
        expect([...cut].length).toBeLessThanOrEqual(limit);
        expect(shortened(cut, limit)).toBe(cut);
        expect(cut === text || (cut.endsWith("…") && text.startsWith(cut.slice(0, -1)))).toBe(true);
      },
    ),
  );
});
