import { dirname } from "node:path";
import { declaration, type IncidentOptions } from "../../programs/declarations/llamaincident.ts";
import type { SearchCommand } from "../../splunk/search-command.ts";
import { runLogFile } from "../run-log-file.ts";
import { timeColumn } from "./time-column.ts";

/** `… | llamaincident`. The run is loaded only after getinfo is answered. */
export const llamaincident: SearchCommand<IncidentOptions> = {
  declaration,
  requiredFields: ({ field, options }) => [
    ...new Set([field, timeColumn(options), "_time", "host", "source"]),
  ],
  async open(parsed, info, cancelled) {
    const { openIncidentRun } = await import("./incident-run.ts");
    const places = { appFolder: dirname(dirname(process.argv[1] ?? "")), environment: process.env };
    return openIncidentRun({ parsed, info, places, cancelled, runLog: runLogFile(process.env) });
  },
};
