import type { SearchCommand } from "../splunk/search-command.ts";
import { type AnalyzeOptions, declaration } from "./llamaanalyze-declaration.ts";

/** `… | llamaanalyze`: the declaration, and the run that is loaded only once getinfo is answered. */
export const llamaanalyze: SearchCommand<AnalyzeOptions> = {
  declaration,
  requiredFields: ({ field }) => [
    ...new Set([field, "_time", "host", "source", "sourcetype", "anomaly_score", "criticality"]),
  ],
  async open(parsed) {
    const { AnalyzeRun } = await import("./analyze-run.ts");
    return new AnalyzeRun(parsed);
  },
};
