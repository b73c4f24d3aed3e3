import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => join("src", file));

test("no source waits for a signal of AbortSignal.any or AbortSignal.timeout, which Node 20 may collect", () => {
  const used = sources.filter((file) =>
    /AbortSignal\s*\.\s*(?:any|timeout)\s*\(/.test(readFileSync(file, "utf8")),
  );
  expect(used, "use Deadline of src/adapters/process/deadline.ts").toEqual([]);
  expect(sources.length).toBeGreaterThan(100);
});
