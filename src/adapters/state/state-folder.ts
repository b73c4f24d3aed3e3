import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * Where the app keeps what outlasts a run; never inside the app, which an upgrade replaces. Inside Splunk it is
 * below `var/lib/splunk`; outside the folder that LLAMA_STATE names, else the user's own (XDG base directories).
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

/** Makes the folder, for its owner alone. @throws the system's error */
export function makeStateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}
