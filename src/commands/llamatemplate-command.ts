import { dirname } from "node:path";
import type { SearchCommand } from "../splunk/search-command.ts";
import { declaration, type TemplateOptions } from "./llamatemplate-declaration.ts";
import { requiredFields } from "./required-fields.ts";

/** `… | llamatemplate`: the declaration, and the run that is loaded only once getinfo is answered. */
export const llamatemplate: SearchCommand<TemplateOptions> = {
  declaration,
  requiredFields,
  async open(parsed, info, cancelled) {
    const { TemplateRun } = await import("./template-run.ts");
    const { openRunTemplates } = await import("./open-run-templates.ts");
    const places = { appFolder: dirname(dirname(process.argv[1] ?? "")), environment: process.env };
    return new TemplateRun(parsed, await openRunTemplates(info, places, cancelled));
  },
};
