import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackageFile } from "./archive.ts";
import { launcherFiles } from "./launchers.ts";

/** Folders of the repository that go into the package as they are, with what they become there. */
const copied: readonly (readonly [from: string, to: string])[] = [
  ["default", "default"],
  ["metadata", "metadata"],
  ["app", ""],
];
/** What an editor, macOS or a running Splunk leaves behind. */
const leftOut = /^(?:\..*|__MACOSX|local|local\.meta|.*\.map)$/;
/** Splunk's inspection refuses spaces; the rest of what is not here is trouble on some system or other. */
const goodName = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

/**
 * Every file of the package that comes from the repository or from its build, by its path in the package.
 *
 * @throws Error with a sentence where a file must not be in a package
 */
export function repositoryFiles(root: string, bundles: readonly string[]): Map<string, PackageFile> {
  const files = new Map<string, PackageFile>();
  const add = (path: string, from: string, mode: PackageFile["mode"] = 0o644) => {
    if (files.has(path))
      throw new Error(`${path} would be twice in the package, the second time from ${from}.`);
    files.set(path, { bytes: readFileSync(join(root, from)), mode });
  };
  for (const [from, to] of copied) {
    for (const file of filesBelow(root, from)) {
      const inside = file.slice(from.length + 1);
      add(to === "" ? inside : `${to}/${inside}`, file);
    }
  }
  for (const name of launcherFiles(root))
    add(`bin/${name}`, `bin/${name}`, name.endsWith(".cjs") ? 0o644 : 0o755);
  for (const bundle of bundles) add(bundle, bundle);
  for (const name of ["LICENSE", "CHANGELOG.md"]) add(name, name);
  return files;
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !leftOut.test(name))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (!goodName.test(entry.name))
        throw new Error(
          `${path} has a name that cannot be packaged: letters, digits, ".", "_" and "-" only.`,
        );
      if (entry.isDirectory()) return filesBelow(root, path);
      if (!entry.isFile()) throw new Error(`${path} is a link or something else that is not a file.`);
      return [path];
    });
}
