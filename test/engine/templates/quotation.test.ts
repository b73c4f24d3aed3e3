import { describe, expect, test } from "vitest";
import { endOfQuotation, mayOpen } from "../../../src/engine/templates/quotation.ts";

/** The quotation that begins with the mark behind ‹; undefined where there is none. */
function quoted(marked: string): string | undefined {
  const at = marked.indexOf("‹");
  const text = marked.slice(0, at) + marked.slice(at + 1);
  const code = text.charCodeAt(at);
  if (!mayOpen(text, at, code)) return undefined;
  const end = endOfQuotation(text, at, code, text.length);
  return end < 0 || end === text.length ? undefined : text.slice(at + 1, end);
}

describe("a quotation", () => {
  test.each([
    ['said ‹"hello there" twice', "hello there"],
    ['‹"a \\"b\\" c" d', 'a \\"b\\" c'],
    ['‹"ends in a backslash \\\\" d', "ends in a backslash \\\\"],
    ['"log \\‹"a b\\" c"', "a b\\"],
    ["‹'I don't know' c", "I don't know"],
    ["‹`a b' c", "a b"],
    ["‹„a b“ c", "a b"],
    ["‹“a b” c", "a b"],
    ["‹«a b» c", "a b"],
    ["x ‹»a b« c", "a b"],
    ["x ‹”a b” c", "a b"],
    ["‹「甲乙」丙", "甲乙"],
    ['‹"a ""b"" c" d', 'a ""b"" c'],
  ])("%s", (marked, inner) => {
    expect(quoted(marked)).toBe(inner);
  });

  test.each([
    ["has no end", '‹"a b'],
    ["is cut by the one around it", '"log \\‹"a b" c\\"'],
    ["does not begin behind a number", '5‹" disks, 7" screens'],
    ["does not begin behind a letter", "the users‹' data and the hosts' data"],
    ["does not begin with a mark that closed one", "“a b‹” and ”c"],
    ["does not begin before a blank", "a ‹' b'"],
  ])("%s: %s", (_, marked) => {
    expect(quoted(marked)).toBeUndefined();
  });
});
