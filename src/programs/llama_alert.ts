// biome-ignore-all lint/style/useFilenamingConvention: the alert action's name, by which its launcher finds the bundle
import { dirname } from "node:path";
import { exitWith } from "./exit-code.ts";

/** Defined by esbuild from package.json. */
declare const VERSION: string;

/** The alert action llama_alert, as splunkd starts it. */
const work = import("../app/alerting/alert-action.ts").then(({ runAlertAction }) =>
  runAlertAction({
    appFolder: dirname(dirname(process.argv[1] ?? "")),
    environment: process.env,
    version: VERSION,
  }),
);
void exitWith("llama_alert", work, (sentence) => process.stderr.write(`ERROR ${sentence}\n`));
