import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";

export const appInspectVersion = "4.3.1";

/**
 * Splunk's inspection in a Python environment of its own in the cache, installed where it is not yet.
 *
 * @returns the program, or why it cannot be had here
 */
export function installAppInspect(root: string): { readonly program: string } | { readonly missing: string } {
  const folder = join(root, "node_modules", ".cache", `splunk-appinspect-${appInspectVersion}`);
  const program = join(folder, "bin", "splunk-appinspect");
  if (!existsSync(program)) {
    const missing = install(folder);
    if (missing !== undefined) {
      rmSync(folder, { recursive: true, force: true });
      return { missing };
    }
  }
  // The inspection looks at files through this library, which pip does not bring.
  const magic = run(join(folder, "bin", "python"), ["-c", "import magic"]);
  if (magic !== undefined) return { missing: `libmagic is not installed (on Debian: libmagic1; ${magic})` };
  return { program };
}

function install(folder: string): string | undefined {
  const environment = run("python3", ["-m", "venv", folder]);
  if (environment !== undefined) return `python3 with venv is needed (${environment})`;
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  const installed = run(join(folder, "bin", "python"), [...pip, `splunk-appinspect==${appInspectVersion}`]);
  if (installed !== undefined)
    return `splunk-appinspect ${appInspectVersion} could not be installed with pip (${installed})`;
  return undefined;
}

/** Why a program failed, in one line; undefined when it did not. */
function run(program: string, args: readonly string[]): string | undefined {
  const { status, error, stderr, stdout } = spawnSync(program, args, { encoding: "utf8", timeout: 300_000 });
  if (status === 0) return undefined;
  if (error !== undefined) return error.message;
  const said = `${stderr}\n${stdout}`.split("\n").filter((line) => line.trim() !== "");
  return (said.find((line) => line.startsWith("ERROR:")) ?? said.at(-1) ?? `exit code ${status}`).trim();
}
