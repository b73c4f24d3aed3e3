import { describe, expect, test } from "vitest";
import { pathDetectors } from "../../../src/engine/masking/paths.ts";
import { maskedBy } from "../../support/masked-by.ts";

const masked = (text: string) => maskedBy(pathDetectors, text);

const raw = String.raw;

describe("paths of files", () => {
  test.each([
    ["open /home/alice/notes.txt: no such file", "open #: no such file"],
    ["cannot read ~/projects/shop/.env", "cannot read #"],
    ['file "/srv/My Files/a.txt" is locked', 'file "#" is locked'],
    [raw`C:\Users\alice\Documents\plan.xlsx is locked`, "# is locked"],
    [raw`C:\Program Files\Shop\app.exe crashed`, "# crashed"],
    [raw`{"path":"D:\\data\\orders.db"}`, '{"path":"#"}'],
    [raw`share \\files\hr\2026 is full`, "share # is full"],
    ["at (/srv/app/dist/index.js:12:34)", "at (#:12:34)"],
    ["file:///etc/shop/app.conf loaded", "file://# loaded"],
    ["PWD=/srv/app ; COMMAND=/bin/ls", "PWD=# ; COMMAND=#"],
    ["wrote /var/log/app.log.", "wrote #."],
  ])("%j", (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  test.each([
    "GET /api/v1/items 200",
    "https://shop.example/a/b/c and ftp://x/y/z",
    "14/Mar/2026 and 12/34/56 and and/or and n/a and 10.0.0.0/8",
    "application/json text/html TCP/IP I/O",
    "> /dev/null 2>&1",
    "1/3 up, 0/3/5 down, a: b",
  ])("stay out of %j", (text) => {
    expect(masked(text)).toBe(text);
  });
});
