import { expect, test } from "vitest";
import { inCommandLineWords } from "../../src/cli/render/command-line-words.ts";

test.each([
  [
    "3 rows had no endpoint; the embedded analyst judged them.",
    "3 rows had no endpoint; the built-in rules judged them.",
  ],
  [
    "No endpoint is configured, so the embedded analyst answers.",
    "No endpoint is configured, so the built-in rules answer.",
  ],
  ["The embedded analyst judges where none can be used.", "The built-in rules judge where none can be used."],
  ["the embedded analyst (local), or nobody (none)", "the built-in rules (local), or nobody (none)"],
  ["Splunk's embedded analysts are not meant.", "Splunk's embedded analysts are not meant."],
])("what Splunk's users read as %j the command line says as %j", (sentence, said) => {
  expect(inCommandLineWords(sentence)).toBe(said);
});
