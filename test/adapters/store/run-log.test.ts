import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { appendRunLine } from "../../../src/adapters/store/run-log.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-run-log-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a line is appended to a file that only its owner may read", () => {
  const file = join(folder, "runs.log");
  expect(appendRunLine(file, "one\n")).toBeUndefined();
  expect(appendRunLine(file, "two\n")).toBeUndefined();
  expect(readFileSync(file, "utf8")).toBe("one\ntwo\n");
  if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("a log of ten megabytes is put aside, in place of the one before", () => {
  const file = join(folder, "long.log");
  writeFileSync(file, "");
  truncateSync(file, 10_000_000);
  writeFileSync(`${file}.1`, "older\n");
  expect(appendRunLine(file, "new\n")).toBeUndefined();
  expect(readFileSync(file, "utf8")).toBe("new\n");
  expect(statSync(`${file}.1`).size).toBe(10_000_000);
});

test("a folder that is not there is told in a sentence", () => {
  const file = join(folder, "none", "runs.log");
  expect(appendRunLine(file, "one\n")).toBe(
    `The run's line could not be written to ${file} (ENOENT). Check that the folder is there and may be written to.`,
  );
});
