import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

test("property tests take fast-check from test/support, which fixes its seed and how often each is tried", () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  expect(files.length).toBeGreaterThan(100);
  const direct = files.filter((file) =>
    /^import .*"fast-check"/m.test(readFileSync(join(import.meta.dirname, file), "utf8")),
  );
  expect(direct).toEqual([join("support", "fast-check.ts")]);
});
