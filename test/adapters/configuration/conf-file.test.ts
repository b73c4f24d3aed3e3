import { expect, test } from "vitest";
import { parseConf } from "../../../src/adapters/configuration/conf-file.ts";

const read = (text: string) =>
  Object.fromEntries(
    [...parseConf(text, "llama.conf")].map(([stanza, settings]) => [
      stanza,
      Object.fromEntries([...settings].map(([key, { value, line }]) => [key, [value, line]])),
    ]),
  );

test("stanzas, settings, comments and blank lines are read, with the line of each setting", () => {
  const text =
    "# about\n\n[endpoint:a]\nurl = http://a/v1\n  model=m # no comment\n\n[masking]\nallow_off = false\n";
  expect(read(text)).toEqual({
    "endpoint:a": { url: ["http://a/v1", 4], model: ["m # no comment", 5] },
    masking: { allow_off: ["false", 8] },
  });
});

test("CRLF, a byte-order mark, values with = and empty values are fine", () => {
  expect(read("\uFEFF[a]\r\nx = 1=2\r\ny =\r\n")).toEqual({ a: { x: ["1=2", 2], y: ["", 3] } });
});

test("a backslash at the very end goes on in the next line, and only there", () => {
  expect(read("[a]\nx = 1,\\\r\n2,\\\n3\ny = a\\b\\ \n# c\\\nz = 4\\")).toEqual({
    a: { x: ["1,\n2,\n3", 2], y: ["a\\b\\", 5], z: ["4", 7] },
  });
});

test("settings outside of any stanza belong to [default], a stanza goes on where it is named again", () => {
  expect(read("x = 1\n[a]\ny = 1\n[default]\nz = 2\n[a]\ny = 3\n")).toEqual({
    default: { x: ["1", 1], z: ["2", 5] },
    a: { y: ["3", 7] },
  });
});

test.each(["[a]\nsk-secret\n", "[a]\n= sk-secret\n", "\n[sk-secret\n"])(
  "the line of %j that is nothing is named and not repeated",
  (text) => {
    expect(() => parseConf(text, "/app/local/llama.conf")).toThrow(/In \/app\/local\/llama.conf, line 2 /);
    expect(() => parseConf(text, "/app/local/llama.conf")).not.toThrow(/sk-secret/);
  },
);
