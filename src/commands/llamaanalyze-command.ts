import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stateFolder } from "../adapters/state/state-folder.ts";
import type { SearchCommand } from "../splunk/search-command.ts";
import { type AnalyzeOptions, declaration } from "./llamaanalyze-declaration.ts";
import { requiredFields } from "./required-fields.ts";

/** `… | llamaanalyze`: the declaration, and the run that is loaded only once getinfo is answered. */
export const llamaanalyze: SearchCommand<AnalyzeOptions> = {
  declaration,
  requiredFields,
  async open(parsed, info, cancelled) {
    const { AnalyzeRun } = await import("./analyze-run.ts");
    const { openTemplates } = await import("../adapters/state/template-store.ts");
    const places = { appFolder: dirname(dirname(process.argv[1] ?? "")), environment: process.env };
    // Reading the configuration takes libraries that a search without any would load for nothing.
    const opening = mayHaveEndpoint(places.appFolder, parsed.options.llm_endpoint)
      ? await (await import("./open-model.ts")).openModel(parsed.options, places, info, cancelled)
      : { model: undefined, problem: undefined, remarks: [] };
    const templates = openTemplates(stateFolder(process.env));
    return new AnalyzeRun({ parsed, info, opening, templates, runLog: runLogFile(process.env) });
  },
};

function mayHaveEndpoint(appFolder: string, requested: string): boolean {
  const { LLAMA_ENDPOINT, LLAMA_CONF } = process.env;
  return (
    [requested, LLAMA_ENDPOINT, LLAMA_CONF].some((value) => value !== undefined && value !== "") ||
    ["default", "local"].some((layer) => mayListEndpoint(join(appFolder, layer, "llama.conf")))
  );
}

/** A file that cannot be read may; reading it properly then says why. */
function mayListEndpoint(file: string): boolean {
  try {
    return readFileSync(file, "latin1").includes("endpoint");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ENOENT";
  }
}

/** Inside Splunk, a file that the app monitors; outside only where one is asked for. */
function runLogFile({ SPLUNK_HOME, LLAMA_RUN_LOG }: NodeJS.ProcessEnv): string | undefined {
  if (SPLUNK_HOME) return join(SPLUNK_HOME, "var", "log", "splunk", "llama_log_analyzer.log");
  return LLAMA_RUN_LOG === "" ? undefined : LLAMA_RUN_LOG;
}
