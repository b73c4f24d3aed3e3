/** The package where splunkd would have it: unpacked under etc/apps of an otherwise empty Splunk. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extract } from "tar";

export interface InstalledApp {
  /** $SPLUNK_HOME/etc/apps/llama_log_analyzer */
  readonly folder: string;
  /** What splunkd sets for a command, with the folders of this Splunk. */
  readonly environment: Readonly<Record<string, string>>;
  remove(): void;
}

export async function installApp(packageFile: string): Promise<InstalledApp> {
  // Nothing of the checkout is above it, so no node_modules is found by chance.
  const splunkHome = mkdtempSync(join(tmpdir(), "llama-package-splunk-"));
  const apps = join(splunkHome, "etc", "apps");
  for (const folder of [apps, join(splunkHome, "var", "log", "splunk")])
    mkdirSync(folder, { recursive: true });
  await extract({ file: packageFile, cwd: apps, strict: true });
  return {
    folder: join(apps, "llama_log_analyzer"),
    environment: { SPLUNK_HOME: splunkHome, LLAMA_STATE: join(splunkHome, "state") },
    remove: () => rmSync(splunkHome, { recursive: true, force: true }),
  };
}
