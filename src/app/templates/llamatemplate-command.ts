import { dirname } from "node:path";
import { declaration, type TemplateOptions } from "../../programs/declarations/llamatemplate.ts";
import type { SearchCommand } from "../../splunk/search-command.ts";
import { requiredFields } from "../event-fields.ts";
import { templateFieldNames } from "./template-fields.ts";

/** `… | llamatemplate`. The run is loaded only after getinfo is answered. */
export const llamatemplate: SearchCommand<TemplateOptions> = {
  declaration,
  requiredFields: ({ field, options }) => requiredFields(field, templateFieldNames(options.prefix)),
  async open(parsed, info, cancelled) {
    const { TemplateRun } = await import("./template-run.ts");
    const { openRunTemplates } = await import("./open-run-templates.ts");
    const places = { appFolder: dirname(dirname(process.argv[1] ?? "")), environment: process.env };
    return new TemplateRun(parsed, await openRunTemplates(info, places, cancelled));
  },
};
