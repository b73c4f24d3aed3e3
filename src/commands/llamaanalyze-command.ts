import { dirname, join } from "node:path";
import type { ConfigurationPlaces } from "../adapters/configuration/layers.ts";
import type { SearchCommand } from "../splunk/search-command.ts";
import { mentionsInConfiguration } from "./configured.ts";
import { type AnalyzeOptions, declaration } from "./llamaanalyze-declaration.ts";
import { requiredFields } from "./required-fields.ts";

/** `… | llamaanalyze`: the declaration, and the run that is loaded only once getinfo is answered. */
export const llamaanalyze: SearchCommand<AnalyzeOptions> = {
  declaration,
  requiredFields,
  async open(parsed, info, cancelled) {
    const { AnalyzeRun } = await import("./analyze-run.ts");
    const { openRunTemplates } = await import("./open-run-templates.ts");
    const places = { appFolder: dirname(dirname(process.argv[1] ?? "")), environment: process.env };
    // Reading the configuration takes libraries that a search without any would load for nothing.
    const opening = mayHaveEndpoint(places, parsed.options)
      ? await (await import("./open-model.ts")).openModel(parsed.options, places, info, cancelled)
      : { model: undefined, problem: undefined, remarks: [] };
    const templates = await openRunTemplates(info, places, cancelled);
    return new AnalyzeRun({ parsed, info, opening, templates, runLog: runLogFile(process.env) });
  },
};

function mayHaveEndpoint(
  places: ConfigurationPlaces,
  { llm_endpoint: requested, mode }: { readonly llm_endpoint: string; readonly mode: string },
): boolean {
  if (requested !== "" || mode === "plan" || (places.environment.LLAMA_ENDPOINT ?? "") !== "") return true;
  return mentionsInConfiguration("endpoint", places);
}

/** Inside Splunk, a file that the app monitors; outside only where one is asked for. */
function runLogFile({ SPLUNK_HOME, LLAMA_RUN_LOG }: NodeJS.ProcessEnv): string | undefined {
  if (SPLUNK_HOME) return join(SPLUNK_HOME, "var", "log", "splunk", "llama_log_analyzer.log");
  return LLAMA_RUN_LOG === "" ? undefined : LLAMA_RUN_LOG;
}
