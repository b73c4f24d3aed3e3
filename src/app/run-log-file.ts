import { join } from "node:path";

/** Inside Splunk the file that the app monitors, outside the one that LLAMA_RUN_LOG names. */
export function runLogFile({ SPLUNK_HOME, LLAMA_RUN_LOG }: NodeJS.ProcessEnv): string | undefined {
  if (SPLUNK_HOME) return join(SPLUNK_HOME, "var", "log", "splunk", "llama_log_analyzer.log");
  return LLAMA_RUN_LOG === "" ? undefined : LLAMA_RUN_LOG;
}
