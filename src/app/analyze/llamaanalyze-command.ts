import { dirname } from "node:path";
import { type AnalyzeOptions, declaration } from "../../programs/declarations/llamaanalyze.ts";
import type { SearchCommand } from "../../splunk/search-command.ts";
import { mayHaveEndpoint } from "../configuration-mentions.ts";
import { requiredFields } from "../event-fields.ts";
import { runLogFile } from "../run-log-file.ts";
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
    const opening =
      parsed.options.mode === "plan" || mayHaveEndpoint(places, parsed.options)
        ? await (await import("./open-model.ts")).openModel(parsed.options, places, info, cancelled)
        : { model: undefined, problem: undefined, warnings: () => [] };
    const templates = await openRunTemplates(info, places, cancelled);
    return new AnalyzeRun({ parsed, info, opening, templates, runLog: runLogFile(process.env) });
  },
};
