import { dirname, join } from "node:path";
import type { ConfigurationPlaces } from "../../adapters/configuration/layers.ts";
import { type AnalyzeOptions, declaration } from "../../programs/declarations/llamaanalyze.ts";
import type { SearchCommand } from "../../splunk/search-command.ts";
import { mentionsInConfiguration } from "../configuration-mentions.ts";
import { requiredFields } from "../event-fields.ts";
import { outputFieldNames } from "./output-fields.ts";

/** `… | llamaanalyze`. The run is loaded only after getinfo is answered. */
export const llamaanalyze: SearchCommand<AnalyzeOptions> = {
  declaration,
  requiredFields: ({ field, options }) => requiredFields(field, outputFieldNames(options)),
  async open(parsed, info, cancelled) {
    const { AnalyzeRun } = await import("./analyze-run.ts");
    const { openRunTemplates } = await import("../templates/open-run-templates.ts");
    const places = { appFolder: dirname(dirname(process.argv[1] ?? "")), environment: process.env };
    // Parsing the configuration loads libraries that a search without an endpoint does not need.
    const opening = mayHaveEndpoint(places, parsed.options)
      ? await (await import("./open-model.ts")).openModel(parsed.options, places, info, cancelled)
      : { model: undefined, problem: undefined, warnings: () => [] };
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

/** Inside Splunk the file that the app monitors, outside the one that LLAMA_RUN_LOG names. */
function runLogFile({ SPLUNK_HOME, LLAMA_RUN_LOG }: NodeJS.ProcessEnv): string | undefined {
  if (SPLUNK_HOME) return join(SPLUNK_HOME, "var", "log", "splunk", "llama_log_analyzer.log");
  return LLAMA_RUN_LOG === "" ? undefined : LLAMA_RUN_LOG;
}
