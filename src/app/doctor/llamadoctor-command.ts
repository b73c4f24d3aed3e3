import { dirname } from "node:path";
import { type DoctorOptions, declaration } from "../../programs/declarations/llamadoctor.ts";
import { GeneratingRun } from "../../splunk/generated-rows.ts";
import type { SearchCommand } from "../../splunk/search-command.ts";
import { type FindingRow, findingColumns, findingRow } from "./finding.ts";

/** Defined by esbuild from package.json. */
declare const VERSION: string;

/** `| llamadoctor`: one row for each finding. */
export const llamadoctor: SearchCommand<DoctorOptions> = {
  declaration,
  requiredFields: () => [],
  async open({ options }, info, cancelled) {
    const { examine } = await import("./examine.ts");
    const appFolder = dirname(dirname(process.argv[1] ?? ""));
    return new GeneratingRun(findingColumns, async () => {
      const findings = examine({
        places: { appFolder, environment: process.env, version: VERSION },
        info,
        endpoint: options.llm_endpoint,
        ask: options.ask === "true",
        cancelled,
      });
      const rows: Readonly<Record<keyof FindingRow, string>>[] = [];
      for await (const finding of findings) rows.push(findingRow(finding));
      return { rows };
    });
  },
};
