import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * The folder for everything that outlasts a run. It is never inside the app, which upgrades replace. LLAMA_STATE names
 * it; by default it is below `var/lib/splunk` inside Splunk, and the user's XDG state folder outside.
 */
export function stateFolder({
  SPLUNK_HOME,
  LLAMA_STATE,
  XDG_STATE_HOME,
}: Readonly<Record<string, string | undefined>>): string {
  if (LLAMA_STATE !== undefined && LLAMA_STATE !== "") return LLAMA_STATE;
  if (SPLUNK_HOME !== undefined && SPLUNK_HOME !== "") {
    return join(SPLUNK_HOME, "var", "lib", "splunk", "llama_log_analyzer");
  }
  const own = XDG_STATE_HOME !== undefined && isAbsolute(XDG_STATE_HOME);
  return join(own ? XDG_STATE_HOME : join(homedir(), ".local", "state"), "llama-log-analyzer");
}

/** Creates the folder with access for its owner only. @throws the system's error */
export function makeStateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}
