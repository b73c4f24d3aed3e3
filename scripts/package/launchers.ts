import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";

/** bin/'s files that are not bundles: what splunkd or a person starts, and what that reads. */
export function launcherFiles(root: string): string[] {
  return readdirSync(join(root, "bin"))
    .filter((name) => name.endsWith(".sh") || ["llama-log", "llama-log.cjs", "start.cjs"].includes(name))
    .sort();
}

/** The shell scripts in an app's bin/ that are started themselves; launch.sh is only read by them. */
export function launchers(app: string): string[] {
  return launcherFiles(app).filter((name) =>
    readFileSync(join(app, "bin", name), "latin1").startsWith("#!/bin/sh"),
  );
}

/** What a launcher starts, by its path from the root. */
export function bundleOf(launcher: string): string {
  return `bin/${launcher === "llama-log" ? "command-line" : basename(launcher, ".sh")}.cjs`;
}

/**
 * splunkd says only "exited unexpectedly" about a launcher that cannot be started, so such a one is not shipped.
 *
 * @param bundles by their paths from the root
 * @throws Error with a sentence
 */
export function checkLaunchers(root: string, bundles: readonly string[]): void {
  for (const name of launchers(root)) {
    const bundle = bundleOf(name);
    if (!bundles.includes(bundle))
      throw new Error(`bin/${name} starts ${bundle}, which the build does not make.`);
  }
  for (const name of launcherFiles(root)) {
    if (readFileSync(join(root, "bin", name), "latin1").includes("\r"))
      throw new Error(`bin/${name} has a carriage return, and a POSIX shell would stumble: save it with LF.`);
  }
  // Windows keeps no such bit, and git does where the file was added.
  if (process.platform === "win32") return;
  for (const name of launchers(root)) {
    if ((statSync(join(root, "bin", name)).mode & 0o111) !== 0o111)
      throw new Error(`bin/${name} is not executable: chmod 755 bin/${name}`);
  }
}
