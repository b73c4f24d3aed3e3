import { stateFolder } from "../../adapters/store/state-folder.ts";
import { type DetectCommandOptions, declaration } from "../../programs/declarations/llamadetect.ts";
import type { SearchCommand } from "../../splunk/search-command.ts";
import { requiredFields } from "../event-fields.ts";
import { detectFieldNames } from "./detect-columns.ts";

/** `… | llamadetect`. The run is loaded only after getinfo is answered. */
export const llamadetect: SearchCommand<DetectCommandOptions> = {
  declaration,
  requiredFields: ({ field, options }) => requiredFields(field, detectFieldNames(options.prefix)),
  async open(parsed, info, cancelled) {
    const { DetectRun } = await import("./detect-run.ts");
    return new DetectRun(parsed, info, cancelled, stateFolder(process.env));
  },
};
