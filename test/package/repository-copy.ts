/** A copy of what packaging reads, to be spoilt; node_modules is the real one, read only. */
import { cpSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const repository = resolve(import.meta.dirname, "../..");

const read = [
  ...["package.json", "package-lock.json", "README.md", "LICENSE", "CHANGELOG.md"],
  ...["app", "bin", "default", "metadata"],
];

export function copyOfRepository(): string {
  const copy = mkdtempSync(join(tmpdir(), "llama-package-repository-"));
  for (const path of read) cpSync(join(repository, path), join(copy, path), { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(copy, "node_modules"), "junction");
  return copy;
}
