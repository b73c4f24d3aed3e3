import { type DiffOptions, declaration } from "../../programs/declarations/llamadiff.ts";
import type { SearchCommand } from "../../splunk/search-command.ts";

/** `… | llamadiff`. The run is loaded only after getinfo is answered. */
export const llamadiff: SearchCommand<DiffOptions> = {
  declaration,
  requiredFields: ({ field }) => [...new Set([field, "_time"])],
  async open(parsed, info, cancelled) {
    const { DiffRun } = await import("./diff-run.ts");
    return new DiffRun(parsed, info, cancelled);
  },
};
