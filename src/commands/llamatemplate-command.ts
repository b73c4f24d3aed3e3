import { stateFolder } from "../adapters/state/state-folder.ts";
import type { SearchCommand } from "../splunk/search-command.ts";
import { declaration, type TemplateOptions } from "./llamatemplate-declaration.ts";
import { requiredFields } from "./required-fields.ts";

/** `… | llamatemplate`: the declaration, and the run that is loaded only once getinfo is answered. */
export const llamatemplate: SearchCommand<TemplateOptions> = {
  declaration,
  requiredFields,
  async open(parsed) {
    const { TemplateRun } = await import("./template-run.ts");
    const { openTemplates } = await import("../adapters/state/template-store.ts");
    return new TemplateRun(parsed, openTemplates(stateFolder(process.env)));
  },
};
