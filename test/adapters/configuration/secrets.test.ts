import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parseSecretReference, readSecret } from "../../../src/adapters/configuration/secrets.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-secret-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const place = "api_key of [endpoint:prod] in local/llama.conf, line 3,";
const read = (reference: string, environment = {}) =>
  readSecret(parseSecretReference(reference, place), environment);

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}

function fileWith(content: string): string {
  const file = join(folder, "key");
  writeFileSync(file, content);
  return file;
}

test("a file is read without its newline, a variable as it is", () => {
  expect(read(`file:${fileWith("sk-1\r\n")}`)).toBe("sk-1");
  expect(read("env:KEY", { KEY: "sk-2" })).toBe("sk-2");
});

test.each([
  ["a missing file", "file:/no/such/key", {}, "the file /no/such/key, and there is no such file"],
  ["a folder", `file:${folder}`, {}, `the file ${folder}, which cannot be read (EISDIR)`],
  ["a variable that is not set", "env:KEY", {}, "the environment variable KEY, which is not set"],
  ["an empty variable", "env:KEY", { KEY: " " }, "which is empty"],
  ["two lines", "env:KEY", { KEY: "hush\nhush" }, "must hold the key alone"],
  ["the password store", "passwords:llama", {}, "comes with the app package in a later version"],
])("%s is refused, with where it was looked for", (_, reference, environment, sentence) => {
  expect(() => read(reference, environment)).toThrow(`The ${place} names `);
  expect(() => read(reference, environment)).toThrow(sentence);
  expect(messageOf(() => read(reference, environment))).not.toContain("hush");
});

test("an empty file is refused with its path", () => {
  const file = fileWith("\n");
  expect(() => read(`file:${file}`)).toThrow(`the file ${file}, which is empty`);
});

test.each(["sk-hush", "hush:hush", "file:", "FILE:/hush"])("%s is no way to name a secret", (reference) => {
  expect(() => read(reference)).toThrow("never the secret itself");
  expect(messageOf(() => read(reference))).not.toContain("hush");
});
