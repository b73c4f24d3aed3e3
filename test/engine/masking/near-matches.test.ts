import { describe, expect, test } from "vitest";
import { nearMatches } from "./near-matches.ts";

describe("near matches", () => {
  test.each([
    /a(?:b|c)d/g,
    /(?<=%[0-9A-F]{2})x\d{3}/g,
    /(['"])key\1\s?=\s*(?<q>['"])[^'"\n]{2,5}\k<q>/g,
    /\p{L}[\p{L}\p{N}._-]{1,8}@(?:[a-z]+\.)+[a-z]{2,}/gu,
    /-----BEGIN [A-Z ]{0,5}KEY-----[\s\S]*?(?:-----END-----|$)/g,
  ])("have one that the pattern takes: %s", (pattern) => {
    expect(nearMatches(pattern).some((text) => text.search(pattern) !== -1)).toBe(true);
  });

  test("near matches are also cut, so that a pattern reads on in vain", () => {
    expect(nearMatches(/secret=\d{4}/g)).toContain("secret=777");
  });
});
