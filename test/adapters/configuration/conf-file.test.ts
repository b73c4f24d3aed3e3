import { describe, expect, test } from "vitest";
import { parseConf } from "../../../src/adapters/configuration/conf-file.ts";

const read = (text: string) =>
  Object.fromEntries(
    [...parseConf(text, "llama.conf").conf].map(([stanza, settings]) => [
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

describe("what a file should not have is warned of with its line, and the rest is read", () => {
  const warningsOf = (text: string) =>
    parseConf(text, "/app/local/llama.conf").warnings.map(({ finding }) =>
      finding.replace("/app/local/", ""),
    );

  test("nothing, where all is well", () => {
    expect(warningsOf("# fine\n[a]\nx = 1\n[b]\nx = 1\n")).toEqual([]);
  });

  test("a line that is neither stanza nor setting, which is not repeated", () => {
    const text = "[a]\nsk-secret\n= sk-secret\nx = 1\n";
    expect(warningsOf(text)).toEqual([
      "In llama.conf, line 2 is neither a stanza, a setting nor a comment, and is left out",
      "In llama.conf, line 3 is neither a stanza, a setting nor a comment, and is left out",
    ]);
    expect(read(text)).toEqual({ a: { x: ["1", 4] } });
  });

  test("a stanza line that is broken, whose settings go to no other stanza", () => {
    const text = "[a]\nx = 1\n[sk-secret\nx = 2\n[b]\nx = 3\n";
    expect(warningsOf(text)).toEqual([
      "In llama.conf, line 3 begins a stanza and does not end it, so it and its settings are left out",
    ]);
    expect(read(text)).toEqual({ a: { x: ["1", 2] }, b: { x: ["3", 6] } });
  });

  test("a stanza that is begun twice", () => {
    expect(warningsOf("[a]\nx = 1\n\n[a]\ny = 1\n")).toEqual([
      "In llama.conf, line 4 begins [a] again, first begun in line 1; settings of both count, the later ones first",
    ]);
  });

  test("a byte-order mark and line ends of Windows", () => {
    expect(warningsOf("\uFEFF[a]\nx = 1\r\ny = 2\r\n")).toEqual([
      "In llama.conf, line 1 begins with a byte-order mark, which Splunk's own tools take for text",
      "In llama.conf, line 2 and perhaps others end as on Windows (CRLF)",
    ]);
  });
});
