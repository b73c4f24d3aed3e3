// biome-ignore-all lint/style/useFilenamingConvention: the alert action's name, by which its launcher finds the bundle
import { dirname } from "node:path";
import { runAlertAction } from "./alert-action.ts";

/** Put in by esbuild, from package.json. */
declare const VERSION: string;

/** The alert action llama_alert, as splunkd starts it. */
void runAlertAction({
  appFolder: dirname(dirname(process.argv[1] ?? "")),
  environment: process.env,
  version: VERSION,
}).then((code) => {
  process.exitCode = code;
});
