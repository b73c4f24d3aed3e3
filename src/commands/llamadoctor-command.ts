import { dirname } from "node:path";
import { GeneratingRun } from "../splunk/generated-rows.ts";
import type { SearchCommand } from "../splunk/search-command.ts";
import { findingColumns } from "./doctor/finding.ts";
import { type DoctorOptions, declaration } from "./llamadoctor-declaration.ts";

/** Put in by esbuild, from package.json. */
declare const VERSION: string;

/** `| llamadoctor`: one row for each finding. */
export const llamadoctor: SearchCommand<DoctorOptions> = {
  declaration,
  requiredFields: () => [],
  async open({ options }, info, cancelled) {
    const { examine } = await import("./doctor/examine.ts");
    const appFolder = dirname(dirname(process.argv[1] ?? ""));
    return new GeneratingRun(findingColumns, async () => {
      const findings = examine({
        places: { appFolder, environment: process.env, version: VERSION },
        info,
        endpoint: options.llm_endpoint,
        ask: options.ask === "true",
        cancelled,
      });
      const rows: Record<string, string>[] = [];
      for await (const finding of findings) rows.push({ ...finding });
      return { rows };
    });
  },
};
