import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { generatedFiles } from "../scripts/generated-files.ts";

const root = resolve(import.meta.dirname, "..");

test.each([...generatedFiles(root)])("%s is what npm run generate makes", (path, text) => {
  expect(readFileSync(resolve(root, path), "utf8")).toBe(text);
});

test("commands.conf holds only settings that are valid with chunked = true", () => {
  const valid = ["chunked", "is_risky", "maxwait", "maxchunksize", "filename", "run_in_preview"];
  const settings = readFileSync(resolve(root, "default/commands.conf"), "utf8").matchAll(/^(\w[\w.]*) *=/gm);
  for (const [, setting] of settings) expect(valid).toContain(setting);
});
